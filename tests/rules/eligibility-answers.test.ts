import { describe, expect, it } from 'vitest';
import type { Affiliate } from '../../libs/payouts/affiliate.ts';
import { NO_PAYOUTS } from '../../libs/payouts/balance.ts';
import { eligibilityOf } from '../../libs/payouts/eligibility.ts';
import { RECORDS_UNREADABLE } from '../../testing/refusals.ts';

const LIMITS = { minimum: 1000, maximum: 2_000_000 };
const NOW = '2026-01-01T00:00:00.000Z';
const THEN = '2026-01-01T01:30:00.000Z';

describe('the answer about an amount', () => {
  const ADA: Affiliate = {
    affiliate_id: 'aff-ada',
    user_id: 'user-ada',
    status: 'active',
    total_earned: 5000,
    maturing: [],
    record: {},
    payment_method: 'paypal',
    payment_email: 'ada@example.com',
  };
  const DESTINATION = { payment_method: 'paypal', payment_email: 'ada@example.com' };
  const judge = (amount: number, affiliate = ADA, counters: { committed: number } | undefined = NO_PAYOUTS) =>
    eligibilityOf(amount, { affiliate, counters, limits: LIMITS, now: NOW });
  const reason = (code: string, message: string, remedy: string, who = 'affiliate', clears_at?: string) => ({
    code,
    message,
    remedy,
    who,
    clears_at: clears_at ?? null,
  });

  it('has all that a form needs to know', () =>
    expect(judge(1000, ADA, { committed: 1500 })).toStrictEqual({
      eligible: true,
      amount: 1000,
      available: 3500,
      currency: 'USD',
      minimum: 1000,
      maximum: 2_000_000,
      methods: ['paypal', 'zelle'],
      destination: DESTINATION,
      next: null,
      reasons: [],
    }));

  it('says what there is from when, if more matures', () => {
    const maturing = [{ amount: 4000, available_at: THEN }];
    expect(judge(2000, { ...ADA, maturing })).toMatchObject({
      eligible: false,
      available: 1000,
      next: { at: THEN, amount: 5000 },
      reasons: [
        reason(
          'insufficient_balance',
          '2000 cents ($20.00) were requested, but 1000 cents ($10.00) are available.',
          'Request a smaller amount, or wait until you have earned more.',
          'affiliate',
          THEN,
        ),
        reason(
          'maturing',
          'Part of your earnings cannot be requested yet. From 1 January 2026, 01:30 UTC, 5000 cents ($50.00) are available.',
          'Request it from 1 January 2026, 01:30 UTC.',
          'affiliate',
          THEN,
        ),
      ],
    });
    expect(judge(1000, { ...ADA, maturing })).toMatchObject({ eligible: true, next: null });
  });

  it.each([
    { ...ADA, payment_method: undefined },
    { ...ADA, payment_email: undefined },
  ] as unknown as Affiliate[])('has no destination that is not whole: %j', (affiliate) =>
    expect(judge(1000, affiliate)).toMatchObject({
      destination: null,
      reasons: [
        {
          code: 'payment_details_missing',
          remedy: 'Name a payment method and an address in your request, or add them to your account.',
          who: 'affiliate',
          clears_at: null,
        },
      ],
    }),
  );

  it.each([
    { affiliate: { ...ADA, total_earned: null }, counters: NO_PAYOUTS },
    { affiliate: { ...ADA, maturing: null }, counters: NO_PAYOUTS },
    { affiliate: ADA, counters: undefined },
  ])('has nothing available if a record cannot be read: %j', (situation) =>
    expect(eligibilityOf(1000, { ...situation, limits: LIMITS, now: NOW })).toMatchObject({
      available: 0,
      next: null,
      reasons: [
        reason(
          'records_unreadable',
          RECORDS_UNREADABLE.message,
          'You do not need to do anything. We have been told.',
          'company',
        ),
      ],
    }),
  );

  it('shows nothing below 0, and says who can do what', () => {
    const closed = { ...ADA, status: 'closed', total_earned: 2_100_000 };
    expect(judge(2_000_001, closed, { committed: 3_000_000 })).toMatchObject({
      available: 0,
      reasons: [
        reason(
          'affiliate_inactive',
          'Payouts need an active affiliate account; this one is closed.',
          'Contact us to have your account reactivated.',
          'company',
        ),
        reason(
          'amount_above_maximum',
          'A payout must be at most 2000000 cents ($20000.00).',
          'Request a smaller amount, or several payouts.',
        ),
        { code: 'insufficient_balance', clears_at: null },
      ],
    });
    expect(judge(999).reasons).toStrictEqual([
      reason(
        'amount_below_minimum',
        'A payout must be at least 1000 cents ($10.00).',
        'Request a larger amount.',
      ),
    ]);
  });

  it('clears by itself only where money matures, at the first time at which it suffices', () => {
    const inMinutes = (minutes: number) => new Date(Date.parse(NOW) + minutes * 60_000).toISOString();
    const then = inMinutes(60);
    const { payment_email: _, ...closed } = { ...ADA, status: 'closed', total_earned: 20_000 };
    const maturing = [90, 0, 30, 60].map((minutes) => ({
      amount: 5000,
      available_at: inMinutes(minutes),
    }));
    const { next, reasons } = judge(10_000, { ...closed, maturing }, { committed: 5000 });
    expect(next).toStrictEqual({ at: then, amount: 10_000 });
    expect(reasons.map(({ code, clears_at }) => [code, clears_at])).toStrictEqual([
      ['affiliate_inactive', null],
      ['payment_details_missing', null],
      ['insufficient_balance', then],
      ['maturing', then],
    ]);
  });
});
