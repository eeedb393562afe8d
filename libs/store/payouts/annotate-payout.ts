import type { UpdateCommandInput } from '@aws-sdk/lib-dynamodb';
import type { Payout } from '../../payouts/payout.ts';
import type { Store } from '../engine/client.ts';
import { writeIfHolds } from '../engine/write-if-holds.ts';

/** What an annotation changes, and the condition under which it is still worth making. */
export type Annotation = Required<
  Pick<UpdateCommandInput, 'ConditionExpression' | 'ExpressionAttributeValues'>
> &
  Pick<UpdateCommandInput, 'ExpressionAttributeNames'> & { UpdateExpression: string };

/**
 * Writes something into a payout that moves no money and no status. If the condition does not hold, the
 * annotation is another call's to make, and is left out.
 * @throws try_again
 */
export async function annotatePayout(
  store: Store,
  { payout_id }: Pick<Payout, 'payout_id'>,
  annotation: Annotation,
): Promise<void> {
  const Update = { TableName: store.tables.payouts, Key: { payout_id }, ...annotation };
  await writeIfHolds(store, { Update });
}
