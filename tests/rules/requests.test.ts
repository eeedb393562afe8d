import { describe, expect, it } from 'vitest';
import { showAsRequested, showPayout } from '../../libs/http/views.ts';
import { judgeRequests } from '../../libs/payouts/requests.ts';
import { SAYS } from '../../testing/refusals.ts';
import { ADA, judge, judgeAll, LIMITS, NOW } from './sample-request.ts';

const DETAILS = { payment_method: 'paypal', payment_email: 'ada@example.com' } as const;

const later = (ms: number) => new Date(Date.parse(NOW) + ms).toISOString();
const YEAR_MS = 365 * 24 * 60 * 60 * 1000;

describe('a payout request', () => {
  it('becomes a pending payout to the destination on record', () => {
    expect(judge({ amount: 1000 }).payout).toStrictEqual({
      payout_id: 'id-0',
      affiliate_id: 'aff-ada',
      amount: 1000,
      ...DETAILS,
      destination_changed: false,
      status: 'pending',
      requested_at: NOW,
      history: [{ id: 'id-0', status: 'pending', at: NOW, by: 'user-ada', role: 'owner' }],
      request_fingerprint: 'print',
    });
  });

  it.each([
    [999, 'amount_below_minimum', 'A payout must be at least 1000 cents ($10.00).', { minimum: 1000 }],
    [-5, 'amount_below_minimum', 'A payout must be at least 1000 cents ($10.00).', { minimum: 1000 }],
    [
      2_000_001,
      'amount_above_maximum',
      'A payout must be at most 2000000 cents ($20000.00).',
      { maximum: 2_000_000 },
    ],
  ])('for %d cents is %s', (amount, code, message, details) => {
    expect(judge({ amount }).refusal).toMatchObject({ code, message, details });
  });

  it.each([1000, 2_000_000])('for %d cents, which is a limit, is accepted', (amount) => {
    expect(judge({ amount }).payout?.amount).toBe(amount);
  });

  it('without a destination is refused', () => {
    const { payment_method: _, payment_email: __, ...bare } = ADA;
    expect(judge({ amount: 1000 }, bare).refusal).toMatchObject({
      code: 'payment_details_missing',
      details: { fields: ['payment_method', 'payment_email'] },
    });
    expect(judge({ amount: 1000, payment_method: 'zelle' }, bare).refusal?.details).toStrictEqual({
      fields: ['payment_email'],
    });
  });

  it('by an admin has that admin in its history', () => {
    const stamp = { payoutIds: ['id'], fingerprint: 'print', isBulk: false, now: NOW, admin: 'admin-1' };
    expect(judgeRequests([{ amount: 1000 }], ADA, LIMITS, stamp).drafts?.payouts[0]?.history).toStrictEqual([
      { id: 'id', status: 'pending', at: NOW, by: 'admin-1', role: 'admin' },
    ]);
  });

  it('is not refused for a fault of ours, which is thrown', () => {
    const stamp = { payoutIds: undefined as never, fingerprint: 'print', isBulk: false, now: NOW };
    expect(() => judgeRequests([{ amount: 1000 }], ADA, LIMITS, stamp)).toThrow(TypeError);
  });

  it('of an inactive affiliate is refused before its amount is judged', () => {
    expect(judge({ amount: 1 }, { ...ADA, status: 'inactive' }).refusal?.code).toBe('affiliate_inactive');
  });
});

describe('a scheduled request', () => {
  it('is stored with its time, to the millisecond', () => {
    expect(judge({ amount: 1000, scheduled_for: '2026-04-01T08:00:00Z' }).payout).toMatchObject({
      status: 'scheduled',
      schedule: 'waiting',
      scheduled_for: '2026-04-01T08:00:00.000Z',
      history: [{ status: 'scheduled', at: NOW }],
    });
  });

  it.each([1, YEAR_MS])('may be %d ms ahead', (ms) => {
    expect(judge({ amount: 1000, scheduled_for: later(ms) }).payout?.status).toBe('scheduled');
  });

  it.each([later(0), later(-1), later(YEAR_MS + 1), '2026-02-31T00:00:00Z', '2026-04-31T00:00:00Z'])(
    'may not be for %s',
    (scheduled_for) => {
      expect(judge({ amount: 1000, scheduled_for }).refusal).toMatchObject({
        code: 'invalid_request',
        details: { fields: [{ path: 'scheduled_for', message: SAYS.timeAhead }] },
      });
    },
  );

  it('is invalid_request for a time in the past, also without an affiliate account', () => {
    const { refusal } = judgeAll([{ amount: 1000, scheduled_for: later(-1) }], undefined, false);
    expect(refusal?.code).toBe('invalid_request');
  });
});

describe('several requests in one body', () => {
  it.each([
    [{ amount: 999 }, { minimum: 1000, index: 1 }],
    [{ amount: 2_000_001 }, { maximum: 2_000_000, index: 1 }],
    [
      { amount: 1000, scheduled_for: later(-1) },
      { fields: [{ path: 'payouts.1.scheduled_for', message: SAYS.timeAhead }] },
    ],
  ])('name the one that is refused: %j', (request, details) => {
    expect(judgeAll([{ amount: 1000 }, request], ADA, true).refusal?.details).toStrictEqual(details);
  });

  it('name the one that is refused in words, too', () => {
    const { refusal } = judgeAll([{ amount: 1000 }, { amount: 999 }], ADA, true);
    expect(refusal?.message).toBe('The payout at index 1 must be at least 1000 cents ($10.00).');
  });

  it('name the one without a destination', () => {
    const { payment_method: _, payment_email: __, ...bare } = ADA;
    const { refusal } = judgeAll([{ amount: 1000, ...DETAILS }, { amount: 1000 }], bare, true);
    expect(refusal?.details).toStrictEqual({ fields: ['payment_method', 'payment_email'], index: 1 });
  });
});

describe('a payout as callers see it', () => {
  it('has null for what is not known yet', () => {
    const { payout } = judge({ amount: 1000 });
    expect(payout && showPayout(payout)).toStrictEqual({
      payout_id: 'id-0',
      amount: 1000,
      ...DETAILS,
      status: 'pending',
      transaction_id: null,
      notes: null,
      requested_at: NOW,
      processed_at: null,
      scheduled_for: null,
      failure_reason: null,
      attention: null,
    });
  });

  it('is the same in a replay as at first', () => {
    const { payout } = judge({ amount: 1000 });
    expect(payout && showAsRequested({ ...payout, status: 'completed' }).status).toBe('pending');
  });
});
