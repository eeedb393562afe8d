import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { Payout } from '../../payouts/payout.ts';
import type { Store } from '../engine/client.ts';

/** Longer than any id on record, and far below DynamoDB's limit for a key. */
const ID_LENGTH_MAX = 128;

/** The payout as it is at this moment, if there is one. Takes any text: what cannot be an id has no payout. */
export async function getPayout(store: Store, payoutId: string): Promise<Payout | undefined> {
  if (payoutId.length === 0 || payoutId.length > ID_LENGTH_MAX || !payoutId.isWellFormed()) return undefined;
  const { Item } = await store.db.send(
    new GetCommand({ TableName: store.tables.payouts, Key: { payout_id: payoutId }, ConsistentRead: true }),
  );
  return Item as Payout | undefined;
}
