import type { Receipt } from './content.ts';
import { openPage, type Page, type Sizes } from './page.ts';

const INK = '#16202e';
const MUTED = '#667085';
const LINE = '#dfe3ea';
const ACCENT = '#0f6b5c';

/** Letter, in points. */
const PAGE = { width: 612, height: 792 };
const MARGIN = 64;
const WIDTH = PAGE.width - 2 * MARGIN;
const BOTTOM = PAGE.height - 44;

/** Where the values stand beside their labels. */
const VALUES = MARGIN + 150;

const FOOTER_HEIGHT = 40;

/**
 * A receipt as a PDF of one page. The same receipt makes the same bytes, whenever and wherever it is made.
 */
export function renderReceipt(receipt: Receipt): Promise<Buffer> {
  const completed = documentDate(receipt.datedAt);
  const page = openPage({
    Title: `Receipt ${receipt.number}`,
    Author: receipt.company.name,
    CreationDate: completed,
    ModDate: completed,
  });
  page.rule(0, 0, PAGE.width, ACCENT, 6);
  let y = putHead(page, receipt);
  y = putAmount(page, receipt, y + 26);
  y = putRows(page, 'Payment', paymentRows(receipt), y + 28);
  y = putRows(page, 'Dates', datesRows(receipt), y + 22);
  if (receipt.notes) putNotes(page, receipt.notes, y + 22);
  putFoot(page, receipt);
  return page.bytes();
}

function putHead(page: Page, { company, number }: Receipt): number {
  const left = { x: MARGIN, width: 300 };
  const sizes: Sizes = [17, 14, 12, 10.5, 9];
  const name = { ...left, y: 60, height: 74, sizes, color: INK };
  let y = page.put(company.name, { ...name, weight: 'bold' }) + 3;
  if (company.addressLines.length > 0) {
    const address = company.addressLines.join('\n');
    y = page.put(address, { ...left, y, height: 66, sizes: [9, 8, 7], color: MUTED });
  }
  const right = { x: PAGE.width - MARGIN - 170, width: 170, align: 'right' as const };
  const below = page.put('Receipt', { ...right, y: 60, height: 28, sizes: [17], color: ACCENT });
  const end = page.put(number, { ...right, y: below + 3, height: 16, sizes: [9], color: MUTED });
  return Math.max(y, end);
}

function putAmount(page: Page, { amount, completed }: Receipt, top: number): number {
  page.rule(MARGIN, top, WIDTH, LINE, 0.75);
  const line = { x: MARGIN, width: WIDTH };
  let y = page.put('Amount paid', { ...line, y: top + 24, height: 16, sizes: [9], color: MUTED });
  y = page.put(amount, { ...line, y: y + 1, height: 52, sizes: [34, 24], weight: 'bold', color: INK });
  return page.put(`Paid on ${completed}`, { ...line, y: y - 2, height: 16, sizes: [10], color: MUTED });
}

type Row = [label: string, value: string];

function paymentRows({ payee, method, transactionId, payoutId }: Receipt): Row[] {
  const transaction: Row[] = transactionId ? [['Transaction ID', transactionId]] : [];
  return [['Paid to', payee], ['Method', method], ...transaction, ['Payout ID', payoutId]];
}

function datesRows({ dates }: Receipt): Row[] {
  return dates.map(({ label, date }) => [label, date]);
}

function putRows(page: Page, title: string, rows: Row[], top: number): number {
  let y = putTitle(page, title, top);
  for (const [label, value] of rows) {
    page.put(label, { x: MARGIN, y, width: 140, height: 16, sizes: [9.5], color: MUTED });
    const width = PAGE.width - MARGIN - VALUES;
    y = page.put(value, { x: VALUES, y, width, height: 36, sizes: [9.5, 8.5, 7.5, 7], color: INK }) + 5;
  }
  return y;
}

/** Notes take the room that is left. */
function putNotes(page: Page, notes: string, top: number): void {
  const y = putTitle(page, 'Notes', top);
  const height = BOTTOM - FOOTER_HEIGHT - y;
  const sizes: Sizes = [9.5, 9, 8.5, 8, 7.5, 7, 6.5];
  page.put(notes, { x: MARGIN, y, width: WIDTH, height, sizes, color: INK, align: 'natural' });
}

function putTitle(page: Page, title: string, y: number): number {
  const setting = { x: MARGIN, y, width: WIDTH, height: 18, weight: 'bold' as const, color: INK };
  const below = page.put(title, { ...setting, sizes: [10] });
  page.rule(MARGIN, below + 3, WIDTH, LINE, 0.75);
  return below + 12;
}

function putFoot(page: Page, { number }: Receipt): void {
  page.rule(MARGIN, BOTTOM - 22, WIDTH, LINE, 0.75);
  const text = `This receipt confirms a payment that was completed. For questions, quote ${number}.`;
  page.put(text, { x: MARGIN, y: BOTTOM - 12, width: WIDTH, height: 14, sizes: [8, 7], color: MUTED });
}

/** A time of the old service that is none would make a date that no reader understands. */
function documentDate(iso: string): Date {
  const time = new Date(iso);
  return Number.isNaN(time.getTime()) ? new Date(0) : time;
}
