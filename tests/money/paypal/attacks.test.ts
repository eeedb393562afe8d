import { describe, expect, it } from 'vitest';
import { buildPaypalWebhook } from '../../../functions/webhooks/paypal.ts';
import type { Payout } from '../../../libs/payouts/payout.ts';
import type { PaypalItem } from '../../../libs/paypal/client.ts';
import { alarmsRaised } from '../../../testing/alarms.ts';
import { call } from '../../../testing/call.ts';
import { callExpecting } from '../../../testing/expect.ts';
import {
  byHand,
  callsOf,
  expectTruth,
  paypalSays,
  read,
  recover,
  send,
  startedPayout,
  sync,
  useRail,
  withPaypal,
} from '../../../testing/paypal.ts';
import { useWorld } from '../../../testing/use-world.ts';
import { addPayouts } from '../../../testing/world.ts';

const world = useWorld();
const rail = useRail(world);

const posts = () => callsOf(rail, 'create');
const itemOf = ({ payout_id }: Payout) =>
  rail.simulator
    .batches()
    .flatMap(({ items = [] }) => items)
    .find(({ payout_item }) => payout_item.sender_item_id === payout_id) as unknown as PaypalItem;

describe('a payout that was started before PayPal was configured', () => {
  it('is never posted by the stream or the sync after PayPal is configured', async () => {
    const payout = await startedPayout(world);
    const [old] = await addPayouts(world, { status: 'processing', requested_at: '2026-01-01T00:00:00.000Z' });
    const { rail: _, ...manual } = payout;
    await addPayouts(world, manual);
    const before = posts();
    await send(world, payout, old ?? payout);
    rail.clock.ms += 11 * 60_000;
    await sync(world);
    expect(posts()).toBe(before);
    expect((await read(world, payout))?.provider).toBeUndefined();
  });

  it('can be ended by hand if PayPal was never reached', async () => {
    const payout = await startedPayout(world);
    rail.simulator.expireTokens();
    rail.simulator.plan({ on: 'token', kind: 'status', status: 503, times: 5 });
    await send(world, payout);
    expect((await byHand(world, payout, { action: 'fail', reason: 'no PayPal today' })).status).toBe(200);
    await recover(world, rail);
    expect(await expectTruth(world, rail.simulator, payout)).toBe('failed');
  });
});

describe('a post that PayPal answers with 429', () => {
  it('counts as not made: if the next post is refused, the payout fails and its money is released', async () => {
    const payout = await startedPayout(world);
    rail.simulator.plan(
      { on: 'create', kind: 'status', status: 429 },
      { on: 'create', kind: 'refuse', status: 400, name: 'VALIDATION_ERROR', times: 9 },
    );
    await send(world, payout);
    await recover(world, rail);
    expect(await expectTruth(world, rail.simulator, payout)).toBe('failed');
  });
});

describe('a post that outlives its lease', () => {
  it('does not fail a payout that another post got accepted, if it is refused', async () => {
    const payout = await startedPayout(world);
    const slow = withPaypal(world, {
      create: async () => {
        rail.clock.ms += 10 * 60_000;
        await send(world, payout);
        return { kind: 'refused', name: 'INSUFFICIENT_FUNDS' };
      },
    });
    await send(slow, payout);
    expect((await read(world, payout))?.status).toBe('processing');
    await recover(world, rail);
    expect(await expectTruth(world, rail.simulator, payout)).toBe('completed');
  });

  it('does not release the lease of another post, if its answer is unclear', async () => {
    const payout = await startedPayout(world);
    const slow = withPaypal(world, {
      create: async () => {
        rail.clock.ms += 10 * 60_000;
        await send(world, payout);
        return { kind: 'unknown', why: 'late' };
      },
    });
    await send(slow, payout);
    expect((await read(world, payout))?.provider).toMatchObject({ unresolved: false, attempts: 2 });
  });
});

