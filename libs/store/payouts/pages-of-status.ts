import { paginateQuery } from '@aws-sdk/lib-dynamodb';
import type { PayoutStatus, RecordedPayout } from '../../payouts/payout.ts';
import type { Store } from '../engine/client.ts';
import { toRecordedPayout } from './record.ts';

/** As many as one read of their affiliates takes. */
const PAGE_SIZE = 50;

/** Before any time on record. */
const EVER = '0';

/** The payouts of a status that were requested since then, or ever, the oldest first, a page at a time. */
export async function* pagesOfStatus(
  store: Store,
  status: PayoutStatus,
  since = EVER,
): AsyncGenerator<RecordedPayout[]> {
  const pages = paginateQuery(
    { client: store.db },
    {
      TableName: store.tables.payouts,
      IndexName: 'status-payouts-index',
      KeyConditionExpression: '#status = :status AND requested_at >= :since',
      ExpressionAttributeNames: { '#status': 'status' },
      ExpressionAttributeValues: { ':status': status, ':since': since },
      Limit: PAGE_SIZE,
    },
  );
  for await (const { Items = [] } of pages) yield Items.map(toRecordedPayout);
}
