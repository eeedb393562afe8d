import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { RecordedPayout } from '../../payouts/payout.ts';
import { keyOf } from '../../payouts/search-keys.ts';
import { inParallel } from '../../runtime/concurrency.ts';
import type { Store } from '../engine/client.ts';

/** So many are named at most. */
const NAMED_MAX = 100;

/**
 * The ids of other payouts that have the transaction of each payout, in the order of the payouts: the first
 * hundred, none for a payout without a transaction. The index may be a moment behind; these payouts
 * themselves are known.
 */
export async function othersWithTransaction(
  store: Store,
  payouts: readonly RecordedPayout[],
): Promise<string[][]> {
  const byTransaction = Map.groupBy(payouts, transactionOf);
  byTransaction.delete(undefined);
  const found = await inParallel([...byTransaction], async ([transaction = '', own]) => {
    const ids = [...own.map(({ payout_id }) => payout_id), ...(await idsWith(store, transaction))];
    return [transaction, [...new Set(ids)]] as const;
  });
  const idsOf = new Map(found);
  return payouts.map((payout) => {
    const ids = idsOf.get(transactionOf(payout) ?? '') ?? [];
    return ids.filter((id) => id !== payout.payout_id).slice(0, NAMED_MAX);
  });
}

function transactionOf({ transaction_id }: RecordedPayout): string | undefined {
  return keyOf(transaction_id?.trim());
}

async function idsWith({ db, tables }: Store, transaction: string): Promise<string[]> {
  const { Items = [] } = await db.send(
    new QueryCommand({
      TableName: tables.payouts,
      IndexName: 'transaction-payouts-index',
      KeyConditionExpression: 'search_transaction = :transaction',
      ExpressionAttributeValues: { ':transaction': transaction },
      ScanIndexForward: false,
      Limit: NAMED_MAX + 1,
    }),
  );
  return Items.map(({ payout_id }) => String(payout_id));
}
