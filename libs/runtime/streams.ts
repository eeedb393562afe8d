import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { log } from './log.ts';

/**
 * Handles each record on its own, in their order, and answers which ones failed, in the one form that Lambda
 * reads: an empty list means that all went well, and a wrong identifier that none did. One that fails holds
 * up no other.
 */
export async function eachRecord(
  { Records }: DynamoDBStreamEvent,
  handle: (record: DynamoDBRecord) => Promise<void>,
): Promise<DynamoDBBatchResponse> {
  const batchItemFailures: DynamoDBBatchResponse['batchItemFailures'] = [];
  for (const record of Records) {
    const itemIdentifier = record.dynamodb?.SequenceNumber ?? '';
    await handle(record).catch((error: unknown) => {
      log('error', 'record', { itemIdentifier, stack: (error as Error).stack });
      batchItemFailures.push({ itemIdentifier });
    });
  }
  return { batchItemFailures };
}
