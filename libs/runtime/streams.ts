import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { inParallel } from './concurrency.ts';
import { log } from './log.ts';

/**
 * Handles each record on its own, so many at once, and answers which ones failed, in the one form that Lambda
 * reads: an empty list means that all went well, and a wrong identifier that none did. One that fails holds
 * up no other; one at a time, they are handled in their order. A failure is logged with its payout, because a
 * dead letter says no more than where in the stream the record was.
 */
export async function eachRecord(
  { Records }: DynamoDBStreamEvent,
  atOnce: number,
  handle: (record: DynamoDBRecord) => Promise<void>,
): Promise<DynamoDBBatchResponse> {
  const attempt = async (record: DynamoDBRecord) => {
    const itemIdentifier = record.dynamodb?.SequenceNumber ?? '';
    try {
      await handle(record);
      return [];
    } catch (error) {
      const payoutId = payoutIdOf(record);
      log('error', 'record', { payoutId, itemIdentifier, stack: (error as Error).stack });
      return [{ itemIdentifier }];
    }
  };
  return { batchItemFailures: (await inParallel(Records, attempt, atOnce)).flat() };
}

/** The payout that a record is about. */
export function payoutIdOf({ dynamodb }: DynamoDBRecord): string | undefined {
  return dynamodb?.Keys?.payout_id?.S ?? dynamodb?.NewImage?.payout_id?.S;
}
