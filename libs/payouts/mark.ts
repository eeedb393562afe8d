import { addCounters, type Counters, contributionOf, NO_PAYOUTS } from './balance.ts';
import { PAYOUT_STATUSES, type Payout, type RecordedStatus } from './payout.ts';

/** What the balance rows count a payout as, by what its mark says. */
export interface Counted {
  affiliateId: string;
  status: RecordedStatus;
}

/** A change of one affiliate's counters, in cents. */
export interface Adjustment {
  affiliateId: string;
  change: Counters;
}

/** The mark of a payout that is counted by its status. No status has a `#`, so no two affiliates share a mark. */
export function markOf({ affiliate_id, status }: Pick<Payout, 'affiliate_id' | 'status'>): string {
  return `${status}#${affiliate_id}`;
}

/** The payout as it is once a balance row counts it by its status. */
export function markAsCounted(payout: Payout): Payout {
  return { ...payout, affiliate_status: markOf(payout) };
}

/** Whether the balance row counts the payout as what it is. */
export function isCounted(payout: Pick<Payout, 'affiliate_id' | 'status' | 'affiliate_status'>): boolean {
  return payout.affiliate_status === markOf(payout);
}

/** What the mark says; undefined for a payout that no balance row counts. */
export function countedAs({ affiliate_status: mark }: Pick<Payout, 'affiliate_status'>): Counted | undefined {
  const end = mark?.indexOf('#') ?? -1;
  const status = [...PAYOUT_STATUSES, 'unknown' as const].find((known) => known === mark?.slice(0, end));
  return status && mark ? { status, affiliateId: mark.slice(end + 1) } : undefined;
}

/** What must change in the counters so that they count the payout as what it is: nothing, if they do already. */
export function adjustmentsFor(payout: Payout): Adjustment[] {
  if (isCounted(payout)) return [];
  const before = countedAs(payout);
  const after = { affiliateId: payout.affiliate_id, change: contributionOf(payout.status, payout.amount) };
  if (!before) return [after];
  const taken = contributionOf(before.status, payout.amount);
  if (before.affiliateId === after.affiliateId) {
    return [{ ...after, change: addCounters(after.change, taken, -1) }];
  }
  return [after, { affiliateId: before.affiliateId, change: addCounters(NO_PAYOUTS, taken, -1) }];
}
