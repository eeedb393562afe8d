import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addCounters,
  balanceOf,
  countPayout,
  insufficientBalance,
  NO_PAYOUTS,
  shortfallOf,
} from '../../libs/payouts/balance.ts';
import { PAYOUT_STATUSES, type PayoutStatus } from '../../libs/payouts/payout.ts';

const payouts = fc.array(
  fc.record({ status: fc.constantFrom(...PAYOUT_STATUSES), amount: fc.integer({ min: 1, max: 2_000_000 }) }),
);

const NOW = '2026-03-01T12:00:00.000Z';
const earning = (total_earned: number) => ({ total_earned, maturing: [], record: {} });

describe('a balance', () => {
  it('adds up for every history', () => {
    fc.assert(
      fc.property(payouts, fc.nat(), (history, surplus) => {
        const counters = history.reduce(countPayout, NO_PAYOUTS);
        const earned = counters.committed + surplus;
        const { total_paid, pending, available } = balanceOf(earning(earned), counters, NOW);
        expect(total_paid + pending + available).toBe(earned);
        expect(counters.payout_count).toBe(history.length);
      }),
    );
  });

  it('never shows less than 0 available, even after earnings were taken back', () => {
    expect(balanceOf(earning(400), { committed: 1000, paid: 300 }, NOW)).toStrictEqual({
      total_earned: 400,
      total_paid: 300,
      pending: 700,
      available: 0,
    });
  });

  it('has what is not available yet only if the record has such earnings', () => {
    const maturing = [{ amount: 300, available_at: '2026-03-01T12:00:00.001Z' }];
    const affiliate = { total_earned: 2000, maturing, record: { maturing: 'as it is written' } };
    expect(balanceOf(affiliate, { committed: 1000, paid: 400 }, NOW)).toStrictEqual({
      total_earned: 2000,
      total_paid: 400,
      pending: 600,
      maturing: 300,
      available: 700,
    });
    expect(balanceOf({ ...affiliate, maturing: [] }, NO_PAYOUTS, NOW).maturing).toBe(0);
  });

  it('has the counters of several payouts, and of all but some', () => {
    const all = { committed: 900, paid: 500, held: 400, payout_count: 5 };
    const some = { committed: 300, paid: 200, held: 100, payout_count: 2 };
    expect(addCounters(all, some)).toStrictEqual({ committed: 1200, paid: 700, held: 500, payout_count: 7 });
    expect(addCounters(all, some, -1)).toStrictEqual({
      committed: 600,
      paid: 300,
      held: 300,
      payout_count: 3,
    });
  });

  it.each<[PayoutStatus, number, number]>([
    ['scheduled', 1000, 0],
    ['pending', 1000, 0],
    ['processing', 1000, 0],
    ['completed', 1000, 1000],
    ['failed', 0, 0],
    ['cancelled', 0, 0],
  ])('counts a payout that is %s as held, spent or returned', (status, committed, paid) => {
    expect(countPayout(NO_PAYOUTS, { status, amount: 1000 })).toStrictEqual({
      committed,
      paid,
      held: committed - paid,
      payout_count: 1,
    });
  });

  it('counts a payout with an unknown status as held', () => {
    const counted = countPayout(NO_PAYOUTS, { status: 'on_review' as PayoutStatus, amount: 1000 });
    expect(counted.committed).toBe(1000);
  });
});

describe('insufficient_balance', () => {
  it('names both amounts and their unit', () => {
    expect(insufficientBalance(250, 10_000)).toMatchObject({
      code: 'insufficient_balance',
      message: '10000 cents ($100.00) were requested, but 250 cents ($2.50) are available.',
      details: { available: 250, requested: 10_000 },
    });
  });

  it.each<[number, number, object | undefined]>([
    [4000, 1000, undefined],
    [4000, 1001, { available: 1000, requested: 1001 }],
    [5000, 1, { available: 0, requested: 1 }],
    [6000, 1, { available: 0, requested: 1 }],
  ])('is for what exceeds the balance: of 5000 less %d, %d', (committed, amount, details) =>
    expect(shortfallOf(earning(5000), { committed }, amount, NOW)?.details).toStrictEqual(details),
  );

  it('is for what has not matured, to the millisecond', () => {
    const later = '2026-03-01T12:00:00.001Z';
    const affiliate = { ...earning(5000), maturing: [{ amount: 2000, available_at: later }] };
    const details = { available: 3000, requested: 5000 };
    expect(shortfallOf(affiliate, { committed: 0 }, 5000, NOW)?.details).toStrictEqual(details);
    expect(shortfallOf(affiliate, { committed: 0 }, 5000, later)).toBeUndefined();
  });
});
