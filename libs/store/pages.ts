import { paginateQuery } from '@aws-sdk/lib-dynamodb';
import type { Position } from '../cursor.ts';
import { PAYOUT_STATUSES, type Payout, type PayoutStatus } from '../payouts.ts';
import type { Store } from './client.ts';

/** Which payouts to list, and from where on. Without an affiliate, everybody's. */
export interface PageRequest {
  limit: number;
  affiliateId?: string;
  status?: PayoutStatus;
  after?: Position;
}

export interface Page {
  payouts: Payout[];
  next: Position | undefined;
}

/** One partition of an index, in which payouts stand by the time of their request. */
interface Partition {
  index: 'affiliate-payouts-index' | 'status-payouts-index';
  key: 'affiliate_id' | 'status';
  value: string;
}

/** How many payouts a filtered query looks at in one go. */
const FILTERED_QUERY_LIMIT = 1000;

/**
 * A full page, newest first, or the last one: `next` is undefined exactly when nothing follows. A place in the list
 * is a time and an id, and neither ever changes: so a walk meets each payout that existed at its start exactly once.
 */
export async function listPayouts(store: Store, request: PageRequest): Promise<Page> {
  const found = new Map<string, Payout>();
  // One partition after the other, in the order in which statuses follow each other: a payout that changes its status
  // meanwhile is met in both partitions, and never in neither.
  for (const partition of partitionsOf(request)) {
    for (const payout of await readPartition(store, partition, request)) found.set(payout.payout_id, payout);
  }
  const sorted = Array.from(found.values()).sort(newestFirst);
  const payouts = sorted.slice(0, request.limit);
  return { payouts, next: sorted.length > request.limit ? payouts.at(-1) : undefined };
}

function partitionsOf({ affiliateId, status }: PageRequest): Partition[] {
  if (affiliateId !== undefined) {
    return [{ index: 'affiliate-payouts-index', key: 'affiliate_id', value: affiliateId }];
  }
  const statuses = status ? [status] : PAYOUT_STATUSES;
  return statuses.map((value) => ({ index: 'status-payouts-index', key: 'status', value }));
}

/** The partition's payouts after the position: at least one more than the limit where there are as many. */
async function readPartition(store: Store, partition: Partition, request: PageRequest): Promise<Payout[]> {
  const { limit, after } = request;
  const found: Payout[] = [];
  for await (const { Items = [] } of paginateQuery({ client: store.db }, query(store, partition, request))) {
    const payouts = Items as Payout[];
    found.push(...payouts.filter((payout) => !after || newestFirst(after, payout) < 0));
    const last = found[limit]?.requested_at;
    const oldest = payouts.at(-1)?.requested_at;
    // DynamoDB promises no order among equal times, so a time that the page ends in is read to its end.
    if (last && oldest && oldest < last) break;
  }
  return found;
}

function query({ tables }: Store, { index, key, value }: Partition, { limit, status, after }: PageRequest) {
  const filtersByStatus = status !== undefined && key !== 'status';
  return {
    TableName: tables.payouts,
    IndexName: index,
    KeyConditionExpression: `#key = :value${after ? ' AND requested_at <= :after' : ''}`,
    ...(filtersByStatus && { FilterExpression: '#status = :status' }),
    ExpressionAttributeNames: { '#key': key, ...(filtersByStatus && { '#status': 'status' }) },
    ExpressionAttributeValues: {
      ':value': value,
      ...(after && { ':after': after.requested_at }),
      ...(filtersByStatus && { ':status': status }),
    },
    ScanIndexForward: false,
    // One is the position itself, one tells whether another page follows, and one that the time of that one has ended.
    Limit: filtersByStatus ? FILTERED_QUERY_LIMIT : limit + 3,
  };
}

function newestFirst(one: Position, other: Position): number {
  if (one.requested_at !== other.requested_at) return one.requested_at < other.requested_at ? 1 : -1;
  if (one.payout_id === other.payout_id) return 0;
  return one.payout_id < other.payout_id ? 1 : -1;
}
