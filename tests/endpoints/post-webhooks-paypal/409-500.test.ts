import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildPaypalWebhook } from '../../../functions/webhooks/paypal.ts';
import { logged } from '../../../testing/bookkeeping.ts';
import type { TestRequest } from '../../../testing/call.ts';
import { withClient } from '../../../testing/client.ts';
import { expectRefusal } from '../../../testing/expect.ts';
import { paypalSays, sendInTime, startedPayout, useRail, withPaypal } from '../../../testing/paypal.ts';
import { INTERNAL, RECORDS_UNREADABLE, TRY_AGAIN } from '../../../testing/refusals.ts';
import { handlerOn, useHandler } from '../../../testing/use-handler.ts';

const { world, handler } = useHandler(buildPaypalWebhook);
const rail = useRail(world);

let payoutId: string;
beforeAll(async () => {
  const payout = await startedPayout(world);
  expect(await sendInTime(world, payout)).toStrictEqual({ batchItemFailures: [] });
  await rail.simulator.settle();
  payoutId = payout.payout_id;
});

/** The first event about the item of the payout, or about its batch. */
function delivery(member = 'sender_item_id'): TestRequest {
  const bodies = rail.simulator.webhooks.map((webhook) => webhook.body);
  const body = bodies.find((each) => each.includes(`"${member}":"${payoutId}"`)) ?? '';
  return paypalSays(rail, body);
}

describe('an event comes again', () => {
  it('if the database is broken', async () => {
    const broken = handlerOn(world, (here) =>
      buildPaypalWebhook({
        ...here,
        store: withClient(here, async () => {
          throw Object.assign(new Error('It does not work.'), { $metadata: { httpStatusCode: 400 } });
        }),
      }),
    );
    await expectRefusal(world, broken, delivery(), INTERNAL);
  });

  it.each(['sender_item_id', 'sender_batch_id'])('if PayPal cannot be asked: %s', async (member) => {
    const down = async (): Promise<never> => {
      throw new Error('PayPal is down.');
    };
    const waiting = buildPaypalWebhook(withPaypal(world, { getItem: down, getBatch: down }));
    const refusal = { ...TRY_AGAIN, headers: { 'retry-after': '1' } };
    await expectRefusal(world, waiting, delivery(member), refusal);
    expect(logged('warn', 'paypal-silent')).toMatchObject([{ error: 'Error: PayPal is down.' }]);
  });

  it('if the record of its payout cannot be read', async () => {
    await world.store.db.send(
      new UpdateCommand({
        TableName: world.store.tables.payouts,
        Key: { payout_id: payoutId },
        UpdateExpression: 'SET amount = :amount',
        ExpressionAttributeValues: { ':amount': 'fifty' },
      }),
    );
    await expectRefusal(world, handler, delivery(), RECORDS_UNREADABLE);
  });
});
