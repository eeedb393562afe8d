import type { Payout } from '../payouts.ts';
import type { Store } from './client.ts';
import { AGAIN, untilSettled } from './retry.ts';
import { transact } from './transaction.ts';

/** Notes in the payout that a mail was handed over, or never can be. */
export async function noteMail(
  store: Store,
  { payout_id }: Payout,
  key: string,
  remainingMs: () => number,
): Promise<void> {
  const Update = {
    TableName: store.tables.payouts,
    Key: { payout_id },
    UpdateExpression: 'ADD mails :mail',
    // A note must not make a payout up.
    ConditionExpression: 'attribute_exists(payout_id)',
    ExpressionAttributeValues: { ':mail': new Set([key]) },
  };
  await untilSettled(remainingMs, async () => {
    const reasons = await transact(store, [{ Update }]);
    return reasons && !reasons[0]?.conditionFailed ? AGAIN : true;
  });
}
