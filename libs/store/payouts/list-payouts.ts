import { type ListRequest, matches, type PayoutFilter } from '../../payouts/filter.ts';
import type { RecordedPayout } from '../../payouts/payout.ts';
import type { Position } from '../../payouts/position.ts';
import { endOf } from '../../payouts/search-keys.ts';
import type { Store } from '../engine/client.ts';
import { getPayouts } from './get-payouts.ts';
import { type Source, sourceOf } from './list-sources.ts';
import { type Entry, newestFirst } from './query-partition.ts';
import { readSource } from './read-source.ts';
import { toRecordedPayout } from './record.ts';

/** A page of a list, and the place after which the next one begins: undefined on the last page. */
export interface Page {
  payouts: RecordedPayout[];
  next: Position | undefined;
}

/** How many payouts a page looks at, at most, if its source also has others than those that match. */
const EXAMINED_MAX = 100;

/** The same, if as many had to be read to find that all that match are too many. */
const EXAMINED_NEXT_MAX = 40;

/** A payout of a list, at its place. */
interface Listed {
  place: Position;
  payout: RecordedPayout;
}

/** What was looked at for a page, newest first, and whether others follow. */
interface Examined {
  listed: Listed[];
  last?: Position | undefined;
  hasMore: boolean;
}

/**
 * A page of a list, newest first. It is full, or the last one, if an index has what the filter asks for and
 * nothing else; otherwise it has those that match of some that were looked at, a hundred at most. A place in
 * a list is a time and an id. The time of a request never changes: so a walk meets each payout that existed
 * at its start exactly once. `next` is undefined exactly when nothing follows.
 * @throws try_again
 */
export async function listPayouts(store: Store, request: ListRequest): Promise<Page> {
  const { limit, filter } = request;
  const { listed, last, hasMore } = (await fewEnded(store, request)) ?? (await examine(store, request));
  const matching = listed.filter(({ payout }) => matches(filter, payout));
  const shown = matching.slice(0, limit);
  const end = matching.length > limit ? shown.at(-1)?.place : last;
  return {
    payouts: shown.map(({ payout }) => payout),
    next: hasMore || matching.length > limit ? end : undefined,
  };
}

async function examine(store: Store, { limit, filter, after }: ListRequest): Promise<Examined> {
  const source = await sourceOf(store, filter);
  const count = source.isExact ? limit : asksForFewEnded(filter) ? EXAMINED_NEXT_MAX : EXAMINED_MAX;
  const { entries, hasMore } = await readSource(store, source, count, after);
  const examined = entries.slice(0, count);
  const last = examined.at(-1);
  const listed = await recordsOf(store, source, examined);
  return { listed, last: last && placeOf(last), hasMore };
}

/**
 * All that has ended of one affiliate, address or transaction, if it is not too much to be sorted here: among
 * the ends of everybody, a page could look at a hundred and find none. Undefined if it is too much.
 */
async function fewEnded(store: Store, { filter, after }: ListRequest): Promise<Examined | undefined> {
  if (!asksForFewEnded(filter)) return undefined;
  const source = await sourceOf(
    store,
    only(filter, 'affiliateId', 'email', 'transactionId', 'receiptNumber'),
  );
  const { entries, hasMore } = await readSource(store, source, EXAMINED_MAX, undefined);
  if (hasMore) return undefined;
  const listed = (await recordsOf(store, source, entries)).flatMap(({ payout }): Listed[] => {
    const at = endOf(payout)?.at;
    const place = at && { sortedBy: 'ended_at' as const, at, payout_id: payout.payout_id };
    return place && (!after || newestFirst(after, place) < 0) ? [{ place, payout }] : [];
  });
  listed.sort((one, other) => newestFirst(one.place, other.place));
  return { listed, hasMore: false };
}

function asksForFewEnded(filter: PayoutFilter): boolean {
  const { ended, affiliateId, email, transactionId, receiptNumber } = filter;
  return ended !== undefined && (affiliateId ?? email ?? transactionId ?? receiptNumber) !== undefined;
}

/** All pages of a list from a place on, as they are needed. */
export async function* pagesOfList(store: Store, request: ListRequest): AsyncGenerator<Page> {
  let page = await listPayouts(store, request);
  yield page;
  while (page.next) {
    page = await listPayouts(store, { ...request, after: page.next });
    yield page;
  }
}

/** The payouts of these entries, as far as they still exist, in their order. */
async function recordsOf(store: Store, { isKeysOnly }: Source, entries: Entry[]): Promise<Listed[]> {
  if (!isKeysOnly) {
    return entries.map((entry) => ({ place: placeOf(entry), payout: toRecordedPayout(entry.item) }));
  }
  const payouts = await getPayouts(
    store,
    entries.map(({ payout_id }) => payout_id),
  );
  return entries.flatMap((entry) => {
    const payout = payouts.get(entry.payout_id);
    return payout ? [{ place: placeOf(entry), payout }] : [];
  });
}

function placeOf({ sortedBy, at, payout_id }: Entry): Position {
  return { sortedBy, at, payout_id };
}

/** The filter with some of its members. */
function only(filter: PayoutFilter, ...members: (keyof PayoutFilter)[]): PayoutFilter {
  const entries = Object.entries(filter).filter(([name]) => members.includes(name as keyof PayoutFilter));
  return Object.fromEntries(entries);
}
