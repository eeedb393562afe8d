import { describe, expect, it } from 'vitest';
import type { Affiliate } from '../../libs/affiliates.ts';
import { judgeRequest, showAsRequested, showPayout } from '../../libs/payouts.ts';

const ADA: Affiliate = {
  affiliate_id: 'aff-ada',
  user_id: 'user-ada',
  status: 'active',
  total_earned: 50_000,
  payment_method: 'paypal',
  payment_email: 'ada@example.com',
};
const LIMITS = { minimum: 1000, maximum: 2_000_000 };
const STAMP = { payoutId: 'id', fingerprint: 'print', now: '2026-03-01T12:00:00.000Z' };

const judge = (body: Parameters<typeof judgeRequest>[0], affiliate: Affiliate = ADA) =>
  judgeRequest(body, affiliate, LIMITS, STAMP);

describe('a request', () => {
  it('becomes a pending payout to the destination on record', () => {
    expect(judge({ amount: 1000 }).payout).toStrictEqual({
      payout_id: 'id',
      affiliate_id: 'aff-ada',
      amount: 1000,
      payment_method: 'paypal',
      payment_email: 'ada@example.com',
      status: 'pending',
      requested_at: STAMP.now,
      history: [{ status: 'pending', at: STAMP.now, by: 'user-ada' }],
      request_fingerprint: 'print',
    });
  });

  it('may name another destination', () => {
    const { payout } = judge({ amount: 1000, payment_method: 'zelle', payment_email: 'other@example.com' });
    expect(payout).toMatchObject({ payment_method: 'zelle', payment_email: 'other@example.com' });
  });

  it.each([
    [999, 'amount_below_minimum', { minimum: 1000 }],
    [-5, 'amount_below_minimum', { minimum: 1000 }],
    [2_000_001, 'amount_above_maximum', { maximum: 2_000_000 }],
  ])('of %d cents is %s', (amount, code, details) => {
    expect(judge({ amount }).refusal).toMatchObject({ code, details });
  });

  it.each([1000, 2_000_000])('of %d cents, a limit itself, is good', (amount) => {
    expect(judge({ amount }).payout?.amount).toBe(amount);
  });

  it('is not guessed a destination', () => {
    const { payment_method: _, payment_email: __, ...bare } = ADA;
    expect(judge({ amount: 1000 }, bare).refusal).toMatchObject({
      code: 'payment_details_missing',
      details: { fields: ['payment_method', 'payment_email'] },
    });
    expect(judge({ amount: 1000, payment_method: 'zelle' }, bare).refusal?.details).toStrictEqual({
      fields: ['payment_email'],
    });
  });

  it('of an inactive affiliate is refused before its amount is looked at', () => {
    expect(judge({ amount: 1 }, { ...ADA, status: 'inactive' }).refusal?.code).toBe('affiliate_inactive');
  });
});

describe('what callers see of a payout', () => {
  it('is null where nothing is known yet', () => {
    const { payout } = judge({ amount: 1000 });
    expect(payout && showPayout(payout)).toStrictEqual({
      payout_id: 'id',
      amount: 1000,
      payment_method: 'paypal',
      payment_email: 'ada@example.com',
      status: 'pending',
      transaction_id: null,
      notes: null,
      requested_at: STAMP.now,
      processed_at: null,
      scheduled_for: null,
      failure_reason: null,
    });
  });

  it('in a replay is what it was at first', () => {
    const { payout } = judge({ amount: 1000 });
    expect(payout && showAsRequested({ ...payout, status: 'completed' }).status).toBe('pending');
  });
});
