import { describe, expect, it } from 'vitest';
import { readCsv } from '../../../libs/csv/read-csv.ts';
import { writeCsv } from '../../../libs/csv/write-csv.ts';

describe('a file that we write', () => {
  it.each(['=1+1', '+1', '-1', '@x', '\tx', '\rx'])('has no cell that begins a formula: %j', (cell) => {
    expect(writeCsv([[cell, 'a']])).toMatch(/^"?'/);
  });

  it('has quotes where they are needed, and CRLF', () => {
    expect(writeCsv([['a,b', 'say "x"', 'two\nlines', 'two\rlines', '日本', '007']])).toBe(
      '"a,b","say ""x""","two\nlines","two\rlines",日本,007\r\n',
    );
  });
});

describe('a file that others wrote', () => {
  it('may begin with a byte order mark, which is no part of its first cell', () => {
    expect(readCsv('\uFEFFid,status', 1)).toStrictEqual([{ line: 1, cells: ['id', 'status'] }]);
  });

  it('may have line ends of every kind', () => {
    expect(readCsv('a\r\nb\nc\rd', 9).map(({ line, cells }) => [line, ...cells])).toStrictEqual([
      [1, 'a'],
      [2, 'b'],
      [3, 'c'],
      [4, 'd'],
    ]);
  });
});

describe('a file whose cells are separated by', () => {
  it.each([
    ['semicolons', 'id;status\n1,5;failed'],
    ['tabs', 'id\tstatus\n1,5\tfailed'],
    ['semicolons, below empty lines', '\r\n\nid;status\n1,5;failed'],
  ])('%s keeps the commas in its cells', (_, text) => {
    expect(readCsv(text, 10).map(({ cells }) => cells)).toStrictEqual([
      ['id', 'status'],
      ['1,5', 'failed'],
    ]);
  });
});

describe('a file whose first line says what separates its cells', () => {
  it.each([
    ['sep=;\r\nid;status\r\n1,5;failed', ';'],
    ['\uFEFFSEP=,\nid,status\n"1,5",failed', ','],
    ['sep=\t\nid\tstatus\n1,5\tfailed', '\t'],
  ])('%j', (text) => {
    expect(readCsv(text, 10)).toStrictEqual([
      { line: 2, cells: ['id', 'status'] },
      { line: 3, cells: ['1,5', 'failed'] },
    ]);
    expect(readCsv(text, 1)).toHaveLength(1);
  });

  it('is that line, and no cell that ends like it', () => {
    expect(readCsv('id,sep=;\nR-1,x', 10)).toHaveLength(2);
  });

  it('is no other first line', () => {
    expect(readCsv('sep=x\nid', 10)).toStrictEqual([
      { line: 1, cells: ['sep=x'] },
      { line: 2, cells: ['id'] },
    ]);
  });
});
