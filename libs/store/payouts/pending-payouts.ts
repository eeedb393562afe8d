import { paginateQuery } from '@aws-sdk/lib-dynamodb';
import type { RecordedPayout } from '../../payouts/payout.ts';
import { DAY_MS } from '../../payouts/time.ts';
import type { Store } from '../engine/client.ts';
import { toRecordedPayout } from './record.ts';

/** Which pending payouts: when they were requested (ISO 8601 UTC, with both ends), and whose they are. */
export interface PendingFilter {
  from?: string;
  to?: string;
  affiliateId?: string;
}

/**
 * Another service may have written a time in any form and zone, which the index sorts as text: so a day more
 * is read on both sides, and the times are compared as what they mean.
 */
const dayOf = (time: string, days: number) =>
  new Date(Date.parse(time) + days * DAY_MS).toISOString().slice(0, DAY_LENGTH);
const DAY_LENGTH = '2026-01-31'.length;

/** No later day is written with four digits. */
const FAR_AHEAD = '9999';

/** Sort before and after everything that stands for a time. */
const [FIRST, LAST] = [' ', '~'];

/** A page of pending payouts, and how many entries of the index were looked at for it. */
export interface PendingPage {
  payouts: RecordedPayout[];
  examined: number;
}

/** The pending payouts that the index shows, the oldest requests first, a page at a time. */
export async function* pagesOfPending(
  { db, tables }: Store,
  { from, to, affiliateId }: PendingFilter,
): AsyncGenerator<PendingPage> {
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
        ':from': from === undefined ? FIRST : dayOf(from, -1),
        ':to': to === undefined || to >= FAR_AHEAD ? LAST : `${dayOf(to, 1)}${LAST}`,
        ...(affiliateId !== undefined && { ':affiliate': affiliateId }),
      },
    },
  );
  const isAsked = ({ requested_at = '' }: RecordedPayout) =>
    (from === undefined || requested_at >= from) && (to === undefined || requested_at <= to);
  for await (const { Items = [], ScannedCount = 0 } of pages) {
    yield { payouts: Items.map(toRecordedPayout).filter(isAsked), examined: ScannedCount };
  }
}
