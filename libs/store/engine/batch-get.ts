import { BatchGetCommand } from '@aws-sdk/lib-dynamodb';
import { chunksOf } from '../../runtime/chunks.ts';
import { inParallel } from '../../runtime/concurrency.ts';
import type { Store } from './client.ts';
import { AGAIN, untilSettled } from './retry.ts';

/** As many keys as DynamoDB takes in one batch. */
const KEYS_MAX = 100;

type Item = Record<string, unknown>;

/** What to read of each table, by its name: 100 keys in all at most. */
type Requests = Record<string, { Keys: Item[]; ConsistentRead?: true }>;

/**
 * The items of a table with these keys, as they are at this moment. Those that are not there are left out,
 * and the order is none.
 * @throws try_again
 */
export async function getItems(store: Store, table: string, keys: readonly Item[]): Promise<Item[]> {
  const chunks = await inParallel(chunksOf(keys, KEYS_MAX), (Keys) =>
    getBatch(store, { [table]: { Keys, ConsistentRead: true } }),
  );
  return chunks.flatMap((found) => found[table] ?? []);
}

/**
 * One batch, by the tables' names: it is asked until nothing is left to be processed.
 * @throws try_again
 */
export async function getBatch(store: Store, requests: Requests): Promise<Record<string, Item[]>> {
  const found: Record<string, Item[]> = {};
  let left = requests;
  await untilSettled(store, async () => {
    const { Responses = {}, UnprocessedKeys = {} } = await store.db.send(
      new BatchGetCommand({ RequestItems: left }),
    );
    for (const [table, items] of Object.entries(Responses))
      found[table] = [...(found[table] ?? []), ...items];
    left = UnprocessedKeys as Requests;
    return Object.keys(left).length > 0 ? AGAIN : undefined;
  });
  return found;
}
