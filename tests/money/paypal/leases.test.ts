import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import { buildPaypalWebhook } from '../../../functions/webhooks/paypal.ts';
import type { Payout } from '../../../libs/payouts/payout.ts';
import type { Paypal } from '../../../libs/paypal/client.ts';
import { takeLease } from '../../../libs/store/payouts/provider-lease.ts';
import { call } from '../../../testing/call.ts';
import { cancelled, lost, withClient } from '../../../testing/client.ts';
import {
  expectTruth,
  paypalOf,
  paypalSays,
  read,
  recover,
  sendInTime as send,
  startedPayout,
  useRail,
  withPaypal,
} from '../../../testing/paypal.ts';
import { useWorld } from '../../../testing/use-world.ts';
import { NOW } from '../../../testing/world.ts';

const world = useWorld();
const rail = useRail(world);

const deliver = (body: string) => call(buildPaypalWebhook(world), paypalSays(rail, body));

const eventsOf = ({ payout_id }: Payout) =>
  rail.simulator.webhooks.map(({ body }) => body).filter((body) => body.includes(payout_id));

/** Posts the payout, and does something before the outcome is recorded. */
async function sendAnd(payout: Payout, act: () => Promise<unknown>) {
  const create: Paypal['create'] = async (leased) => {
    const outcome = await paypalOf(world).create(leased);
    await act();
    return outcome;
  };
  return send(withPaypal(world, { create }), payout);
}

describe('an end without money while a post is under way', () => {
  it.each(['refused@example.com', 'denied@example.com'])(
    'waits until the post is recorded: to %s',
    async (receiver) => {
      const payout = await startedPayout(world, receiver);
      rail.simulator.plan({ on: 'create', kind: 'status-after' });
      await send(world, payout);
      const answers: number[] = [];
      await sendAnd(payout, async () => {
        await rail.simulator.settle();
        const { batch_header } =
          rail.simulator.batches().find((batch) => JSON.stringify(batch).includes(payout.payout_id)) ?? {};
        // The item is of a batch that is known to be ours, as if an earlier delivery had found it.
        const provider = {
          ...(await read(world, payout))?.provider,
          batch_id: batch_header?.payout_batch_id,
        };
        await setProvider(payout, provider);
        for (const body of eventsOf(payout)) answers.push((await deliver(body)).status);
        expect((await read(world, payout))?.status).toBe('processing');
      });
      expect(answers).toContain(503);
      await recover(world, rail);
      expect(await expectTruth(world, rail.simulator, payout)).toBe('failed');
    },
  );
});

describe('a payment while another post is under way', () => {
  it('is told at once: nothing is given back that the post could pay again', async () => {
    const payout = await startedPayout(world);
    rail.simulator.plan({ on: 'create', kind: 'status-after' });
    await send(world, payout);
    await sendAnd(payout, async () => {
      await rail.simulator.settle();
      const statuses = await Promise.all(eventsOf(payout).map(async (body) => (await deliver(body)).status));
      expect(new Set(statuses)).toStrictEqual(new Set([200]));
      expect((await read(world, payout))?.status).toBe('completed');
    });
    expect(await expectTruth(world, rail.simulator, payout)).toBe('completed');
  });
});

describe('the batch of an accepted post', () => {
  it('is recorded even if the payout is busy at that moment', async () => {
    const payout = await startedPayout(world);
    let writes = 0;
    const store = withClient(world, (name, act) => {
      if (name === 'TransactWriteItemsCommand' && ++writes === 2) throw cancelled('TransactionConflict');
      return act();
    });
    expect(await send({ ...world, store }, payout)).toStrictEqual({ batchItemFailures: [] });
    expect(writes).toBe(3);
    expect((await read(world, payout))?.provider).toMatchObject({
      unresolved: false,
      batch_id: expect.stringMatching(/^[A-Z0-9]{13}$/),
    });
  });
});

describe('a lease whose answer was lost', () => {
  it('is recognized as one’s own, and the payout is posted', async () => {
    const payout = await startedPayout(world);
    let writes = 0;
    const store = withClient(world, async (name, act) => {
      const answer = await act();
      if (name === 'TransactWriteItemsCommand' && ++writes === 1) throw lost();
      return answer;
    });
    expect(await send({ ...world, store }, payout)).toStrictEqual({ batchItemFailures: [] });
    expect((await read(world, payout))?.provider).toMatchObject({ attempts: 1, unresolved: false });
  });
});

describe('two leases of one moment', () => {
  it('are one: the other is no one’s own', async () => {
    const payout = await startedPayout(world);
    const moment = { now: NOW, until: '2026-03-01T12:01:00.000Z', account: 'one' };
    const taken = await takeLease(world.store, payout, { id: 'first', ...moment });
    expect(taken?.provider?.lease_id).toBe('first');
    expect(await takeLease(world.store, payout, { id: 'second', ...moment })).toBeUndefined();
    expect((await read(world, payout))?.provider).toMatchObject({ attempts: 1, lease_id: 'first' });
  });
});

describe('a signed event about which PayPal cannot be asked', () => {
  it.each(['item', 'batch'] as const)('is answered 503, and comes again: %s', async (on) => {
    const payout = await startedPayout(world);
    await send(world, payout);
    await rail.simulator.settle();
    const events = eventsOf(payout).filter((body) => body.includes('PAYOUTS-ITEM') === (on === 'item'));
    const [body = ''] = events;
    rail.simulator.plan({ on, kind: 'status', status: 503 });
    expect((await deliver(body)).json.error.code).toBe('try_again');
    expect((await deliver(body)).status).toBe(200);
    expect((await read(world, payout))?.status).toBe('completed');
  });
});

async function setProvider({ payout_id }: Payout, provider: unknown): Promise<void> {
  await world.store.db.send(
    new UpdateCommand({
      TableName: world.store.tables.payouts,
      Key: { payout_id },
      UpdateExpression: 'SET provider = :provider',
      ExpressionAttributeValues: { ':provider': provider },
    }),
  );
}
