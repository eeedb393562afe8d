import { paginateQuery } from '@aws-sdk/lib-dynamodb';
import type { RecordedPayout } from '../../payouts/payout.ts';
import type { Store } from '../engine/client.ts';
import { toRecordedPayout } from './record.ts';

/** What a payout is counted by. */
const COUNTED_BY = {
  ProjectionExpression: 'payout_id, affiliate_id, affiliate_status, counted_amount, #status, amount',
  ExpressionAttributeNames: { '#status': 'status' },
};

/**
 * All payouts of an affiliate as the index has them, with what they are counted by and nothing else. It comes
 * in pages, because a query stops at 1 MB, and a sum that stops with it is short.
 */
export function pagesOfPayouts(store: Store, affiliateId: string): AsyncGenerator<RecordedPayout[]> {
  return pagesWith(store, affiliateId, COUNTED_BY);
}

/** The same payouts, whole. */
export function pagesOfRecords(store: Store, affiliateId: string): AsyncGenerator<RecordedPayout[]> {
  return pagesWith(store, affiliateId, {});
}

async function* pagesWith(
  { db, tables }: Store,
  affiliateId: string,
  projection: Partial<typeof COUNTED_BY>,
): AsyncGenerator<RecordedPayout[]> {
  const pages = paginateQuery(
    { client: db },
    {
      TableName: tables.payouts,
      IndexName: 'affiliate-payouts-index',
      KeyConditionExpression: 'affiliate_id = :affiliate',
      ExpressionAttributeValues: { ':affiliate': affiliateId },
      ...projection,
    },
  );
  for await (const { Items = [] } of pages) yield Items.map(toRecordedPayout);
}
