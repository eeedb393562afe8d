import { PAYMENT_METHODS, type PaymentMethod, type RecordedPayout } from './payout.ts';
import { ageMsOf, isUnderWay } from './provider.ts';
import { DAY_MS } from './time.ts';
import type { Warning } from './warnings.ts';

/** A number of payouts, and their sum in cents. */
export interface Tally {
  count: number;
  amount: number;
}

/** Why a person has to look at payouts that wait. */
export const NEEDS = ['warned', 'by-hand', 'late', 'unreadable'] as const;
/** One of these reasons. */
export type Need = (typeof NEEDS)[number];

/** What an admin is told once a day. */
export interface Digest {
  /** What waits for a start, by its method; `none` if the record does not say. */
  pending: Record<PaymentMethod | 'none', Tally>;
  cameIn: Tally;
  needs: Record<Need, Tally>;
  /** The pending payout that has waited longest. */
  oldest?: string;
  /** Whether everything was looked at. If not, the tallies are what is there at least. */
  isWhole: boolean;
}

/** A digest in which nothing is. */
export function emptyDigest(): Digest {
  return {
    pending: tallies([...PAYMENT_METHODS, 'none']),
    cameIn: nothing(),
    needs: tallies(NEEDS),
    isWhole: true,
  };
}

/** Counts a payout that waits for a start, with its warnings as of now. */
export function addPending(digest: Digest, payout: RecordedPayout, warnings: readonly Warning[]): void {
  const { payment_method: method = 'none', payout_id } = payout;
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
export function sumOf(parts: readonly Tally[]): Tally {
  return parts.reduce(
    (sum, { count, amount }) => ({ count: sum.count + count, amount: sum.amount + amount }),
    nothing(),
  );
}

function tallies<Name extends string>(names: readonly Name[]): Record<Name, Tally> {
  return Object.fromEntries(names.map((name) => [name, nothing()])) as Record<Name, Tally>;
}

function nothing(): Tally {
  return { count: 0, amount: 0 };
}

function add(tally: Tally, { amount }: RecordedPayout): void {
  tally.count++;
  tally.amount += amount ?? 0;
}
