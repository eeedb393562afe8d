import { BatchGetCommand } from '@aws-sdk/lib-dynamodb';
import { chunksOf } from '../../runtime/chunks.ts';
import { inParallel } from '../../runtime/concurrency.ts';
import type { Store } from './client.ts';
import { AGAIN, untilSettled } from './retry.ts';

/** As many keys as DynamoDB takes in one batch. */
const KEYS_MAX = 100;

type Item = Record<string, unknown>;
type Keys = Record<string, { Keys: Item[]; ConsistentRead: true }>;

/**
 * The items of a table with these keys, as they are at this moment. Those that are not there are left out,
 * and the order is none.
 * @throws try_again
 */
export async function getItems(store: Store, TableName: string, keys: readonly Item[]): Promise<Item[]> {
  const chunks = await inParallel(chunksOf(keys, KEYS_MAX), (chunk) => getChunk(store, TableName, chunk));
  return chunks.flat();
}

async function getChunk(store: Store, TableName: string, chunk: Item[]): Promise<Item[]> {
  const found: Item[] = [];
  let left: Keys = { [TableName]: { Keys: chunk, ConsistentRead: true } };
  await untilSettled(store, async () => {
    const { Responses = {}, UnprocessedKeys = {} } = await store.db.send(
      new BatchGetCommand({ RequestItems: left }),
    );
    found.push(...(Responses[TableName] ?? []));
    left = UnprocessedKeys as Keys;
    return Object.keys(left).length > 0 ? AGAIN : true;
  });
  return found;
}
