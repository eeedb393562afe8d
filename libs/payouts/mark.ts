import { addCounters, type Counters, contributionOf, NO_PAYOUTS } from './balance.ts';
import { PAYOUT_STATUSES, type Payout, type RecordedPayout, type RecordedStatus } from './payout.ts';

/** What the balance rows count a payout as, by what its mark says. */
export interface Counted {
  affiliateId: string;
  status: RecordedStatus;
  /** In cents. Null for a mark that does not say, on a record that cannot be read. */
  amount: number | null;
}

/** A change of one affiliate's counters, in cents. */
export interface Adjustment {
  affiliateId: string;
  change: Counters;
}

type Marks = Required<Pick<Payout, 'affiliate_status' | 'counted_amount'>>;

/**
 * The mark of a payout that is counted by its status. No status has a `#`, so no two affiliates share a mark.
 */
export function markOf({ affiliate_id, status }: Pick<Payout, 'affiliate_id' | 'status'>): string {
  return `${status}#${affiliate_id}`;
}

/** What is written into a payout in the transaction that counts it as what it is. */
export function marksOf(payout: Pick<Payout, 'affiliate_id' | 'status' | 'amount'>): Marks {
  return { affiliate_status: markOf(payout), counted_amount: payout.amount };
}

/** Whether the balance row counts the payout as what it is. */
export function isCounted(payout: RecordedPayout): boolean {
  return payout.affiliate_status === markOf(payout) && countedAmount(payout) === payout.amount;
}

/** What the mark says; undefined for a payout that no balance row counts. */
export function countedAs(payout: RecordedPayout): Counted | undefined {
  const { affiliate_status: mark = '' } = payout;
  const status = [...PAYOUT_STATUSES, 'unknown' as const].find((known) => mark.startsWith(`${known}#`));
  return status && { status, affiliateId: mark.slice(`${status}#`.length), amount: countedAmount(payout) };
}

/** What a balance row holds for a payout with this mark. */
export function contributionOfMark({ status, amount }: Counted): Counters {
  return amount === null ? NO_PAYOUTS : contributionOf(status, amount);
}

/**
 * What must change in the counters so that they count the payout as what it is: nothing, if they do already.
 */
export function adjustmentsFor(payout: Payout): Adjustment[] {
  if (isCounted(payout)) return [];
  const before = countedAs(payout);
  const after = { affiliateId: payout.affiliate_id, change: contributionOf(payout.status, payout.amount) };
  if (!before) return [after];
  const taken = contributionOfMark(before);
  if (before.affiliateId === after.affiliateId) {
    return [{ ...after, change: addCounters(after.change, taken, -1) }];
  }
  return [after, { affiliateId: before.affiliateId, change: addCounters(NO_PAYOUTS, taken, -1) }];
}

function countedAmount({ counted_amount, amount }: RecordedPayout): number | null {
  return counted_amount ?? amount;
}
