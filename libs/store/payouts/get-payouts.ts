import type { RecordedPayout } from '../../payouts/payout.ts';
import { inParallel } from '../../runtime/concurrency.ts';
import { isKeyText } from '../../runtime/text.ts';
import { getItems } from '../engine/batch-get.ts';
import type { Store } from '../engine/client.ts';
import { getPayout } from './get-payout.ts';
import { toRecordedPayout } from './record.ts';

/** So many characters are at most 2048 bytes, DynamoDB's limit for a key. */
const KEY_LENGTH_MAX = 512;

/** The payouts with these ids, to the letter, as they are at this moment, by their ids. @throws try_again */
export async function getPayouts(store: Store, ids: readonly string[]): Promise<Map<string, RecordedPayout>> {
  const keys = [...new Set(ids)].filter((id) => isKeyText(id, KEY_LENGTH_MAX));
  const items = await getItems(
    store,
    store.tables.payouts,
    keys.map((payout_id) => ({ payout_id })),
  );
  return new Map(items.map(toRecordedPayout).map((payout) => [payout.payout_id, payout]));
}

/**
 * The payouts that a caller has named, in their order; undefined where there is none. UUIDs are compared
 * without case. @throws try_again
 */
export async function findPayouts(
  store: Store,
  named: readonly string[],
): Promise<(RecordedPayout | undefined)[]> {
  const found = await getPayouts(store, named);
  return inParallel(named, async (id) => found.get(id) ?? getPayout(store, id));
}
