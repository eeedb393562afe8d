import { isReadable, recordsUnreadable } from '../../payouts/payout.ts';
import { inParallel } from '../../runtime/concurrency.ts';
import type { Store } from '../engine/client.ts';
import { adoptPayout, noteReadable } from '../payouts/adopt.ts';
import { getPayout } from '../payouts/get-payout.ts';
import { type BalanceRow, getBalanceRow } from './balance-row.ts';

/**
 * Looks again at the records that could not be read, and counts those that were mended or deleted since.
 * @returns the row as it is then
 * @throws records_unreadable while one of them still cannot be read
 */
export async function mendRow(store: Store, affiliateId: string, row: BalanceRow): Promise<BalanceRow> {
  const mended = await inParallel([...row.unreadable], (payoutId) => mend(store, affiliateId, payoutId));
  const current = await getBalanceRow(store, affiliateId);
  if (!current || mended.includes(false) || current.unreadable.size > 0) throw recordsUnreadable();
  return current;
}

async function mend(store: Store, affiliate_id: string, payout_id: string): Promise<boolean> {
  const payout = await getPayout(store, payout_id);
  if (payout && !isReadable(payout)) return payout.affiliate_id !== affiliate_id;
  if (payout) await adoptPayout(store, payout, new Date().toISOString());
  await noteReadable(store, { payout_id, affiliate_id });
  return true;
}
