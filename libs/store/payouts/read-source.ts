import type { Position } from '../../payouts/position.ts';
import type { Store } from '../engine/client.ts';
import type { Partition, Source } from './list-sources.ts';
import { type Entry, newestFirst, pagesOf, type Stretch } from './query-partition.ts';

/** Entries, newest first, and whether others follow them. */
export interface Entries {
  entries: Entry[];
  hasMore: boolean;
}

/** One is the place itself, one tells whether others follow, and one that the time of that one has ended. */
const BESIDES = 3;

/** So many entries may be read to find a page, if no time is shared by many. */
const READ_MAX = 250;

/**
 * How many entries of a partition are read at once while the partitions of a list are merged. What is read of
 * each and not needed is at most as many.
 */
const CHUNK = 8;

/** How many payouts a filtered query looks at in one go. */
const FILTERED_QUERY_LIMIT = 1000;

/**
 * At least `count` entries of a source after a place, if there are so many. DynamoDB promises no order among
 * equal times, so a time that they end in is read to its end. Of a few partitions, or for a small page, each
 * is read as far as if all of the page came from it. Otherwise they are merged first, to find where the page
 * ends.
 */
export async function readSource(
  store: Store,
  source: Source,
  count: number,
  after: Position | undefined,
): Promise<Entries> {
  const { partitions, sortedBy } = source;
  const isSmall = partitions.length === 1 || partitions.length * (count + BESIDES) <= READ_MAX;
  if (isSmall) {
    const entries = await inOrder(source, (each) => readPartition(store, source, each, { after }, count));
    return { entries, hasMore: entries.length > count };
  }
  const chunks = partitions.map((each) => chunksOf(store, source, each, { after }));
  const { entries: merged, hasMore } = await merge(chunks, count);
  // A payout that ends anew moves to the front of the list, so there is nothing to be met again.
  if (sortedBy === 'ended_at') return { entries: merged, hasMore: hasMore || merged.length > count };
  const stretch = { after, downTo: hasMore ? merged.at(-1)?.at : undefined };
  const entries = await inOrder(source, (each) => readPartition(store, source, each, stretch));
  return { entries, hasMore: hasMore || entries.length > count };
}

/**
 * One partition after the other, in the order in which statuses follow each other: a payout that changes its
 * status meanwhile is met in both partitions. Only an index that is in the middle of the change can have it
 * in neither.
 */
async function inOrder(
  { partitions }: Source,
  read: (partition: Partition) => Promise<Entry[]>,
): Promise<Entry[]> {
  const found = new Map<string, Entry>();
  for (const partition of partitions) {
    for (const entry of await read(partition)) found.set(entry.payout_id, entry);
  }
  return [...found.values()].sort(newestFirst);
}

/** The newest of several partitions, which are read as far as they are needed. */
async function merge(partitions: AsyncGenerator<Entry>[], count: number): Promise<Entries> {
  const entries: Entry[] = [];
  const heads = await Promise.all(partitions.map((partition) => partition.next()));
  for (;;) {
    const index = indexOfNewest(heads);
    const entry: Entry | undefined = heads[index]?.value;
    const end = entries[count - 1]?.at;
    if (!entry || (end !== undefined && entry.at < end)) {
      return { entries: entries.sort(newestFirst), hasMore: entry !== undefined };
    }
    entries.push(entry);
    heads[index] = (await partitions[index]?.next()) ?? { done: true, value: undefined };
  }
}

function indexOfNewest(heads: IteratorResult<Entry>[]): number {
  const newest = heads.reduce<Entry | undefined>(
    (best, { value }) => (value && (!best || newestFirst(value, best) < 0) ? value : best),
    undefined,
  );
  return heads.findIndex(({ value }) => value !== undefined && value === newest);
}

/** A stretch of a partition: all of it, or at least one entry more than wanted, if there are so many. */
async function readPartition(
  store: Store,
  source: Source,
  partition: Partition,
  stretch: Stretch,
  count?: number,
): Promise<Entry[]> {
  const entries: Entry[] = [];
  const limit = partition.onlyStatuses ? FILTERED_QUERY_LIMIT : count && count + BESIDES;
  for await (const { page, oldest } of pagesOf(store, source, partition, { ...stretch, limit })) {
    entries.push(...page);
    const last = count === undefined ? undefined : entries[count]?.at;
    if (last !== undefined && oldest !== undefined && oldest < last) break;
  }
  return entries;
}

async function* chunksOf(
  store: Store,
  source: Source,
  partition: Partition,
  stretch: Stretch,
): AsyncGenerator<Entry> {
  for await (const { page } of pagesOf(store, source, partition, { ...stretch, limit: CHUNK })) yield* page;
}
