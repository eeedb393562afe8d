import type { Store } from '../engine/client.ts';
import { NOT_STARTED_BY_IT, PAYOUT_EXISTS } from '../engine/conditions.ts';
import { AGAIN, untilSettled } from '../engine/retry.ts';
import { transact } from '../engine/transaction.ts';

/**
 * Notes in a payout that a run goes on without it, for good: another process that still goes on with the run
 * cannot start it any more.
 * @returns false if the run has started it
 * @throws try_again
 */
export async function leaveOut(store: Store, payoutId: string, runId: string): Promise<boolean> {
  const Update = {
    TableName: store.tables.payouts,
    Key: { payout_id: payoutId },
    UpdateExpression: 'ADD left_out_of :runs',
    ConditionExpression: `${PAYOUT_EXISTS} AND ${NOT_STARTED_BY_IT}`,
    ExpressionAttributeValues: { ':runs': new Set([runId]), ':run_id': runId },
  };
  return untilSettled(store, async () => {
    const reasons = await transact(store, [{ Update }]);
    if (!reasons) return true;
    // A payout that is gone cannot be started.
    return reasons[0]?.conditionFailed ? reasons[0].item === undefined : AGAIN;
  });
}
