import { describe, expect, it } from 'vitest';
import { matches, orderOf, type PayoutFilter } from '../../libs/payouts/filter.ts';
import type { RecordedPayout } from '../../libs/payouts/payout.ts';

const AT = '2026-03-01T12:00:00.000Z';
const END = '2026-03-02T12:00:00.000Z';
const PAYOUT: RecordedPayout = {
  payout_id: '9e36b1f8-77c5-4d21-b0fa-5c84d3e6cc03',
  affiliate_id: 'aff-ada',
  amount: 5000,
  payment_method: 'paypal',
  payment_email: 'Ada@Example.com',
  transaction_id: ' T-1 ',
  status: 'completed',
  requested_at: AT,
  processed_at: END,
  history: [],
};
const earlier = (time: string) => new Date(Date.parse(time) - 1).toISOString();
const later = (time: string) => new Date(Date.parse(time) + 1).toISOString();

describe('a filter', () => {
  it.each<PayoutFilter>([
    {},
    { affiliateId: 'aff-ada' },
    { statuses: ['completed', 'failed'] },
    { method: 'paypal' },
    { email: 'ada@example.com' },
    { transactionId: 'T-1' },
    { receiptNumber: 'R-5C84D3E6CC03' },
    { requested: { from: AT, to: AT } },
    { ended: { from: END, to: END } },
    { requested: { from: AT }, ended: { to: END }, method: 'paypal', transactionId: 'T-1' },
  ])('%j matches', (filter) => expect(matches(filter, PAYOUT)).toBe(true));

  it.each<PayoutFilter>([
    { affiliateId: 'aff-bob' },
    { statuses: ['pending', 'failed'] },
    { statuses: [] },
    { method: 'zelle' },
    { email: 'ada@example.co' },
    { transactionId: 't-1' },
    { transactionId: 'T-' },
    { receiptNumber: 'R-000000000000' },
    { requested: { from: later(AT) } },
    { requested: { to: earlier(AT) } },
    { ended: { from: later(END) } },
    { ended: { to: earlier(END) } },
    { affiliateId: 'aff-ada', method: 'zelle' },
  ])('%j does not', (filter) => expect(matches(filter, PAYOUT)).toBe(false));

  it('that asks for a time, an address or a transaction finds no payout without one', () => {
    const { payout_id, affiliate_id, amount, history } = PAYOUT;
    const bare: RecordedPayout = { payout_id, affiliate_id, amount, status: 'unknown', history };
    for (const filter of [{ requested: {} }, { ended: {} }, { email: '' }, { transactionId: '' }])
      expect(matches(filter, bare)).toBe(false);
  });
});

describe('a list', () => {
  it.each<[PayoutFilter, string]>([
    [{}, 'requested_at'],
    [{ requested: { from: AT } }, 'requested_at'],
    [{ ended: {} }, 'ended_at'],
    [{ requested: { from: AT }, ended: { to: END } }, 'ended_at'],
  ])('with the filter %j is sorted by %s', (filter, order) => expect(orderOf(filter)).toBe(order));
});
