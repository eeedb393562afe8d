import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import {
  TransactGetCommand,
  type TransactGetCommandInput,
  TransactWriteCommand,
  type TransactWriteCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { Store } from './client.ts';

export type Writes = NonNullable<TransactWriteCommandInput['TransactItems']>;
export type Reads = NonNullable<TransactGetCommandInput['TransactItems']>;

/** Why one item of a cancelled transaction did not hold. `item` is what stood there instead, where anything did. */
export interface Reason {
  conditionFailed: boolean;
  /** Another write, or a throttle, was in the way: nobody looked whether the condition holds. */
  isHidden: boolean;
  // biome-ignore lint/suspicious/noExplicitAny: who named the item in the transaction knows what it is.
  item?: Record<string, any>;
}

/** The reasons that pass by themselves. Any other but a failed condition is a fault of ours, and is thrown. */
const PASSING = new Set([
  'None',
  'ConditionalCheckFailed',
  'TransactionConflict',
  'ThrottlingError',
  'ProvisionedThroughputExceeded',
]);

/**
 * Writes all or nothing.
 * @returns undefined once committed; otherwise a reason for each item, in their order, and nothing was written
 * @throws what DynamoDB throws, where the outcome may be unknown
 */
export async function transact(store: Store, items: Writes): Promise<Reason[] | undefined> {
  try {
    await store.db.send(new TransactWriteCommand({ TransactItems: items }));
    return undefined;
  } catch (error) {
    return reasonsOf(error);
  }
}

/** Reads items as they stood at one moment, in their order; undefined while a write to one of them is under way. */
export async function readTogether(store: Store, items: Reads) {
  try {
    const { Responses = [] } = await store.db.send(new TransactGetCommand({ TransactItems: items }));
    return Responses.map(({ Item }) => Item);
  } catch (error) {
    reasonsOf(error);
    return undefined;
  }
}

function reasonsOf(error: unknown): Reason[] {
  if (!(error instanceof TransactionCanceledException)) throw error;
  const reasons = error.CancellationReasons ?? [];
  if (reasons.some(({ Code = 'None' }) => !PASSING.has(Code))) throw error;
  return reasons.map(({ Code = 'None', Item }) => ({
    conditionFailed: Code === 'ConditionalCheckFailed',
    isHidden: Code !== 'ConditionalCheckFailed' && Code !== 'None',
    ...(Item && { item: unmarshall(Item) }),
  }));
}
