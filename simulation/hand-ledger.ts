import { type ModelPayout, wasPaidByPaypal } from './model/account.ts';
import type { Move } from './operations.ts';
import type { Run } from './run.ts';

/** What became of the money of one payout that no program paid. */
export interface HandEntry {
  isPaid: boolean;
  isReturned: boolean;
}

/**
 * What was paid by hand, and what of it came back. The bank decides of some payouts; the rest is as people
 * say.
 */
export interface HandLedger {
  entryOf(payoutId: string): HandEntry | undefined;
  /** The bank pays the payout, or refuses it, once. */
  decide(payoutId: string, isPaid: boolean): void;
  /** What is out for a payout, in cents. */
  netOf(payoutId: string, payout: ModelPayout): number;
  decided(): [string, HandEntry][];
}

/** A ledger without entries. */
export function createHandLedger(): HandLedger {
  const entries = new Map<string, HandEntry>();
  return {
    entryOf: (payoutId) => entries.get(payoutId),
    decide(payoutId, isPaid) {
      if (!entries.has(payoutId)) entries.set(payoutId, { isPaid, isReturned: false });
    },
    netOf(payoutId, payout) {
      const entry = entries.get(payoutId);
      const isOut = entry
        ? entry.isPaid && !entry.isReturned
        : payout.status === 'completed' && !wasPaidByPaypal(payout);
      return isOut ? payout.amount : 0;
    },
    decided: () => [...entries],
  };
}

/**
 * People tell the truth about what the bank has decided: a move that would be a lie becomes the one that is
 * true.
 */
export function truthful(run: Run, kind: Move, payoutId: string): Move {
  const entry = run.ledger.entryOf(payoutId);
  if (!entry) return kind;
  const { isPaid, isReturned } = entry;
  if (kind === 'complete' && !isPaid) return 'fail';
  if (kind === 'complete' && isReturned) return 'return';
  if (kind === 'fail' && isPaid && !isReturned) return 'complete';
  if (kind === 'return' && isPaid) entry.isReturned = true;
  return kind;
}
