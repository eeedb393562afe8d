import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import type { RunContext } from '../libs/runtime/invocation.ts';
import type { SeededPayout } from '../testing/world.ts';
import type { FastClock } from './sender-world.ts';

/** How Lambda reads one shard: `deploy/streams.ts` and `serverless.ts` say so. */
export interface Reading {
  batchSize: number;
  retries: number;
  timeoutMs: number;
}

type Consumer = (event: DynamoDBStreamEvent, context: RunContext) => Promise<DynamoDBBatchResponse>;

/**
 * Hands over the records of one shard as Lambda does: in order, a batch at a time, and after a failure again
 * from the first record that failed.
 * @returns how many records ended as dead letters
 */
export async function readShard(
  consume: Consumer,
  payouts: readonly SeededPayout[],
  { batchSize, retries, timeoutMs }: Reading,
  clock: FastClock,
): Promise<number> {
  let [next, tries, dead] = [0, 0, 0];
  while (next < payouts.length) {
    const Records = payouts.slice(next, next + batchSize).map(recordOf);
    const { batchItemFailures } = await consume({ Records }, clock.contextFor(timeoutMs));
    const failed = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
    const first = Records.findIndex(({ dynamodb }) => failed.has(dynamodb.SequenceNumber));
    if (first === -1) {
      next += Records.length;
      tries = 0;
      continue;
    }
    next += first;
    tries = first > 0 ? 1 : tries + 1;
    if (tries <= retries) continue;
    dead += failed.size;
    next += Records.length - first;
    tries = 0;
  }
  return dead;
}

function recordOf({ payout_id }: SeededPayout) {
  return {
    eventName: 'MODIFY' as const,
    dynamodb: { SequenceNumber: payout_id, Keys: { payout_id: { S: payout_id } } },
  };
}
