import { paginateQuery, type QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import type { Position, SortedBy } from '../../payouts/position.ts';
import type { Store } from '../engine/client.ts';
import type { Partition, Source } from './list-sources.ts';

/** A payout's entry in an index, with the place that it has there. */
export interface Entry extends Position {
  item: Record<string, unknown>;
}

/** Which part of a partition is read: after a place in the list, and down to a text, which belongs to it. */
export interface Stretch {
  after?: Position | undefined;
  downTo?: string | undefined;
}

/** A query stops at 1 MB, in which there are never more. DynamoDB refuses a number of more than 32 bits. */
const QUERY_LIMIT_MAX = 10_000;

/** What a query gives in one go: the entries after the place, and the last time that it has looked at. */
interface QueryPage {
  page: Entry[];
  oldest: string | undefined;
}

/**
 * What stands in a stretch of a partition, newest first, query by query: each looks at so many, or as far as
 * it can.
 */
export async function* pagesOf(
  store: Store,
  source: Source,
  partition: Partition,
  { limit, ...stretch }: Stretch & { limit?: number | undefined },
): AsyncGenerator<QueryPage> {
  const { after } = stretch;
  const input = queryOf(store, source, partition, stretch);
  if (!input) return;
  if (limit !== undefined) input.Limit = limit;
  for await (const { Items = [] } of paginateQuery({ client: store.db }, input)) {
    const entries = Items.map((item) => entryOf(item, source.sortedBy));
    const [newest, oldest] = [entries.at(0)?.at, entries.at(-1)?.at];
    yield { page: entries.filter((entry) => !after || newestFirst(after, entry) < 0), oldest };
    // The old service gave one time to thousands; a caller who asks for one payout must not make that a
    // thousand queries.
    const isSlow = newest === oldest || partition.onlyStatuses !== undefined;
    if (limit !== undefined) {
      input.Limit = isSlow ? Math.min(2 * (input.Limit ?? limit), QUERY_LIMIT_MAX) : limit;
    }
  }
}

/** An index holds no item without the members of its key. */
function entryOf(item: Record<string, unknown>, sortedBy: SortedBy): Entry {
  return { sortedBy, at: String(item[sortedBy]), payout_id: String(item.payout_id), item };
}

/** Undefined if the stretch is empty: the database refuses a range that ends before it begins. */
function queryOf(
  { tables }: Store,
  { sortedBy, range }: Source,
  { index, key, value, onlyStatuses }: Partition,
  { after, downTo }: Stretch,
): QueryCommandInput | undefined {
  const from = [range.from, downTo]
    .filter((text) => text !== undefined)
    .sort()
    .at(-1);
  const to = [range.to, after?.at]
    .filter((text) => text !== undefined)
    .sort()
    .at(0);
  if (from !== undefined && to !== undefined && to < from) return undefined;
  const statuses = onlyStatuses?.map((status, place): [string, string] => [`:status${place}`, status]);
  return {
    TableName: tables.payouts,
    IndexName: index,
    KeyConditionExpression: `#key = :value${sortCondition(from, to)}`,
    ...(statuses && { FilterExpression: `#status IN (${statuses.map(([name]) => name).join(', ')})` }),
    ExpressionAttributeNames: {
      '#key': key,
      ...((from ?? to) !== undefined && { '#at': sortedBy }),
      ...(statuses && { '#status': 'status' }),
    },
    ExpressionAttributeValues: {
      ':value': value,
      ...(from !== undefined && { ':from': from }),
      ...(to !== undefined && { ':to': to }),
      ...Object.fromEntries(statuses ?? []),
    },
    ScanIndexForward: false,
  };
}

function sortCondition(from: string | undefined, to: string | undefined): string {
  if (from !== undefined && to !== undefined) return ' AND #at BETWEEN :from AND :to';
  if (from !== undefined) return ' AND #at >= :from';
  return to === undefined ? '' : ' AND #at <= :to';
}

/** The order of a list. */
export function newestFirst(one: Position, other: Position): number {
  if (one.at !== other.at) return one.at < other.at ? 1 : -1;
  if (one.payout_id === other.payout_id) return 0;
  return one.payout_id < other.payout_id ? 1 : -1;
}
