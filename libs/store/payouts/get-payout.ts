import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { type Payout, type RecordedPayout, requireReadable } from '../../payouts/payout.ts';
import type { Store } from '../engine/client.ts';
import { toRecordedPayout } from './record.ts';

/** Longer than any id on record, and far below DynamoDB's limit for a key. */
const ID_LENGTH_MAX = 128;

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * The payout as it is at this moment, if there is one. Takes any text: what cannot be an id has no payout. A UUID is
 * compared without case: ours are in lower case, and another service may have kept what it was given.
 */
export async function getPayout(store: Store, payoutId: string): Promise<RecordedPayout | undefined> {
  if (payoutId.length === 0 || payoutId.length > ID_LENGTH_MAX || !payoutId.isWellFormed()) return undefined;
  const lower = UUID.test(payoutId) ? payoutId.toLowerCase() : payoutId;
  const payout = await readPayout(store, lower);
  return payout || lower === payoutId ? payout : readPayout(store, payoutId);
}

/** The payout with this id to the letter, as it is at this moment, if there is one. */
export async function readPayout(store: Store, payout_id: string): Promise<RecordedPayout | undefined> {
  const { Item } = await store.db.send(
    new GetCommand({ TableName: store.tables.payouts, Key: { payout_id }, ConsistentRead: true }),
  );
  return Item && toRecordedPayout(Item);
}

/** The same for what is going to be moved. @throws records_unreadable */
export async function getReadablePayout(store: Store, payoutId: string): Promise<Payout | undefined> {
  const payout = await getPayout(store, payoutId);
  return payout && requireReadable(payout);
}
