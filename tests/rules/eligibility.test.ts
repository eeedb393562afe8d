import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Affiliate } from '../../libs/payouts/affiliate.ts';
import { shortfallOf } from '../../libs/payouts/balance.ts';
import { eligibilityOf } from '../../libs/payouts/eligibility.ts';
import { isCode } from '../../libs/payouts/errors.ts';
import { judgeRequests } from '../../libs/payouts/requests.ts';

const LIMITS = { minimum: 1000, maximum: 2_000_000 };
const START = Date.UTC(2026, 0, 1);
const timeOf = (minutes: number) => new Date(START + minutes * 60_000).toISOString();
const minutes = fc.integer({ min: 0, max: 1000 });

const affiliates: fc.Arbitrary<Affiliate> = fc
  .record({
    affiliate_id: fc.constant('aff-ada'),
    user_id: fc.constant('user-ada'),
    status: fc.constantFrom('active', 'active', 'active', 'closed', 'unknown'),
    total_earned: fc.oneof(
      { weight: 9, arbitrary: fc.integer({ min: -1000, max: 3_000_000 }) },
      fc.constant(null),
    ),
    maturing: fc.oneof(
      {
        weight: 9,
        arbitrary: fc.array(
          fc.record({ amount: fc.integer({ min: 1, max: 500_000 }), available_at: minutes.map(timeOf) }),
          { maxLength: 5 },
        ),
      },
      fc.constant(null),
    ),
    record: fc.constant({}),
    payment_method: fc.constant('paypal' as const),
  })
  .chain((affiliate) =>
    fc
      .boolean()
      .map((hasAddress) => ({ ...affiliate, ...(hasAddress && { payment_email: 'ada@example.com' }) })),
  );

const situations = fc.record({
  affiliate: affiliates,
  amount: fc.oneof(fc.integer({ min: 0, max: 2_100_000 }), fc.constantFrom(999, 1000, 2_000_000, 2_000_001)),
  committed: fc.integer({ min: 0, max: 1_000_000 }),
  now: minutes.map(timeOf),
});

/** The code that a request for the amount is refused with, by the same rules that a request goes by. */
function refusalOf({
  affiliate,
  amount,
  committed,
  now,
}: {
  affiliate: Affiliate;
  amount: number;
  committed: number;
  now: string;
}) {
  const stamp = { payoutIds: ['id'], fingerprint: 'print', isBulk: false, now };
  const { refusal } = judgeRequests([{ amount }], affiliate, LIMITS, stamp);
  if (refusal) return refusal.code;
  try {
    return shortfallOf(affiliate, { committed }, amount, now)?.code;
  } catch (error) {
    if (isCode(error, 'records_unreadable')) return 'records_unreadable';
    throw error;
  }
}

describe('eligibility', () => {
  it('is there exactly if a request would succeed, and names its refusal first', () => {
    fc.assert(
      fc.property(situations, ({ affiliate, amount, committed, now }) => {
        const { eligible, reasons } = eligibilityOf(amount, {
          affiliate,
          counters: { committed },
          limits: LIMITS,
          now,
        });
        const refusal = refusalOf({ affiliate, amount, committed, now });
        expect(eligible).toBe(refusal === undefined);
        expect(reasons[0]?.code).toBe(refusal);
      }),
      { numRuns: 2000 },
    );
  });

  it('makes the amount available at next.at, and not a millisecond before', () => {
    fc.assert(
      fc.property(situations, ({ affiliate, amount, committed, now }) => {
        const { next } = eligibilityOf(amount, { affiliate, counters: { committed }, limits: LIMITS, now });
        if (!next) return;
        const at = (ms: number) => new Date(Date.parse(next.at) + ms).toISOString();
        expect(shortfallOf(affiliate, { committed }, amount, at(0))).toBeUndefined();
        expect(shortfallOf(affiliate, { committed }, amount, at(-1))).toBeDefined();
        expect(next.amount).toBeGreaterThanOrEqual(amount);
      }),
      { numRuns: 2000 },
    );
  });
});
