import { paginateQuery } from '@aws-sdk/lib-dynamodb';
import { isReadable, type Payout, WAITING } from '../../payouts/payout.ts';
import type { Store } from '../engine/client.ts';
import { toRecordedPayout } from './record.ts';

/** Small enough that the time that is left is looked at often. */
const PAGE_SIZE = 100;

/**
 * The payouts whose time has come, the longest overdue first, a page at a time. The index holds those that
 * wait, and no others.
 */
export async function* pagesDue(store: Store, now: string): AsyncGenerator<Payout[]> {
  const pages = paginateQuery(
    { client: store.db },
    {
      TableName: store.tables.payouts,
      IndexName: 'scheduled-payouts-index',
      KeyConditionExpression: 'schedule = :waiting AND scheduled_for <= :now',
      ExpressionAttributeValues: { ':waiting': WAITING, ':now': now },
      Limit: PAGE_SIZE,
    },
  );
  for await (const { Items = [] } of pages) yield Items.map(toRecordedPayout).filter(isReadable);
}
