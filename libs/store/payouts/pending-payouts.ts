import { paginateQuery } from '@aws-sdk/lib-dynamodb';
import type { RecordedPayout } from '../../payouts/payout.ts';
import type { Store } from '../engine/client.ts';
import { toRecordedPayout } from './record.ts';

/** Which pending payouts: when they were requested (ISO 8601 UTC, with both ends), and whose they are. */
export interface PendingFilter {
  from?: string;
  to?: string;
  affiliateId?: string;
}

/** Sorts before and after every time of a day, in whichever form another service has written it. */
const dayOf = (time: string) => time.slice(0, 10);
const EVER = { from: '0', to: '9' };
const END_OF_DAY = '~';

/** The pending payouts that the index shows, the oldest requests first, a page at a time. */
export async function* pagesOfPending(
  { db, tables }: Store,
  { from, to, affiliateId }: PendingFilter,
): AsyncGenerator<RecordedPayout[]> {
  const pages = paginateQuery(
    { client: db },
    {
      TableName: tables.payouts,
      IndexName: 'status-payouts-index',
      KeyConditionExpression: '#status = :pending AND requested_at BETWEEN :from AND :to',
      ...(affiliateId !== undefined && { FilterExpression: 'affiliate_id = :affiliate' }),
      ExpressionAttributeNames: { '#status': 'status' },
      ExpressionAttributeValues: {
        ':pending': 'pending',
        ':from': dayOf(from ?? EVER.from),
        ':to': dayOf(to ?? EVER.to) + END_OF_DAY,
        ...(affiliateId !== undefined && { ':affiliate': affiliateId }),
      },
    },
  );
  const isAsked = ({ requested_at }: RecordedPayout) =>
    (from === undefined || (requested_at ?? '') >= from) &&
    (to === undefined || (requested_at ?? END_OF_DAY) <= to);
  for await (const { Items = [] } of pages) yield Items.map(toRecordedPayout).filter(isAsked);
}
