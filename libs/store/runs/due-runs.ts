import { paginateQuery } from '@aws-sdk/lib-dynamodb';
import type { Store } from '../engine/client.ts';
import { OPEN } from './run-record.ts';

/** A run is large, so that few are looked at before the time that is left is. */
const PAGE_SIZE = 25;

/** The ids of the runs that are due to be looked at, the longest overdue first, a page at a time. */
export async function* pagesOfDueRuns({ db, tables }: Store, now: string): AsyncGenerator<string[]> {
  const pages = paginateQuery(
    { client: db },
    {
      TableName: tables.runs,
      IndexName: 'due-runs-index',
      KeyConditionExpression: '#open = :open AND due_at <= :now',
      ExpressionAttributeNames: { '#open': 'open' },
      ExpressionAttributeValues: { ':open': OPEN, ':now': now },
      Limit: PAGE_SIZE,
    },
  );
  for await (const { Items = [] } of pages) yield Items.map(({ run_id }) => String(run_id));
}
