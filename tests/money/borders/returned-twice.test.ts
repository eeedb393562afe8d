import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import { buildProcessPayout } from '../../../functions/admin/process.ts';
import type { PayoutStatus } from '../../../libs/payouts/payout.ts';
import { callExpecting } from '../../../testing/expect.ts';
import { type Asked, oldPayout, payoutThatIs, processing } from '../../../testing/lifecycle.ts';
import { useHandler } from '../../../testing/use-handler.ts';
import { countersOf } from '../../../testing/world.ts';

const { world, handler: processPayout } = useHandler(buildProcessPayout);

const setStatus = (payout_id: string, status: PayoutStatus) =>
  world.store.db.send(
    new UpdateCommand({
      TableName: world.store.tables.payouts,
      Key: { payout_id },
      UpdateExpression: 'SET #status = :status',
      ExpressionAttributeNames: { '#status': 'status' },
      ExpressionAttributeValues: { ':status': status },
    }),
  );
const giveBack = (payout_id: string) => processing(payout_id, { action: 'return', reason: 'It came back.' });

/** Asks for the return three times, as if two answers were lost. */
async function expectGivenBackOnce({ affiliate, payout_id }: Asked): Promise<void> {
  for (let repeat = 0; repeat < 3; repeat++) {
    const { json } = await callExpecting(200, processPayout, giveBack(payout_id));
    expect(json.data.payout).toMatchObject({ status: 'failed', failure_reason: 'It came back.' });
  }
  expect(await countersOf(world, affiliate.affiliate_id)).toStrictEqual({
    committed: 0,
    paid: 0,
    payout_count: 1,
  });
}

describe('M5: a return may be repeated in the same words', () => {
  it('for a payout of ours that another service completed', async () => {
    const asked = await payoutThatIs(world, 'processing', { payment_method: 'zelle' });
    await setStatus(asked.payout_id, 'completed');
    await expectGivenBackOnce(asked);
  });

  it("for another service's payout without the time of its end", async () => {
    await expectGivenBackOnce(await oldPayout(world, { status: 'completed' }));
  });
});