describe('the status of an item', () => {
  const webhookOf = async (payout: Payout, item: PaypalItem) => {
    const webhook = buildPaypalWebhook(withPaypal(world, { getItem: async () => item }));
    const body = JSON.stringify({
      id: `WH-${payout.payout_id}-${item.transaction_status}`,
      event_type: 'PAYMENT.PAYOUTS-ITEM.FAILED',
      resource: { payout_item_id: item.payout_item_id },
    });
    return call(webhook, paypalSays(rail, body));
  };

  it('fails nothing if it is of an earlier, denied batch while a later post may be paying', async () => {
    const payout = await startedPayout(world);
    rail.simulator.plan({ on: 'create', kind: 'lost-after' });
    await send(world, payout);
    const item = itemOf(payout);
    await webhookOf(payout, { ...item, payout_batch_id: 'EARLIER', transaction_status: 'DENIED' });
    expect((await read(world, payout))?.status).toBe('processing');
    await recover(world, rail);
    expect(await expectTruth(world, rail.simulator, payout)).toBe('completed');
  });

  it('fails nothing if the denial of an earlier batch arrives while a later one is paying', async () => {
    const payout = await startedPayout(world);
    await send(world, payout);
    const batch_header = {
      payout_batch_id: 'EARLIER',
      batch_status: 'DENIED',
      sender_batch_header: { sender_batch_id: payout.payout_id },
    };
    const getBatch = async () => ({ batch_header });
    const webhook = buildPaypalWebhook(withPaypal(world, { getBatch }));
    const event = { id: 'WH-EARLIER', event_type: 'PAYMENT.PAYOUTSBATCH.DENIED', resource: { batch_header } };
    await callExpecting(200, webhook, paypalSays(rail, JSON.stringify(event)));
    expect((await read(world, payout))?.status).toBe('processing');
    await recover(world, rail);
    expect(await expectTruth(world, rail.simulator, payout)).toBe('completed');
  });

  it.each(['50.0', '50'])('is accepted if the amount is written as %s', async (value) => {
    const payout = await startedPayout(world);
    await send(world, payout);
    await rail.simulator.settle();
    rail.simulator.alter(itemOf(payout).payout_item_id, { value });
    await recover(world, rail);
    expect((await read(world, payout))?.status).toBe('completed');
  });

  it('changes nothing and raises an alarm if it is unknown', async () => {
    const payout = await startedPayout(world);
    await send(world, payout);
    await webhookOf(payout, { ...itemOf(payout), transaction_status: 'TELEPORTED' });
    expect((await read(world, payout))?.status).toBe('processing');
    expect(alarmsRaised()).toContain('paypal-mismatch');
  });

  it('raises an alarm if it is SUCCESS and the money was given back', async () => {
    const payout = await startedPayout(world, 'refused@example.com');
    await send(world, payout);
    await recover(world, rail);
    await webhookOf(payout, { ...itemOf(payout), transaction_status: 'SUCCESS' });
    expect((await read(world, payout))?.status).toBe('failed');
    expect(alarmsRaised()).toContain('paypal-mismatch');
  });
});

describe('the sync of completed payouts', () => {
  it('reaches all of them, however short a run is', async () => {
    const done = await startedPayout(world);
    await send(world, done);
    await recover(world, rail);
    const completed = await read(world, done);
    const copies = Array.from({ length: 150 }, () => ({ ...completed, payout_id: world.newId() }));
    await addPayouts(world, ...(copies as Payout[]));
    rail.clock.ms += 21 * 60 * 60_000;
    for (let run = 0; run < 3; run++) {
      rail.clock.ms += 60 * 60_000;
      await sync(world, 'completed', 24_000);
    }
    const after = await Promise.all(copies.map((copy) => read(world, copy as Payout)));
    const checked = after.filter(
      (payout) => payout?.provider?.checked_at !== completed?.provider?.checked_at,
    );
    expect(checked).toHaveLength(150);
  });
});
