import { GetCommand, paginateQuery } from '@aws-sdk/lib-dynamodb';
import { requireAffiliate } from '../../payouts/affiliate.ts';
import {
  type Balance,
  balanceOf,
  type Counters,
  countPayout,
  NO_PAYOUTS,
  pendingAmount,
} from '../../payouts/balance.ts';
import type { Payout } from '../../payouts/payout.ts';
import { AFFILIATE_FIELDS, toAffiliate } from '../affiliates.ts';
import { type Store, sharedStore } from '../engine/client.ts';
import { AGAIN, untilSettled } from '../engine/retry.ts';
import { readTogether } from '../engine/transaction.ts';

/** Reads are repeated for this long at most, unless the caller has less time. */
const READ_MS = 5000;

/**
 * The balance of an affiliate, in cents: earnings and counters as they stood at one moment, so that it adds up
 * whatever is being written.
 * @throws not_an_affiliate, try_again
 */
export async function calculateBalance(affiliateId: string, store: Store = sharedStore()): Promise<Balance> {
  const deadline = Date.now() + READ_MS;
  const [record, counters] = await untilSettled(
    { remainingMs: () => deadline - Date.now() },
    async () => (await readTogether(store, balanceReads(store, affiliateId))) ?? AGAIN,
  );
  const { total_earned } = requireAffiliate(toAffiliate(record));
  return balanceOf(
    total_earned,
    (counters as Counters | undefined) ?? (await sumPayouts(store, affiliateId)),
  );
}

/** What an affiliate is promised and was not paid yet, in cents. */
export async function getPendingPayoutAmount(
  affiliateId: string,
  store: Store = sharedStore(),
): Promise<number> {
  return pendingAmount(await getCounters(store, affiliateId));
}

/** The affiliate's counters: one read of their row or, where it was never opened, the sum over the payouts on record. */
export async function getCounters(store: Store, affiliateId: string): Promise<Counters> {
  return (await getBalanceRow(store, affiliateId)) ?? sumPayouts(store, affiliateId);
}

/** The affiliate's row, undefined where it was never opened: then what the old service left is as it left it. */
export async function getBalanceRow(store: Store, affiliateId: string): Promise<Counters | undefined> {
  const { Item } = await store.db.send(
    new GetCommand({
      TableName: store.tables.balances,
      Key: { affiliate_id: affiliateId },
      ConsistentRead: true,
    }),
  );
  return Item as Counters | undefined;
}

/** What the counters would be, from all pages of the payouts on record: a query stops at 1 MB, and a sum that stops with it is short. */
export async function sumPayouts(store: Store, affiliateId: string): Promise<Counters> {
  const pages = paginateQuery(
    { client: store.db },
    {
      TableName: store.tables.payouts,
      IndexName: 'affiliate-payouts-index',
      KeyConditionExpression: 'affiliate_id = :affiliate',
      ProjectionExpression: '#status, amount',
      ExpressionAttributeNames: { '#status': 'status' },
      ExpressionAttributeValues: { ':affiliate': affiliateId },
    },
  );
  let counters = NO_PAYOUTS;
  for await (const { Items = [] } of pages) counters = (Items as Payout[]).reduce(countPayout, counters);
  return counters;
}

function balanceReads({ tables }: Store, affiliateId: string) {
  const Key = { affiliate_id: affiliateId };
  return [
    { Get: { TableName: tables.affiliates, Key, ...AFFILIATE_FIELDS } },
    { Get: { TableName: tables.balances, Key } },
  ];
}
