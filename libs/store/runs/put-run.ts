import type { FrozenRun } from '../../payouts/runs/run.ts';
import type { Store } from '../engine/client.ts';
import { RUN_IS_NEW } from '../engine/conditions.ts';
import { AGAIN, untilSettled } from '../engine/retry.ts';
import { transact } from '../engine/transaction.ts';
import { itemsOf } from './run-record.ts';

/** Puts a new run on record with all its lines, in one transaction. @throws try_again */
export async function putRun(store: Store, frozen: FrozenRun): Promise<void> {
  const puts = itemsOf(frozen).map((Item) => ({
    Put: { TableName: store.tables.runs, Item, ConditionExpression: RUN_IS_NEW },
  }));
  await untilSettled(store, async () => {
    const reasons = await transact(store, puts);
    // If it is there, the answer to an earlier try was lost: no other run has this id.
    return !reasons || reasons[0]?.conditionFailed ? true : AGAIN;
  });
}
