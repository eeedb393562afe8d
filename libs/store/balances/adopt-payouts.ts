import { inParallel } from '../../runtime/concurrency.ts';
import type { Store } from '../engine/client.ts';
import { followRecord } from '../payouts/follow-record.ts';
import { getBalanceRow } from './balance-row.ts';
import { sumPayouts } from './sum-payouts.ts';

/**
 * Sees to it that an affiliate's row follows all payouts in the index: counts those that it does not count as
 * what they are, names those that cannot be read, and no longer names those that can be read again.
 * @returns how many were counted
 * @throws try_again
 */
export async function adoptPayouts(store: Store, affiliateId: string, at: string): Promise<number> {
  const { uncounted, unreadable } = await sumPayouts(store, affiliateId);
  const { unreadable: named = new Set<string>() } = (await getBalanceRow(store, affiliateId)) ?? {};
  const payoutIds = new Set([...uncounted, ...unreadable, ...named]);
  const outcomes = await inParallel([...payoutIds], (payoutId) =>
    followRecord(store, { payoutId, affiliateId, isNamed: named.has(payoutId) }, at),
  );
  return outcomes.filter((outcome) => outcome === 'adopted').length;
}
