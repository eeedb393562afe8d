import type { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { expect, it } from 'vitest';
import { buildRequestBulk } from '../../../functions/payouts/bulk.ts';
import { buildRequestPayout } from '../../../functions/payouts/request.ts';
import { call } from '../../../testing/call.ts';
import { lost, withClient } from '../../../testing/client.ts';
import { expectReplay } from '../../../testing/expect.ts';
import { asking, askingForAll } from '../../../testing/lifecycle.ts';
import { useWorld } from '../../../testing/use-world.ts';
import { addAffiliate, countersOf } from '../../../testing/world.ts';

const world = useWorld();

/** Reports a conflict on one payout of the first transaction, which hides whether it is on record. */
function hiding(index: number) {
  let tries = 0;
  return withClient(world, (name, send) => {
    if (name !== 'TransactWriteItemsCommand' || tries++ > 0) return send();
    return send().catch((error: TransactionCanceledException) => {
      error.CancellationReasons = error.CancellationReasons?.with(index, { Code: 'TransactionConflict' });
      throw error;
    });
  });
}

it.each([0, 1, 2])(
  'a replay of three payouts returns all of them while payout %i is being written',
  async (index) => {
    // The first call has taken all that there is, so that the second is not to be judged by what is left.
    const { user_id } = await addAffiliate(world, { total_earned: 6000 });
    const request = askingForAll(user_id, [{ amount: 1000 }, { amount: 2000 }, { amount: 3000 }], 'key');
    const first = await call(buildRequestBulk(world), request);
    await expectReplay(world, buildRequestBulk({ ...world, store: hiding(index) }), first, request);
  },
);

it('a request without a key that finds its own payout after a retry is not marked as replayed', async () => {
  const { affiliate_id, user_id } = await addAffiliate(world);
  let tries = 0;
  const store = withClient(world, async (name, send) => {
    const result = await send();
    if (name === 'TransactWriteItemsCommand' && (await countersOf(world, affiliate_id)) && tries++ === 1)
      throw lost();
    return result;
  });
  const request = asking(user_id, { amount: 1000 });
  const { status, headers } = await call(buildRequestPayout({ ...world, store }), request);
  expect(status).toBe(201);
  expect(tries).toBe(2);
  expect(headers).not.toHaveProperty('idempotency-replayed');
  expect(await countersOf(world, affiliate_id)).toStrictEqual({ committed: 1000, paid: 0, payout_count: 1 });
});
