import { BatchGetCommand } from '@aws-sdk/lib-dynamodb';
import type { RecordedPayout } from '../../payouts/payout.ts';
import { chunksOf } from '../../runtime/chunks.ts';
import type { Store } from '../engine/client.ts';
import { AGAIN, untilSettled } from '../engine/retry.ts';
import { toRecordedPayout } from './record.ts';

/** As many keys as DynamoDB takes in one batch. */
const KEYS_MAX = 100;

/**
 * The payouts with these ids, by their ids, as far as they exist: one read for each hundred. They may be a
 * moment old.
 * @throws try_again
 */
export async function getPayouts(
  store: Store,
  payoutIds: readonly string[],
): Promise<Map<string, RecordedPayout>> {
  const chunks = await Promise.all(
    chunksOf([...new Set(payoutIds)], KEYS_MAX).map((chunk) => readChunk(store, chunk)),
  );
  return new Map(chunks.flat().map((payout) => [payout.payout_id, payout]));
}

async function readChunk({ db, tables, ...store }: Store, ids: string[]): Promise<RecordedPayout[]> {
  const found: RecordedPayout[] = [];
  let left: Record<string, unknown>[] = ids.map((payout_id) => ({ payout_id }));
  await untilSettled(store, async () => {
    const { Responses = {}, UnprocessedKeys = {} } = await db.send(
      new BatchGetCommand({ RequestItems: { [tables.payouts]: { Keys: left } } }),
    );
    found.push(...(Responses[tables.payouts] ?? []).map(toRecordedPayout));
    left = UnprocessedKeys[tables.payouts]?.Keys ?? [];
    return left.length > 0 ? AGAIN : true;
  });
  return found;
}
