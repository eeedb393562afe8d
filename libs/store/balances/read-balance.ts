import { requireAffiliate } from '../../payouts/affiliate.ts';
import { type Balance, balanceOf, pendingAmount } from '../../payouts/balance.ts';
import { recordsUnreadable } from '../../payouts/payout.ts';
import { AFFILIATE_FIELDS, toAffiliate } from '../affiliates.ts';
import { type Store, sharedStore } from '../engine/client.ts';
import { AGAIN, untilSettled } from '../engine/retry.ts';
import { readTogether } from '../engine/transaction.ts';
import { type BalanceRow, getBalanceRow, toBalanceRow } from './balance-row.ts';
import { type PayoutSum, requireAllReadable, sumPayouts } from './sum-payouts.ts';

/** Reads are repeated for this long at most, unless the caller has less time. */
const READ_MS = 5000;

/**
 * The balance of an affiliate, in cents: earnings and counters as they stood at one moment, so that it adds
 * up whatever is being written.
 * @throws not_an_affiliate, records_unreadable, try_again
 */
export async function calculateBalance(
  affiliateId: string,
  store: Store = sharedStore(),
  now = new Date().toISOString(),
): Promise<Balance> {
  const deadline = Date.now() + READ_MS;
  const remainingMs = () => Math.min(deadline - Date.now(), store.remainingMs());
  const [record, row] = await untilSettled(
    { remainingMs },
    async () => (await readTogether(store, balanceReads(store, affiliateId))) ?? AGAIN,
  );
  const affiliate = requireAffiliate(toAffiliate(record));
  const counters = await readableCounters(store, affiliateId, row && toBalanceRow(row));
  return balanceOf(affiliate, counters, now);
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

function balanceReads({ tables }: Store, affiliateId: string) {
  const Key = { affiliate_id: affiliateId };
  return [
    { Get: { TableName: tables.affiliates, Key, ...AFFILIATE_FIELDS } },
    { Get: { TableName: tables.balances, Key } },
  ];
}
