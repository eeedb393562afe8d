import type { Payout } from '../../libs/payouts/payout.ts';
import { type Company, receiptOf } from '../../libs/receipt/content.ts';
import { renderReceipt } from '../../libs/receipt/pdf.ts';
import { readPdf } from '../../testing/pdf.ts';

export const COMPANY: Company = { name: 'Northwind Traders LLC', address: '' };

/** A step to this status, at this time. */
export const step = (status: Payout['status'], at: string) => ({
  id: at,
  status,
  at,
  by: 'user-ada',
  role: 'owner' as const,
});

/** A completed payout with every step in its history, and with these facts. */
export const completed = (facts: Partial<Payout> = {}): Payout => ({
  payout_id: '7d9f2c5e-51d4-4f0e-9a35-0a1b2c3d4e5f',
  affiliate_id: 'aff-ada',
  amount: 125_000,
  payment_method: 'paypal',
  payment_email: 'ada@example.com',
  status: 'completed',
  requested_at: '2026-02-28T23:59:59.999Z',
  processed_at: '2026-03-04T10:30:00.000Z',
  transaction_id: '8AB12345CD678901E',
  history: [
    step('scheduled', '2026-02-28T23:59:59.999Z'),
    step('pending', '2026-03-02T12:00:30.000Z'),
    step('processing', '2026-03-03T09:00:00.000Z'),
    step('completed', '2026-03-04T10:30:00.000Z'),
  ],
  ...facts,
});

/** The receipt of such a payout, as bytes and as text. */
export async function printed(facts: Partial<Payout> = {}, company: Partial<Company> = {}) {
  const bytes = await renderReceipt(receiptOf(completed(facts), { ...COMPANY, ...company }));
  return { bytes, ...(await readPdf(bytes)) };
}
