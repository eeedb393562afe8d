import { type AttributeValue, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { TransactWriteCommand, type TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { READ_NUMBERS, type Store } from './client.ts';

/** One item of a write transaction. */
export type Write = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/**
 * Why one item of a cancelled transaction did not hold. `item` is what stood there instead, if anything did.
 */
export interface Reason {
  conditionFailed: boolean;
  /** Another write, or a throttle, was in the way: the condition was not looked at. */
  isHidden: boolean;
  item?: Record<string, unknown>;
}

/**
 * The reasons that pass by themselves. Any other but a failed condition is a fault of ours, and is thrown.
 */
const PASSING = new Set([
  'None',
  'ConditionalCheckFailed',
  'TransactionConflict',
  'ThrottlingError',
  'ProvisionedThroughputExceeded',
]);

/**
 * Writes all or nothing. A failed condition explains itself: its reason has the item that stood there.
 * @returns undefined once committed; otherwise a reason for each item, in their order, and nothing was
 * written
 * @throws what DynamoDB throws, if the outcome may be unknown
 */
export async function transact(store: Store, writes: Write[]): Promise<Reason[] | undefined> {
  try {
    await store.writer.send(new TransactWriteCommand({ TransactItems: writes.map(explainingItself) }));
    return undefined;
  } catch (error) {
    return reasonsOf(error);
  }
}

function explainingItself(write: Write): Write {
  const entries = Object.entries(write).map(([action, item]) => [
    action,
    { ...item, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' },
  ]);
  return Object.fromEntries(entries);
}

function reasonsOf(error: unknown): Reason[] {
  if (!(error instanceof TransactionCanceledException)) throw error;
  const reasons = error.CancellationReasons ?? [];
  if (reasons.some(({ Code = 'None' }) => !PASSING.has(Code))) throw error;
  return reasons.map(({ Code = 'None', Item }) => ({
    conditionFailed: Code === 'ConditionalCheckFailed',
    isHidden: Code !== 'ConditionalCheckFailed' && Code !== 'None',
    ...(Item && { item: plain(Item) }),
  }));
}

/** An item as the document client would have read it. */
export function plain(item: Record<string, AttributeValue>): Record<string, unknown> {
  return unmarshall(item, READ_NUMBERS);
}
