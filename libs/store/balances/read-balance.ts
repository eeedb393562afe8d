import { type Affiliate, drawableAt, requireAffiliate } from '../../payouts/affiliate.ts';
import { type Balance, balanceOf, pendingAmount } from '../../payouts/balance.ts';
import { recordsUnreadable } from '../../payouts/payout.ts';
import { showUndelivered } from '../../payouts/undelivered.ts';
import { getAffiliate } from '../affiliates.ts';
import { type Store, sharedStore } from '../engine/client.ts';
import { type BalanceRow, getBalanceRow } from './balance-row.ts';
import { type PayoutSum, requireAllReadable, sumPayouts } from './sum-payouts.ts';

/**
 * The balance of an affiliate, in cents, by their record as it is now.
 * @throws not_an_affiliate, records_unreadable
 */
export async function calculateBalance(
  affiliateId: string,
  store: Store = sharedStore(),
  now = new Date().toISOString(),
): Promise<Balance> {
  return readBalance(store, requireAffiliate(await getAffiliate(store, affiliateId)), now);
}

/**
 * The balance by a record that was just read, in cents: one read of the counters, which no write can refuse.
 * The record may come from an index that is a moment behind. Only if it would leave the balance negative is
 * it read again. @throws not_an_affiliate, records_unreadable
 */
export async function readBalance(store: Store, affiliate: Affiliate, now: string): Promise<Balance> {
  const { affiliate_id } = affiliate;
  const row = await getBalanceRow(store, affiliate_id);
  const counters = await readableCounters(store, affiliate_id, row);
  const isCovered = drawableAt(affiliate, now) >= counters.committed;
  const current = isCovered ? affiliate : requireAffiliate(await getAffiliate(store, affiliate_id));
  return { ...balanceOf(current, counters, now), ...undeliveredIn(row) };
}

/** What the affiliate's row says of letters that do not go out; nothing if all do. */
export function undeliveredIn(row: BalanceRow | undefined): Pick<Balance, 'undelivered'> {
  return row?.stopped ? { undelivered: showUndelivered(row.stopped) } : {};
}

/**
 * What an affiliate is promised and was not paid yet, in cents.
 * @throws records_unreadable
 */
export async function getPendingPayoutAmount(
  affiliateId: string,
  store: Store = sharedStore(),
): Promise<number> {
  return pendingAmount(await readableCounters(store, affiliateId, await getBalanceRow(store, affiliateId)));
}

/** How many payouts of the affiliate are on record, also those that cannot be read. */
export async function countPayouts(store: Store, affiliateId: string): Promise<number> {
  const row = await getBalanceRow(store, affiliateId);
  if (row) return row.payout_count + row.unreadable.size;
  const sum = await sumPayouts(store, affiliateId);
  return sum.payout_count + sum.unreadable.length;
}

/**
 * The counters of the row or, if it was never opened, the sum over the payouts on record.
 * @throws records_unreadable
 */
export async function readableCounters(
  store: Store,
  affiliateId: string,
  row: BalanceRow | undefined,
): Promise<BalanceRow | PayoutSum> {
  if (!row) return requireAllReadable(await sumPayouts(store, affiliateId));
  // A read changes nothing: the stream lets the money go on as soon as the record is mended.
  if (row.unreadable.size > 0) throw recordsUnreadable();
  return row;
}
