import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Position } from '../cursor.ts';
import type { Payout, PayoutStatus } from '../payouts.ts';
import type { Store } from './client.ts';

/** A page of one affiliate's payouts, newest first. */
export interface PageRequest {
  affiliateId: string;
  limit: number;
  status?: PayoutStatus;
  after?: Position;
}

export interface Page {
  payouts: Payout[];
  next: Position | undefined;
}

/** How many payouts a filtered query looks at in one go. */
const FILTERED_QUERY_LIMIT = 1000;

/**
 * A full page, or the last one: `next` is undefined exactly when nothing follows. Each payout that existed at the
 * start of a walk is met once, because a place in the list is a time and an id, and neither ever changes.
 */
export async function listPayouts(store: Store, request: PageRequest): Promise<Page> {
  const found: Payout[] = [];
  let start = request.after && { ...request.after, affiliate_id: request.affiliateId };
  do {
    const { Items = [], LastEvaluatedKey } = await store.db.send(pageQuery(store, request, start));
    found.push(...(Items as Payout[]));
    start = LastEvaluatedKey as typeof start;
    // One more than asked for tells whether another page follows.
  } while (start && found.length <= request.limit);
  const payouts = found.slice(0, request.limit);
  return { payouts, next: found.length > request.limit ? payouts.at(-1) : undefined };
}

function pageQuery(store: Store, { affiliateId, limit, status }: PageRequest, start: object | undefined) {
  return new QueryCommand({
    TableName: store.tables.payouts,
    IndexName: 'affiliate-payouts-index',
    KeyConditionExpression: 'affiliate_id = :affiliate',
    ExpressionAttributeValues: { ':affiliate': affiliateId, ...(status && { ':status': status }) },
    ...(status && {
      FilterExpression: '#status = :status',
      ExpressionAttributeNames: { '#status': 'status' },
    }),
    ScanIndexForward: false,
    Limit: status ? FILTERED_QUERY_LIMIT : limit + 1,
    ExclusiveStartKey: start,
  });
}

/** The payout as it is at this moment, if there is one. */
export async function getPayout(store: Store, payoutId: string): Promise<Payout | undefined> {
  const { Item } = await store.db.send(
    new GetCommand({ TableName: store.tables.payouts, Key: { payout_id: payoutId }, ConsistentRead: true }),
  );
  return Item as Payout | undefined;
}
