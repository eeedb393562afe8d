import type { Store } from './client.ts';
import { AGAIN, untilSettled } from './retry.ts';
import { transact, type Write } from './transaction.ts';

/**
 * Makes one write, and repeats it until it settles. If its condition does not hold, it is left out.
 * @returns whether it was made
 * @throws try_again
 */
export async function writeIfHolds(store: Store, write: Write): Promise<boolean> {
  return untilSettled(store, async () => {
    const reasons = await transact(store, [write]);
    return reasons && !reasons[0]?.conditionFailed ? AGAIN : !reasons;
  });
}
