import type { UpdateCommandInput } from '@aws-sdk/lib-dynamodb';
import type { Payout } from '../../payouts/payout.ts';
import type { Store } from '../engine/client.ts';
import { AGAIN, untilSettled } from '../engine/retry.ts';
import { transact } from '../engine/transaction.ts';

/** What a note changes, and the condition under which it is still worth making. */
export type Note = Required<Pick<UpdateCommandInput, 'ConditionExpression' | 'ExpressionAttributeValues'>> &
  Pick<UpdateCommandInput, 'ExpressionAttributeNames'> & { UpdateExpression: string };

/**
 * Notes something in a payout that moves no money and no status. Where the condition does not hold, the note is
 * somebody else's to make, and is left out. @throws try_again
 */
export async function annotatePayout(store: Store, { payout_id }: Payout, note: Note): Promise<void> {
  const Update = { TableName: store.tables.payouts, Key: { payout_id }, ...note };
  await untilSettled(store, async () => {
    const reasons = await transact(store, [{ Update }]);
    return reasons && !reasons[0]?.conditionFailed ? AGAIN : true;
  });
}
