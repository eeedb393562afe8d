import { type ListRequest, matches } from '../../payouts/filter.ts';
import type { RecordedPayout } from '../../payouts/payout.ts';
import type { Position } from '../../payouts/position.ts';
import type { Store } from '../engine/client.ts';
import { getPayouts } from './get-payouts.ts';
import { type Source, sourceOf } from './list-sources.ts';
import type { Entry } from './query-partition.ts';
import { readSource } from './read-source.ts';
import { toRecordedPayout } from './record.ts';

/** A page of a list, and the place after which the next one begins: undefined on the last page. */
export interface Page {
  payouts: RecordedPayout[];
  next: Position | undefined;
}

/** How many payouts a page looks at, at most, if its source also has others than those that match. */
const EXAMINED_MAX = 100;

/**
 * A page of a list, newest first. It is full, or the last one, if an index has what the filter asks for and
 * nothing else; otherwise it has those that match of a hundred that were looked at. A place in a list is a
 * time and an id. The time of a request never changes: so a walk meets each payout that existed at its start
 * exactly once. `next` is undefined exactly when nothing follows.
 * @throws try_again
 */
export async function listPayouts(store: Store, { limit, filter, after }: ListRequest): Promise<Page> {
  const source = await sourceOf(store, filter);
  const count = source.isExact ? limit : EXAMINED_MAX;
  const { entries, hasMore } = await readSource(store, source, count, after);
  const examined = entries.slice(0, count);
  const matching = (await recordsOf(store, source, examined)).filter(({ payout }) => matches(filter, payout));
  const shown = matching.slice(0, limit);
  const last = matching.length > limit ? shown.at(-1)?.entry : hasMore ? examined.at(-1) : undefined;
  return { payouts: shown.map(({ payout }) => payout), next: placeOf(last) };
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
async function recordsOf(
  store: Store,
  { isKeysOnly }: Source,
  entries: Entry[],
): Promise<{ entry: Entry; payout: RecordedPayout }[]> {
  if (!isKeysOnly) return entries.map((entry) => ({ entry, payout: toRecordedPayout(entry.item) }));
  const payouts = await getPayouts(
    store,
    entries.map(({ payout_id }) => payout_id),
  );
  return entries.flatMap((entry) => {
    const payout = payouts.get(entry.payout_id);
    return payout ? [{ entry, payout }] : [];
  });
}

function placeOf(entry: Entry | undefined): Position | undefined {
  return entry && { sortedBy: entry.sortedBy, at: entry.at, payout_id: entry.payout_id };
}
