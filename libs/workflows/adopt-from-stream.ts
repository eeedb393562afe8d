import { contributionOf } from '../payouts/balance.ts';
import { isCounted } from '../payouts/mark.ts';
import { isReadable, type RecordedPayout } from '../payouts/payout.ts';
import { isFiled } from '../payouts/search-keys.ts';
import { followRecord } from '../store/payouts/follow-record.ts';
import { alarmIfOverdrawn } from './alarm-if-overdrawn.ts';
import type { Dependencies } from './dependencies.ts';

/**
 * A payout before and after a change, as a record of the stream shows it. Undefined if there was or is
 * none.
 */
export interface Images {
  before: RecordedPayout | undefined;
  after: RecordedPayout | undefined;
}

/**
 * Counts and files what another service wrote into the payouts. The images only point: what is counted is
 * what the payout is when it is read, so a record may come late, twice or out of order. Our own changes are
 * counted and filed as they are made, and cost nothing here. What others promise or pay above what was
 * earned is told at once, also if a step of ours was the first to count it.
 */
export async function adoptFromStream(
  { store, now }: Pick<Dependencies, 'store' | 'now'>,
  { before, after }: Images,
): Promise<void> {
  if (!after) return;
  const isNamed = before !== undefined && !isReadable(before);
  const isOurs = isReadable(after) && isCounted(after) && isFiled(after) && !isNamed;
  if (!isOurs) {
    const { affiliate_id: affiliateId } = before ?? after;
    await followRecord(store, { payoutId: after.payout_id, affiliateId, isNamed }, now());
  }
  if (!isReadable(after) || contributionOf(after.status, after.amount).committed === 0) return;
  if (isUncounted(after) || isUncounted(before)) await alarmIfOverdrawn({ store, now }, after.affiliate_id);
}

/** Whether another service wrote it, and nobody has counted that. */
function isUncounted(image: RecordedPayout | undefined): boolean {
  return image !== undefined && isReadable(image) && !isCounted(image);
}
