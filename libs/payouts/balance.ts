import { PayoutError } from './errors.ts';
import { describeCents } from './money.ts';
import type { PayoutStatus } from './payout.ts';

/**
 * The counters that make an overdraw a single comparison, in cents, and the number of payouts. `committed` is everything
 * ever reserved or paid, less what came back; `paid` is the part that left, and `held` the part that did not, kept apart
 * because a condition of DynamoDB compares, and does not subtract.
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
  available: number;
}

export const NO_PAYOUTS: Counters = { committed: 0, paid: 0, held: 0, payout_count: 0 };

/** `available = total_earned - total_paid - pending`, never shown below 0 (earnings can be taken back). */
export function balanceOf(
  totalEarned: number,
  { committed, paid }: Pick<Counters, 'committed' | 'paid'>,
): Balance {
  return {
    total_earned: totalEarned,
    total_paid: paid,
    pending: pendingAmount({ committed, paid }),
    available: Math.max(0, totalEarned - committed),
  };
}

/** What is promised and not yet paid, in cents. */
export function pendingAmount({ committed, paid }: Pick<Counters, 'committed' | 'paid'>): number {
  return committed - paid;
}

/** The counters after one more payout on record. A status that we do not know holds the money: too little is mended, too much is gone. */
export function countPayout(
  counters: Counters,
  { status, ...payout }: { status: PayoutStatus; amount: number },
): Counters {
  // The old service wrote some amounts as text.
  const amount = Number(payout.amount);
  if (!Number.isSafeInteger(amount)) throw new Error(`A payout on record has no usable amount: ${amount}.`);
  const returned = status === 'failed' || status === 'cancelled';
  const committed = returned ? 0 : amount;
  const paid = status === 'completed' ? amount : 0;
  return {
    committed: counters.committed + committed,
    paid: counters.paid + paid,
    held: counters.held + committed - paid,
    payout_count: counters.payout_count + 1,
  };
}

/** The refusal of an amount that is not there; both amounts are cents. */
export function insufficientBalance(available: number, requested: number): PayoutError {
  return new PayoutError(
    'insufficient_balance',
    `${describeCents(requested)} were requested, but ${describeCents(available)} are available.`,
    { available, requested },
  );
}
