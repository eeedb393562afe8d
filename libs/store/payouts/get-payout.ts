import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { type Payout, type RecordedPayout, requireReadable } from '../../payouts/payout.ts';
import { spellingsOf } from '../../payouts/payout-id.ts';
import { isKeyText } from '../../runtime/text.ts';
import type { Store } from '../engine/client.ts';
import { toRecordedPayout } from './record.ts';

/** Longer than any id on record, and far below DynamoDB's limit for a key. */
const ID_LENGTH_MAX = 128;

/**
 * The payout as it is at this moment, if there is one. Takes any text: what cannot be an id has no payout. A
 * UUID is compared without case: ours are in lower case, and another service may have kept what it was given.
 */
export async function getPayout(store: Store, payoutId: string): Promise<RecordedPayout | undefined> {
  if (!isKeyText(payoutId, ID_LENGTH_MAX)) return undefined;
  for (const spelling of spellingsOf(payoutId)) {
    const payout = await getPayoutToTheLetter(store, spelling);
    if (payout) return payout;
  }
  return undefined;
}

/** The payout with exactly this id, which is one of ours. */
export async function getPayoutToTheLetter(
  { db, tables }: Store,
  payout_id: string,
): Promise<RecordedPayout | undefined> {
  const { Item } = await db.send(
    new GetCommand({ TableName: tables.payouts, Key: { payout_id }, ConsistentRead: true }),
  );
  return Item && toRecordedPayout(Item);
}

/**
 * The payout with this id, in any spelling of a UUID, for what is going to be moved. @throws
 * records_unreadable
 */
export async function getReadablePayout(store: Store, payoutId: string): Promise<Payout | undefined> {
  const payout = await getPayout(store, payoutId);
  return payout && requireReadable(payout);
}
