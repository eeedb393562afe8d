import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { RecordedPayout } from '../../payouts/payout.ts';
import { keyOf } from '../../payouts/search-keys.ts';
import { inParallel } from '../../runtime/concurrency.ts';
import type { Store } from '../engine/client.ts';

/**
 * The ids of other payouts that have the transaction of each payout, in the order of the payouts: so many at
 * most, none for a payout without a transaction. The index may be a moment behind; these payouts themselves
 * are known.
 */
export async function othersWithTransaction(
  store: Store,
  payouts: readonly RecordedPayout[],
  namedMax: number,
): Promise<string[][]> {
  const byTransaction = Map.groupBy(payouts, transactionOf);
  byTransaction.delete(undefined);
  const found = await inParallel([...byTransaction], async ([transaction = '', own]) => {
    const ids = [
      ...own.map(({ payout_id }) => payout_id),
      ...(await idsWith(store, transaction, namedMax + 1)),
    ];
    return [transaction, [...new Set(ids)]] as const;
  });
  const idsOf = new Map(found);
  return payouts.map((payout) => {
    const ids = idsOf.get(transactionOf(payout) ?? '') ?? [];
    return ids.filter((id) => id !== payout.payout_id).slice(0, namedMax);
  });
}

function transactionOf({ transaction_id }: RecordedPayout): string | undefined {
  return keyOf(transaction_id?.trim());
}

async function idsWith({ db, tables }: Store, transaction: string, Limit: number): Promise<string[]> {
  const { Items = [] } = await db.send(
    new QueryCommand({
      TableName: tables.payouts,
      IndexName: 'transaction-payouts-index',
      KeyConditionExpression: 'search_transaction = :transaction',
      ExpressionAttributeValues: { ':transaction': transaction },
      ScanIndexForward: false,
      Limit,
    }),
  );
  return Items.map(({ payout_id }) => String(payout_id));
}
