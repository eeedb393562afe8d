import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BOM, type Cell, writeSpreadsheet } from '../../libs/csv/write-spreadsheet.ts';

const FORMULA = /^[\s\p{Cf}]*[=+\-@＝＋－＠]/u;

const cellsOf = (csv: string): string[][] => parse(csv);

/** Text that people write, and text that attacks. */
const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.string({ unit: fc.constantFrom(...'=+-@;,"\'\t\r\n ＝＠a1\u00a0\u200b\ufeff'), maxLength: 12 }),
);
const rows = fc.array(fc.array(text, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 5 });

describe('a file', () => {
  it('begins with the byte order mark, by which Excel knows UTF-8', () => {
    expect([...Buffer.from(BOM)]).toStrictEqual([0xef, 0xbb, 0xbf]);
  });

  it('has the cents of the records, for 100000 random amounts', () => {
    const cents = fc.sample(fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }), 100_000);
    const cells = cellsOf(writeSpreadsheet(cents.map((amount) => [amount]))).flat();
    const isExact = (cell: string, index: number) =>
      /^\d+\.\d\d$/.test(cell) && Number(cell.replace('.', '')) === cents[index];
    expect(cells).toHaveLength(100_000);
    expect(cells.filter((cell, index) => !isExact(cell, index))).toHaveLength(0);
  });

  it.each<[string, Cell, string]>([
    ['an amount in dollars', 5000, '50.00'],
    ['a few cents', 5, '0.05'],
    ['nothing', null, ''],
    ['leading zeros', '000123', '"000123"'],
    ['commas and quotes', 'a, "b"', '"a, ""b"""'],
    ['line breaks', 'one\r\ntwo\nthree', '"one\r\ntwo\nthree"'],
    ['names in any script', 'Zoë Łódź 李 مرحبا 👍🏽', '"Zoë Łódź 李 مرحبا 👍🏽"'],
    ['an empty text', '', '""'],
    ['a hyphen inside', 'a-b = c', '"a-b = c"'],
  ])('keeps %s', (_, cell, written) => {
    expect(writeSpreadsheet([[cell, null]])).toBe(`${written},\r\n`);
    if (typeof cell === 'string') expect(cellsOf(writeSpreadsheet([[cell]]))).toStrictEqual([[cell]]);
  });

  it.each([
    ['=1+1', "'=1+1"],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['＝1+1', "'＝1+1"],
    ['＠SUM(A1)', "'＠SUM(A1)"],
    ['\ttab', "'\ttab"],
    ['  =1+1', "  '=1+1"],
    ['\u200b=1+1', "\u200b'=1+1"],
    ['a;=1+1', "a;'=1+1"],
    ['a;"=1+1', 'a;"\'=1+1'],
    ['a\n=1+1', "a\n'=1+1"],
    ['a\t @SUM(A1)', "a\t '@SUM(A1)"],
  ])('makes text of what would begin a formula: %j', (cell, harmless) => {
    expect(cellsOf(writeSpreadsheet([[cell]]))).toStrictEqual([[harmless]]);
  });

  it('has no cell that begins a formula', () => {
    fc.assert(
      fc.property(rows, (table) => {
        const cells = cellsOf(writeSpreadsheet(table)).flat();
        expect(cells.filter((cell) => FORMULA.test(cell))).toStrictEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('has none either for a spreadsheet that takes semicolons, tabs and all line breaks for ends of cells', () => {
    fc.assert(
      fc.property(rows, (table) => {
        const pieces = writeSpreadsheet(table).split(/[;\t\r\n]/);
        expect(pieces.filter((piece) => FORMULA.test(piece.replace(/^"+/, '')))).toStrictEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('gives back what went in, but for the apostrophes', () => {
    fc.assert(
      fc.property(rows, (table) => {
        const plain = (text: string) => text.replaceAll("'", '');
        const cells = cellsOf(writeSpreadsheet(table));
        expect(cells.map((row) => row.map(plain))).toStrictEqual(table.map((row) => row.map(plain)));
      }),
      { numRuns: 500 },
    );
  });

  it('is made in a time that grows with the text, whatever stands in it', () => {
    const hostile = ['\n', ' ', '; ', '\u200b'].map((unit) => [unit.repeat(200_000)]);
    expect(cellsOf(writeSpreadsheet(hostile))).toHaveLength(4);
  });
});
