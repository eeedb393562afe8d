import { type Affiliate, drawableAt, type Earnings, earningsOf, maturingAt } from './affiliate.ts';
import { PayoutError } from './errors.ts';
import { describeCents } from './money.ts';
import type { Payout, RecordedStatus } from './payout.ts';
import type { Undelivered } from './undelivered.ts';

/**
 * The counters that make an overdraw a single comparison, in cents, and the number of payouts. `committed` is
 * everything ever reserved or paid, less what came back; `paid` is the part that left, and `held` the part
 * that did not, kept apart because a condition of DynamoDB compares, and does not subtract.
 */
export interface Counters {
  committed: number;
  paid: number;
  held: number;
  payout_count: number;
}

/** A balance as callers see it, in cents. */
export interface Balance {
  total_earned: number;
  total_paid: number;
  pending: number;
  /** What was earned and may not be drawn yet; only if the affiliate's record has such earnings. */
  maturing?: number;
  available: number;
  /** The addresses that no letters go to any more; only if there are any. */
  undelivered?: Undelivered[];
}

/** The counters of an affiliate without payouts. */
export const NO_PAYOUTS: Counters = { committed: 0, paid: 0, held: 0, payout_count: 0 };

/**
 * `available = total_earned - maturing - total_paid - pending`. It is never shown below 0:
 * earnings can be taken back.
 * @throws records_unreadable
 */
export function balanceOf(
  affiliate: Earnings & Pick<Affiliate, 'record'>,
  { committed, paid }: Pick<Counters, 'committed' | 'paid'>,
  now: string,
): Balance {
  return {
    total_earned: earningsOf(affiliate),
    total_paid: paid,
    pending: pendingAmount({ committed, paid }),
    ...(affiliate.record.maturing !== undefined && { maturing: maturingAt(affiliate, now) }),
    available: Math.max(0, drawableAt(affiliate, now) - committed),
  };
}

/** What is promised and not yet paid, in cents. */
export function pendingAmount({ committed, paid }: Pick<Counters, 'committed' | 'paid'>): number {
  return committed - paid;
}

/**
 * What one payout adds to the counters, counted as a status. An unknown status holds the money: an
 * underpayment can be corrected; an overpayment is lost.
 */
export function contributionOf(status: RecordedStatus, amount: number): Counters {
  const isReturned = status === 'failed' || status === 'cancelled';
  const committed = isReturned ? 0 : amount;
  const paid = status === 'completed' ? amount : 0;
  return { committed, paid, held: committed - paid, payout_count: 1 };
}

/** The counters after one more payout on record. */
export function countPayout(
  counters: Counters,
  { status, amount }: Pick<Payout, 'status' | 'amount'>,
): Counters {
  return addCounters(counters, contributionOf(status, amount));
}

/** The sum of two sets of counters; `sign` -1 takes the second one away. */
export function addCounters(one: Counters, other: Counters, sign: 1 | -1 = 1): Counters {
  return {
    committed: one.committed + sign * other.committed,
    paid: one.paid + sign * other.paid,
    held: one.held + sign * other.held,
    payout_count: one.payout_count + sign * other.payout_count,
  };
}

/**
 * Why an amount cannot be reserved at this time beside what is committed; undefined if it can. In cents.
 * @throws records_unreadable
 */
export function shortfallOf(
  affiliate: Earnings,
  { committed }: Pick<Counters, 'committed'>,
  amount: number,
  now: string,
): PayoutError | undefined {
  const available = drawableAt(affiliate, now) - committed;
  return available < amount ? insufficientBalance(Math.max(0, available), amount) : undefined;
}

/** The refusal of an amount that is not available; both amounts are cents. */
export function insufficientBalance(available: number, requested: number): PayoutError {
  return new PayoutError(
    'insufficient_balance',
    `${describeCents(requested)} were requested, but ${describeCents(available)} are available.`,
    { available, requested },
  );
}
