import { recordsUnreadable } from '../../payouts/payout.ts';
import { inParallel } from '../../runtime/concurrency.ts';
import type { Store } from '../engine/client.ts';
import { followRecord } from '../payouts/follow-record.ts';
import { type BalanceRow, getBalanceRow } from './balance-row.ts';

/**
 * Looks again at the records that could not be read, and counts those that were mended or deleted since.
 * @returns the row as it is then
 * @throws records_unreadable while one of them still cannot be read
 */
export async function mendRow(store: Store, affiliateId: string, row: BalanceRow): Promise<BalanceRow> {
  const at = new Date().toISOString();
  const suspects = [...row.unreadable].map((payoutId) => ({ payoutId, affiliateId, isNamed: true }));
  await inParallel(suspects, (suspect) => followRecord(store, suspect, at));
  const current = await getBalanceRow(store, affiliateId);
  if (!current || current.unreadable.size > 0) throw recordsUnreadable();
  return current;
}
