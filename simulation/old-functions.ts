import { PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Store } from '../libs/store/engine/client.ts';
import { ifThere } from './actions/affiliates.ts';
import { listedPayouts } from './stored-state.ts';

/**
 * The two functions that this service replaces, as another program that still runs: they write past our
 * code, and know nothing of balance rows and marks.
 */

/** The first half of the old function for requests: it sums what the index shows, and checks. */
export async function oldJudgement(
  store: Store,
  affiliateId: string,
  amount: number,
  earned: number,
): Promise<boolean> {
  let sum = 0;
  for (const payout of await listedPayouts(store, affiliateId)) {
    // What has not failed, as far as it is a number.
    if (!['failed', 'cancelled'].includes(String(payout.status))) sum += Number(payout.amount) || 0;
  }
  return sum + amount <= earned;
}

/** The second half: it puts the payout, whatever has happened since. */
export async function oldPut({ db, tables }: Store, Item: Record<string, unknown>): Promise<void> {
  await db.send(new PutCommand({ TableName: tables.payouts, Item }));
}

/** A status as the old function for admins sets it, and what it writes with it. */
export interface OldSetting {
  status: string;
  /** When it ended, if this is an end. */
  endedAt?: string;
  transactionId?: string;
}

/**
 * The old function for admins: it sets the status of any payout that PayPal does not carry, and looks at
 * nothing else. @returns whether it did
 */
export function oldSetStatus(
  { db, tables }: Store,
  payout_id: string,
  { status, endedAt, transactionId }: OldSetting,
): Promise<boolean> {
  const sets = ['#status = :status'];
  if (endedAt !== undefined) sets.push('processed_at = :at');
  if (transactionId !== undefined) sets.push('transaction_id = :transaction');
  const update = new UpdateCommand({
    TableName: tables.payouts,
    Key: { payout_id },
    UpdateExpression: `SET ${sets.join(', ')}`,
    ConditionExpression: 'attribute_not_exists(rail)',
    ExpressionAttributeNames: { '#status': 'status' },
    ExpressionAttributeValues: {
      ':status': status,
      ...(endedAt !== undefined && { ':at': endedAt }),
      ...(transactionId !== undefined && { ':transaction': transactionId }),
    },
  });
  return ifThere(db.send(update));
}
