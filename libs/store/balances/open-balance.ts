import { paginateQuery } from '@aws-sdk/lib-dynamodb';
import type { Counters } from '../../payouts/balance.ts';
import { affiliateStatusOf, type Payout } from '../../payouts/payout.ts';
import { inParallel } from '../../runtime/concurrency.ts';
import type { Store } from '../engine/client.ts';
import { IS_UNMARKED, ROW_IS_NEW, STATUS_IS_STILL } from '../engine/conditions.ts';
import { AGAIN, untilSettled } from '../engine/retry.ts';
import { transact } from '../engine/transaction.ts';
import { getBalanceRow, sumPayouts } from './read-balance.ts';

/** As many items as DynamoDB takes in one transaction. */
const TRANSACTION_ITEMS_MAX = 100;

/** What marking a payout takes to know of it. */
type Unmarked = Pick<Payout, 'payout_id' | 'affiliate_id' | 'status'>;

/**
 * Opens the balance row with the sum of the payouts on record, unless somebody else opened it meanwhile. Nothing of
 * ours moves money without the row, so the sum cannot be overtaken by a write of ours. First it marks what the old
 * service left, so that where there is a row, each payout is found by its status. Cut short, it goes on when it is called again.
 * @returns whether this call opened it
 * @throws try_again
 */
export async function openBalanceRow(
  store: Store,
  affiliateId: string,
  counters: Counters,
): Promise<boolean> {
  if (counters.payout_count > 0) await markPayouts(store, affiliateId);
  const Put = {
    TableName: store.tables.balances,
    Item: { affiliate_id: affiliateId, ...counters },
    ConditionExpression: ROW_IS_NEW,
  };
  return (await transact(store, [{ Put }])) === undefined;
}

/**
 * Sees to it that the affiliate has a balance row, whoever else opens it at the same moment.
 * @throws try_again
 */
export async function ensureBalanceRow(store: Store, affiliateId: string): Promise<'opened' | 'present'> {
  return untilSettled(store, async () => {
    if (await getBalanceRow(store, affiliateId)) return 'present';
    const counters = await sumPayouts(store, affiliateId);
    return (await openBalanceRow(store, affiliateId, counters)) ? 'opened' : AGAIN;
  });
}

async function markPayouts(store: Store, affiliateId: string): Promise<void> {
  const pages = paginateQuery(
    { client: store.db },
    {
      TableName: store.tables.payouts,
      IndexName: 'affiliate-payouts-index',
      KeyConditionExpression: 'affiliate_id = :affiliate',
      // A record without a status is in no list by status.
      FilterExpression: `${IS_UNMARKED} AND attribute_exists(#status)`,
      ProjectionExpression: 'payout_id, affiliate_id, #status',
      ExpressionAttributeNames: { '#status': 'status' },
      ExpressionAttributeValues: { ':affiliate': affiliateId },
    },
  );
  for await (const { Items = [] } of pages) {
    await inParallel(chunksOf(Items as Unmarked[]), (chunk) => markTogether(store, chunk));
  }
}

async function markTogether(store: Store, payouts: Unmarked[]): Promise<void> {
  let left = payouts;
  await untilSettled(store, async () => {
    const reasons = await transact(
      store,
      left.map((payout) => marking(store, payout)),
    );
    // What does not meet its condition was marked by whoever of ours has changed it since it was read. The old service
    // marks nothing: it must have stopped for as long as an index may be behind.
    left = reasons ? left.filter((_, index) => !reasons[index]?.conditionFailed) : [];
    return left.length > 0 ? AGAIN : true;
  });
}

function marking({ tables }: Store, { payout_id, affiliate_id, status }: Unmarked) {
  const Update = {
    TableName: tables.payouts,
    Key: { payout_id },
    UpdateExpression: 'SET affiliate_status = :mark',
    ConditionExpression: `${IS_UNMARKED} AND ${STATUS_IS_STILL}`,
    ExpressionAttributeNames: { '#status': 'status' },
    ExpressionAttributeValues: { ':mark': affiliateStatusOf({ affiliate_id, status }), ':from': status },
  };
  return { Update };
}

function chunksOf<Item>(items: Item[]): Item[][] {
  const count = Math.ceil(items.length / TRANSACTION_ITEMS_MAX);
  return Array.from({ length: count }, (_, index) =>
    items.slice(index * TRANSACTION_ITEMS_MAX, (index + 1) * TRANSACTION_ITEMS_MAX),
  );
}
