import { PAYMENT_METHODS, type RecordedPayout } from './payout.ts';
import { ageMsOf, isUnderWay } from './provider.ts';
import type { Total, TotalsByMethod } from './summary.ts';
import { DAY_MS } from './time.ts';
import type { Warning } from './warnings.ts';

/** Why a person has to look at payouts that wait. */
export const NEEDS = ['warned', 'by-hand', 'late', 'unreadable'] as const;
/** One of these reasons. */
export type Need = (typeof NEEDS)[number];

/** What an admin is told once a day. */
export interface Digest {
  /** What waits for a start. */
  pending: TotalsByMethod;
  cameIn: Total;
  needs: Record<Need, Total>;
  /** The pending payout that has waited longest. */
  oldest?: string;
  /** Whether everything was looked at. If not, the totals are what is there at least. */
  isWhole: boolean;
}

/** A digest in which nothing is. */
export function emptyDigest(): Digest {
  return {
    pending: totals([...PAYMENT_METHODS, 'other']),
    cameIn: nothing(),
    needs: totals(NEEDS),
    isWhole: true,
  };
}

/** Counts a payout that waits for a start, with its warnings as of now. */
export function addPending(digest: Digest, payout: RecordedPayout, warnings: readonly Warning[]): void {
  const { payment_method: method = 'other', payout_id } = payout;
  add(digest.pending[method], payout);
  digest.oldest ??= payout_id;
  if (payout.amount === null) add(digest.needs.unreadable, payout);
  else if (warnings.length > 0) add(digest.needs.warned, payout);
}

/** Counts a payout that was started, if a person has to do something about it. */
export function addStarted(digest: Digest, payout: RecordedPayout, now: string): void {
  if (payout.amount === null) add(digest.needs.unreadable, payout);
  else if (!isUnderWay(payout)) add(digest.needs['by-hand'], payout);
  else if (ageMsOf(payout, now) > DAY_MS) add(digest.needs.late, payout);
}

/** Counts a payout that came in. */
export function addNew(digest: Digest, payout: RecordedPayout): void {
  add(digest.cameIn, payout);
}

/** Whether there is anything to tell. */
export function isEmpty({ pending, cameIn, needs }: Digest): boolean {
  return [...Object.values(pending), cameIn, ...Object.values(needs)].every(({ count }) => count === 0);
}

/** All of these together. */
export function sumOf(parts: readonly Total[]): Total {
  return parts.reduce(
    (sum, { count, total_amount }) => ({
      count: sum.count + count,
      total_amount: sum.total_amount + total_amount,
    }),
    nothing(),
  );
}

function totals<Name extends string>(names: readonly Name[]): Record<Name, Total> {
  return Object.fromEntries(names.map((name) => [name, nothing()])) as Record<Name, Total>;
}

function nothing(): Total {
  return { count: 0, total_amount: 0 };
}

function add(total: Total, { amount }: RecordedPayout): void {
  total.count++;
  total.total_amount += amount ?? 0;
}
