import { paginateQuery } from '@aws-sdk/lib-dynamodb';
import { markOf } from '../../payouts/mark.ts';
import { PAYOUT_STATUSES, type PayoutStatus, type RecordedPayout } from '../../payouts/payout.ts';
import type { Position } from '../../payouts/position.ts';
import { getBalanceRow } from '../balances/balance-row.ts';
import type { Store } from '../engine/client.ts';
import { toRecordedPayout } from './record.ts';

/** Which payouts to list, and where to start. Without an affiliate, all of them. */
export interface PageRequest {
  limit: number;
  affiliateId?: string;
  status?: PayoutStatus;
  after?: Position;
}

/** A payout as it is stored: an index holds no item without the members of its key. */
type Item = Position & Record<string, unknown>;

/** A page of a list, and the place after which the next one begins: undefined on the last page. */
export interface Page {
  payouts: RecordedPayout[];
  next: Position | undefined;
}

/** One partition of an index, in which payouts stand by the time of their request. */
interface Partition {
  index: 'affiliate-payouts-index' | 'status-payouts-index' | 'affiliate-status-payouts-index';
  key: 'affiliate_id' | 'status' | 'affiliate_status';
  value: string;
  /** Set if the partition also holds other payouts, which are skipped. */
  onlyStatus?: PayoutStatus;
}

/** How many payouts a filtered query looks at in one go. */
const FILTERED_QUERY_LIMIT = 1000;

/** A query stops at 1 MB, in which there are never more. DynamoDB refuses a number of more than 32 bits. */
const QUERY_LIMIT_MAX = 10_000;

/**
 * A full page, newest first, or the last one: `next` is undefined exactly when nothing follows. A place in
 * the list is a time and an id, and neither ever changes: so a walk meets each payout that existed at its
 * start exactly once.
 */
export async function listPayouts(store: Store, request: PageRequest): Promise<Page> {
  const found = new Map<string, Item>();
  // One partition after the other, in the order in which statuses follow each other: a payout that changes
  // its status meanwhile is met in both partitions. Only an index that is in the middle of the change can
  // have it in neither.
  for (const partition of await partitionsOf(store, request)) {
    for (const item of await readPartition(store, partition, request)) found.set(item.payout_id, item);
  }
  const sorted = Array.from(found.values()).sort(newestFirst);
  const shown = sorted.slice(0, request.limit);
  return {
    payouts: shown.map(toRecordedPayout),
    next: sorted.length > request.limit ? shown.at(-1) : undefined,
  };
}

async function partitionsOf(store: Store, { affiliateId, status }: PageRequest): Promise<Partition[]> {
  if (affiliateId !== undefined) return [await partitionOfAffiliate(store, affiliateId, status)];
  const statuses = status ? [status] : PAYOUT_STATUSES;
  return statuses.map((value) => ({ index: 'status-payouts-index', key: 'status', value }));
}

/**
 * Until the balance row is opened, what the old service left is in no partition by status, and must be
 * filtered.
 */
async function partitionOfAffiliate(
  store: Store,
  affiliateId: string,
  status: PayoutStatus | undefined,
): Promise<Partition> {
  const all = { index: 'affiliate-payouts-index', key: 'affiliate_id', value: affiliateId } as const;
  if (!status) return all;
  if (!(await getBalanceRow(store, affiliateId))) return { ...all, onlyStatus: status };
  const value = markOf({ affiliate_id: affiliateId, status });
  return { index: 'affiliate-status-payouts-index', key: 'affiliate_status', value };
}

/** The partition's payouts after the position: at least one more than the limit, if there are that many. */
async function readPartition(store: Store, partition: Partition, request: PageRequest): Promise<Item[]> {
  const { limit, after } = request;
  const found: Item[] = [];
  const input = query(store, partition, request);
  for await (const { Items = [] } of paginateQuery({ client: store.db }, input)) {
    const items = Items as Item[];
    found.push(...items.filter((item) => !after || newestFirst(after, item) < 0));
    const last = found[limit]?.requested_at;
    const oldest = items.at(-1)?.requested_at;
    // DynamoDB promises no order among equal times, so a time that the page ends in is read to its end.
    if (last && oldest && oldest < last) break;
    // The old service gave one time to thousands; a caller who asks for one payout must not make that a
    // thousand queries.
    input.Limit = Math.min(2 * input.Limit, QUERY_LIMIT_MAX);
  }
  return found;
}

function query({ tables }: Store, partition: Partition, { limit, after }: PageRequest) {
  const { index, key, value, onlyStatus } = partition;
  return {
    TableName: tables.payouts,
    IndexName: index,
    KeyConditionExpression: `#key = :value${after ? ' AND requested_at <= :after' : ''}`,
    ...(onlyStatus && { FilterExpression: '#status = :status' }),
    ExpressionAttributeNames: { '#key': key, ...(onlyStatus && { '#status': 'status' }) },
    ExpressionAttributeValues: {
      ':value': value,
      ...(after && { ':after': after.requested_at }),
      ...(onlyStatus && { ':status': onlyStatus }),
    },
    ScanIndexForward: false,
    // One is the position itself, one tells whether another page follows, and one that the time of that one
    // has ended.
    Limit: onlyStatus ? FILTERED_QUERY_LIMIT : limit + 3,
  };
}

function newestFirst(one: Position, other: Position): number {
  if (one.requested_at !== other.requested_at) return one.requested_at < other.requested_at ? 1 : -1;
  if (one.payout_id === other.payout_id) return 0;
  return one.payout_id < other.payout_id ? 1 : -1;
}
