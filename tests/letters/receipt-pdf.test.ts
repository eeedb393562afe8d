import { describe, expect, it, vi } from 'vitest';
import { receiptOf } from '../../libs/receipt/content.ts';
import { bold, regular } from '../../libs/receipt/fonts.ts';
import { renderReceipt } from '../../libs/receipt/pdf.ts';
import { chunksOf } from '../../libs/runtime/chunks.ts';
import { readPdf } from '../../testing/pdf.ts';
import { COMPANY, completed, printed } from './sample-receipt.ts';

/** Where labels and values begin, in points. Each line stands below the one before it. */
const COLUMNS = [64, 214];

/** Where the text ends on the right, and the height of the line over the foot, in points. */
const [RIGHT, FOOT_LINE] = [548, 66];

const NOTE_OF_1000 = 'Paid for the campaign in May. '.repeat(34).slice(0, 1000);

describe('the receipt as a PDF', () => {
  it('shows on one page what was paid, to whom, when, how and by whom', async () => {
    const { pages, text, info } = await printed(
      { notes: 'For May.' },
      { address: '500 Market Street; San Francisco, CA 94105' },
    );
    expect(pages).toBe(1);
    for (const fact of [
      'Northwind Traders LLC\n500 Market Street\nSan Francisco, CA 94105\n',
      'Receipt\nR-0A1B2C3D4E5F\n',
      'Amount paid\n$1,250.00\nPaid on 4 March 2026, 10:30 UTC\n',
      'Payment\nPaid to ada@example.com\nMethod PayPal\n',
      'Transaction ID 8AB12345CD678901E\nPayout ID 7d9f2c5e-51d4-4f0e-9a35-0a1b2c3d4e5f\n',
      'Dates\nRequested 28 February 2026, 23:59 UTC\nReleased 2 March 2026, 12:00 UTC\n',
      'Payment started 3 March 2026, 09:00 UTC\nCompleted 4 March 2026, 10:30 UTC\n',
      'Notes\nFor May.\n',
    ]) {
      expect(text).toContain(fact);
    }
    expect(info).toMatchObject({ Title: 'Receipt R-0A1B2C3D4E5F', Author: 'Northwind Traders LLC' });
  });

  it('has an address of one line', async () => {
    const { text } = await printed({}, { address: '500 Market Street' });
    expect(text).toContain('Northwind Traders LLC\n500 Market Street\n');
  });

  it('has the same bytes on another day', async () => {
    const { bytes: first, info } = await printed({ notes: 'Σία 日本' });
    vi.useFakeTimers({ now: new Date('2031-05-06'), toFake: ['Date'] });
    const { bytes: again } = await printed({ notes: 'Σία 日本' }).finally(() => vi.useRealTimers());
    expect(again.equals(first)).toBe(true);
    expect(info).toMatchObject({ CreationDate: 'D:20260304103000Z', ModDate: 'D:20260304103000Z' });
  });

  it('embeds its fonts, and has no scripts and no links', async () => {
    const { bytes } = await printed({ notes: 'https://example.com javascript:alert(1)' });
    expect(bytes.length).toBeLessThan(60_000);
    expect(bytes.toString('latin1')).not.toMatch(/\/(?:JavaScript|JS|URI|Annots|AA|OpenAction|Launch)\b/);
  });

  it('can be made of a payout whose time is not a time', async () => {
    const { text, info } = await printed({ history: [], requested_at: 'x', processed_at: 'last May' });
    expect(text).toContain('Paid on last May\n');
    expect(info).toMatchObject({ CreationDate: 'D:19700101000000Z', ModDate: 'D:19700101000000Z' });
  });

  it('says that a date is not on record', async () => {
    const { processed_at: _, ...undated } = completed({ history: [] });
    const { text } = await readPdf(await renderReceipt(receiptOf(undated, COMPANY)));
    expect(text).toContain('Paid on date not on record\n');
  });
});

