import { addCounters, type Counters, NO_PAYOUTS } from '../../payouts/balance.ts';
import { isCounted } from '../../payouts/mark.ts';
import { isReadable } from '../../payouts/payout.ts';
import { isFiled } from '../../payouts/search-keys.ts';
import { inParallel } from '../../runtime/concurrency.ts';
import type { Store } from '../engine/client.ts';
import { followRecord } from '../payouts/follow-record.ts';
import { pagesOfRecords } from '../payouts/payouts-of.ts';
import { getBalanceRow } from './balance-row.ts';

/**
 * Sees to it that an affiliate's row follows all payouts in the index, and that each is found by what its
 * record says: counts those that it does not count as what they are, names those that cannot be read, and no
 * longer names those that can be read again.
 * @returns how many were counted, how many were only filed, and what the row counts more than before
 * @throws try_again
 */
export async function adoptPayouts(
  store: Store,
  affiliateId: string,
  at: string,
): Promise<{ adopted: number; filed: number; counted: Counters }> {
  const { unreadable: named = new Set<string>() } = (await getBalanceRow(store, affiliateId)) ?? {};
  const suspects = new Set(named);
  for await (const payouts of pagesOfRecords(store, affiliateId)) {
    const behind = payouts.filter((payout) => !isReadable(payout) || !isCounted(payout) || !isFiled(payout));
    for (const { payout_id } of behind) suspects.add(payout_id);
  }
  const followed = await inParallel([...suspects], (payoutId) =>
    followRecord(store, { payoutId, affiliateId, isNamed: named.has(payoutId) }, at),
  );
  const count = (wanted: string) => followed.filter(({ outcome }) => outcome === wanted).length;
  const own = followed
    .flatMap(({ adjustments }) => adjustments)
    .filter((each) => each.affiliateId === affiliateId);
  const counted = own.reduce((sum, { change }) => addCounters(sum, change), NO_PAYOUTS);
  return { adopted: count('adopted'), filed: count('filed'), counted };
}
