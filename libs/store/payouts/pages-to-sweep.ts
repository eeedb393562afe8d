import { paginateQuery } from '@aws-sdk/lib-dynamodb';
import { ENDS, type EndStatus, PAYOUT_STATUSES, type RecordedPayout } from '../../payouts/payout.ts';
import type { Store } from '../engine/client.ts';
import { getPayouts } from './get-payouts.ts';
import { pagesOfStatus } from './pages-of-status.ts';

/** As many as one batch of DynamoDB takes. */
const PAGE_SIZE = 100;

/**
 * The payouts that something may have happened to since then: all that are processing, and those that were
 * requested or ended since. One that moves meanwhile may come twice, and is never passed over.
 */
export async function* pagesToSweep(store: Store, since: string): AsyncGenerator<RecordedPayout[]> {
  for (const status of PAYOUT_STATUSES) {
    yield* pagesOfStatus(store, status, status === 'processing' ? undefined : since);
  }
  for (const status of ENDS) yield* pagesOfEnded(store, status, since);
}

async function* pagesOfEnded(
  store: Store,
  status: EndStatus,
  since: string,
): AsyncGenerator<RecordedPayout[]> {
  const pages = paginateQuery(
    { client: store.db },
    {
      TableName: store.tables.payouts,
      IndexName: 'ended-payouts-index',
      KeyConditionExpression: 'ended_as = :status AND ended_at >= :since',
      ExpressionAttributeValues: { ':status': status, ':since': since },
      Limit: PAGE_SIZE,
    },
  );
  for await (const { Items = [] } of pages) {
    const found = await getPayouts(
      store,
      Items.map(({ payout_id }) => String(payout_id)),
    );
    yield [...found.values()];
  }
}