describe('text that people wrote, on a receipt', () => {
  it.each([
    'Łukasz Żółć & Σία',
    'Αθήνα',
    'Арсений',
    'שלום',
    'Đặng Thị Hồng',
    '<b>bold</b> <script>alert(1)</script> &amp; (a) \\n %PDF /Type',
    'constructor __proto__',
    'ffi fl 1/2',
  ])('appears unchanged in the notes and in the company name: %s', async (words) => {
    const { text, pages } = await printed({ notes: words }, { name: words });
    expect(pages).toBe(1);
    expect(text.replaceAll('\n', ' ').split(words)).toHaveLength(3);
  });

  it.each([
    ['日本', '□□'],
    ['a😶‍🌫️b', 'a□b'],
    ['🇩🇪', '□'],
    ['bell\u0007, \u0000', 'bell□, □'],
    ['half \ud800 of one', 'half □ of one'],
    ['fdp\u202etxt.exe', 'fdptxt.exe'],
    ['a\u00a0b\tc\u2003d', 'a b c d'],
    ['one\r\ntwo\rthree\u2028four', 'one\ntwo\nthree\nfour'],
    ['❤️', '❤'],
  ])('is shown as: %j becomes %j', async (words, shown) => {
    const { text, pages } = await printed({ notes: words });
    expect(pages).toBe(1);
    expect(text).toContain(`Notes\n${shown}\n`);
  });

  it('begins at the side from which its line is read', async () => {
    const { pieces } = await printed({ notes: 'abc\nשלום' });
    const endOf = (part: string) => Math.round(pieces.find(({ str }) => str.includes(part))?.right ?? 0);
    expect(endOf('abc')).toBeLessThan(100);
    const ofTheRightSide = ['שלום', 'Receipt', 'R-0A1B2C3D4E5F'];
    expect(ofTheRightSide.map(endOf)).toStrictEqual(ofTheRightSide.map(() => RIGHT));
  });

  it('fits with every word of a note of 1000 characters above the foot of the page', async () => {
    const { text, pages } = await printed({ notes: NOTE_OF_1000 });
    expect(pages).toBe(1);
    expect(text.replaceAll('\n', ' ')).toContain(NOTE_OF_1000.trim());
  });

  it('fits with every character of the longest ids and addresses', async () => {
    const long = { transaction_id: 'W'.repeat(128), payment_email: `${'m'.repeat(115)}@example.com` };
    const joined = (await printed(long)).text.replaceAll('\n', '');
    for (const each of Object.values(long)) expect(joined).toContain(each);
  });

  it.each([
    { what: 'wide letters', notes: 'W'.repeat(1000), name: 'W'.repeat(200), address: 'W\n'.repeat(200) },
    { what: 'lines', notes: 'x\n'.repeat(500), name: 'x y '.repeat(50), address: '' },
    { what: 'marks', notes: `a${'\u0301'.repeat(999)}`, name: `a${'\u0316'.repeat(199)}`, address: '' },
    { what: 'spaces', notes: ' '.repeat(1000), name: ' '.repeat(200), address: ' ' },
    { what: 'Hebrew', notes: 'שלום עולם '.repeat(100), name: 'ש'.repeat(200), address: '' },
  ])('stays on one page with nothing but $what', async ({ notes, name, address }) => {
    const { pages, text, pieces, lowest } = await printed({ notes }, { name, address });
    expect(pages).toBe(1);
    const underTheLine = pieces.filter(({ y }) => y < FOOT_LINE).map(({ str }) => str);
    expect(underTheLine).toStrictEqual([expect.stringMatching(/^This receipt confirms/)]);
    expect(lowest).toBeGreaterThan(40);
    expect(text).toContain('$1,250.00');
    expect(text).toContain('quote R-0A1B2C3D4E5F');
    for (const column of COLUMNS) {
      const lines = pieces.filter(({ left }) => Math.round(left) === column).map(({ y }) => Math.round(y));
      expect(lines).toStrictEqual([...new Set(lines)].sort((one, other) => other - one));
    }
  });
});

describe('the fonts', () => {
  it.each([
    ['regular', regular],
    ['bold', bold],
  ])('are TrueType: %s', (_, font) => expect(font.readUInt32BE(0)).toBe(0x00010000));

  it('can set each character of the Basic Multilingual Plane next to any other', async () => {
    const all = Array.from({ length: 0x10000 }, (_, point) => String.fromCharCode(point));
    const characters = all.filter((each) => each.isWellFormed());
    for (const part of chunksOf(characters, 1000)) {
      expect((await printed({ notes: part.join('') })).pages).toBe(1);
    }
  });
});
