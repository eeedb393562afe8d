import { describe, expect, it } from 'vitest';
import { buildPaypalWebhook } from '../../../functions/webhooks/paypal.ts';
import type { Payout } from '../../../libs/payouts/payout.ts';
import type { PaypalBatch } from '../../../libs/paypal/client.ts';
import { alarmsNamed } from '../../../testing/alarms.ts';
import { logged } from '../../../testing/bookkeeping.ts';
import { call } from '../../../testing/call.ts';
import { AMOUNT } from '../../../testing/lifecycle.ts';
import {
  expectTruth,
  paypalOf,
  paypalSays,
  read,
  sendInTime,
  startedPayout,
  useRail,
  withPaypal,
} from '../../../testing/paypal.ts';
import { withCrc32Of } from '../../../testing/same-crc32.ts';
import { useHandler } from '../../../testing/use-handler.ts';
import { countersOf } from '../../../testing/world.ts';

const { world, handler: webhook } = useHandler(buildPaypalWebhook);
const rail = useRail(world);

const post = (body: string, headers: Record<string, string>) =>
  call(webhook, { method: 'POST', path: '/webhooks/paypal', body, headers });
const deliver = (body: string) => call(webhook, paypalSays(rail, body));
const eventsWith = (text: string) =>
  rail.simulator.webhooks.map(({ body }) => body).filter((body) => body.includes(text));
const itemEvents = ({ payout_id }: Payout) => eventsWith(`"sender_item_id":"${payout_id}"`);
const batchEvents = ({ payout_id }: Payout) => eventsWith(`"sender_batch_id":"${payout_id}"`);

/** A payout that PayPal has decided, and whose events are not delivered yet. */
async function decidedPayout(receiver?: string): Promise<Payout> {
  const payout = await startedPayout(world, receiver);
  expect(await sendInTime(world, payout)).toStrictEqual({ batchItemFailures: [] });
  await rail.simulator.settle();
  return payout;
}

describe('a signed PayPal event', () => {
  it.each([
    ['ada@example.com', 'completed'],
    ['refused@example.com', 'failed'],
    ['blocked@example.com', 'failed'],
    ['unclaimed@example.com', 'processing'],
    ['hold@example.com', 'processing'],
  ])('settles the payout by the status of its item: %s is %s', async (receiver, status) => {
    const payout = await decidedPayout(receiver);
    for (const body of itemEvents(payout)) expect((await deliver(body)).status).toBe(200);
    expect(await expectTruth(world, rail.simulator, payout)).toBe(status);
    expect((await read(world, payout))?.provider?.status).toBeTruthy();
  });

  it('fails the payout if its batch was denied', async () => {
    const payout = await decidedPayout('denied@example.com');
    const bodies = rail.simulator.webhooks.map(({ body }) => body);
    for (const body of bodies.filter((each) => each.includes(payout.payout_id))) await deliver(body);
    expect(await expectTruth(world, rail.simulator, payout)).toBe('failed');
  });

  it('fails a completed payout once if it was returned, with a reason', async () => {
    const payout = await decidedPayout('returned@example.com');
    for (const body of itemEvents(payout)) await deliver(body);
    expect((await read(world, payout))?.status).toBe('completed');
    await rail.simulator.settle();
    for (const body of itemEvents(payout)) await deliver(body);
    expect(await expectTruth(world, rail.simulator, payout)).toBe('failed');
    expect((await read(world, payout))?.failure_reason).toBeTruthy();
  });

  it('has the same effect if it comes ten times, at once and in any order', async () => {
    const payouts = await Promise.all([decidedPayout(), decidedPayout('returned@example.com')]);
    await rail.simulator.settle();
    const bodies = payouts.flatMap(itemEvents).flatMap((body) => Array<string>(10).fill(body));
    const shuffled = bodies
      .map((body) => ({ body, at: Math.random() }))
      .sort((one, other) => one.at - other.at);
    const answers = await Promise.all(shuffled.map(({ body }) => deliver(body)));
    expect(new Set(answers.map(({ status }) => status))).toStrictEqual(new Set([200]));
    for (const payout of payouts) await expectTruth(world, rail.simulator, payout);
  });

  it('is looked up at PayPal once, and not again if it is repeated', async () => {
    const payout = await decidedPayout();
    const [body = ''] = itemEvents(payout).slice(-1);
    await deliver(body);
    const asked = rail.simulator.calls.length;
    expect((await deliver(body)).status).toBe(200);
    expect(rail.simulator.calls.length).toBe(asked);
    expect(logged('info', 'paypal-event').at(-1)).toMatchObject({ isRepeated: true });
  });

  it('is remembered with the latest twenty of its payout, and no more', async () => {
    const payout = await decidedPayout();
    const [body = ''] = itemEvents(payout).slice(-1);
    const ids = Array.from({ length: 22 }, (_, index) => `WH-${index}`);
    for (const id of ids) await deliver(JSON.stringify({ ...JSON.parse(body), id }));
    expect((await read(world, payout))?.provider?.events).toStrictEqual(ids.slice(-20));
  });

  it.each([
    ['an item', 'hold@example.com', itemEvents, 'processing'],
    ['a failed item', 'refused@example.com', itemEvents, 'failed'],
    ['a batch', 'hold@example.com', batchEvents, 'processing'],
    ['a denied batch', 'denied@example.com', batchEvents, 'failed'],
  ] as const)(
    'calls a person if it is about %s, and PayPal gives a reason that is for the company to clear',
    async (_, receiver, eventsOf, status) => {
      const payout = await decidedPayout(receiver);
      const { getItem, getBatch } = paypalOf(world);
      const dry = <Item>(item: Item) => ({ ...item, errors: { name: 'INSUFFICIENT_FUNDS' } }) as Item;
      const dryPaypal = withPaypal(world, {
        getItem: async (itemId) => dry(await getItem(itemId)),
        getBatch: async (batchId) => {
          const batch = (await getBatch(batchId)) as PaypalBatch;
          return { ...batch, items: (batch.items as unknown[]).map(dry) };
        },
      });
      const [body = ''] = eventsOf(payout).slice(-1);
      expect((await call(buildPaypalWebhook(dryPaypal), paypalSays(rail, body))).status).toBe(200);
      expect(alarmsNamed('paypal-blocked')).toMatchObject([
        { count: 1, reasons: ['INSUFFICIENT_FUNDS'], payoutIds: [payout.payout_id] },
      ]);
      expect((await read(world, payout))?.status).toBe(status);
    },
  );

  it.each([
    ['{"id":"WH-1","event_type":"CUSTOMER.DISPUTE.CREATED","resource":{}}'],
    ['{"id":"WH-2","event_type":"PAYMENT.PAYOUTS-ITEM.SUCCEEDED","resource":{"payout_item_id":"NOBODY"}}'],
  ])('returns 200 if it is not about a payout of ours: %s', async (body) => {
    expect((await deliver(body)).status).toBe(200);
    const { id, event_type } = JSON.parse(body);
    expect(logged('info', 'paypal-event')).toMatchObject([
      { eventId: id, eventType: event_type, isRepeated: false },
    ]);
  });

  it.each([
    '{"hello":"world"}',
    'no json at all',
    `{"id":"${'W'.repeat(257)}","event_type":"PAYMENT.PAYOUTS-ITEM.SUCCEEDED","resource":{}}`,
  ])('returns 200 if it is none, and warns: %s', async (body) => {
    expect((await deliver(body)).status).toBe(200);
    expect(logged('warn', 'paypal-event')).toMatchObject([{ known: false }]);
  });
});

describe('a malformed id in a signed PayPal event', () => {
  it.each([{ payout_item_id: '..' }, { payout_item_id: 'A/B' }, { batch_header: { payout_batch_id: '..' } }])(
    'is not looked up at PayPal: %j',
    async (resource) => {
      const asked = rail.simulator.calls.length;
      const body = JSON.stringify({ id: 'WH-4', event_type: 'PAYMENT.PAYOUTS-ITEM.SUCCEEDED', resource });
      expect((await deliver(body)).status).toBe(200);
      const paths = rail.simulator.calls.slice(asked).map(({ on }) => on);
      expect(paths.filter((on) => on !== 'certificate')).toStrictEqual([]);
    },
  );
});

describe('a forged PayPal event with the CRC32 of another', () => {
  it('passes the signature check, and changes nothing that the item does not confirm', async () => {
    const paid = await decidedPayout();
    const refused = await decidedPayout('refused@example.com');
    const [original = ''] = itemEvents(paid).slice(-1);
    const [wanted = ''] = itemEvents(refused).slice(-1);
    const forged = withCrc32Of(original, wanted.replaceAll('FAILED', 'SUCCEEDED').replaceAll('"WH-', '"WX-'));
    expect((await post(forged, rail.simulator.sign(original))).status).toBe(200);
    expect(await expectTruth(world, rail.simulator, refused)).toBe('failed');
    expect((await read(world, paid))?.status).toBe('processing');
  });
});

describe('an item that differs from the one that we sent', () => {
  it.each([{ value: '50.01' }, { currency: 'EUR' }, { receiver: 'thief@example.com' }])(
    'settles nothing, and raises an alarm: %j',
    async (alteration) => {
      const payout = await decidedPayout();
      const [item] = rail.simulator
        .batches()
        .flatMap(({ items = [] }) => items)
        .slice(-1);
      rail.simulator.alter(item?.payout_item_id ?? '', alteration);
      for (const body of itemEvents(payout)) await deliver(body);
      expect((await read(world, payout))?.status).toBe('processing');
      expect(await countersOf(world, payout.affiliate_id)).toMatchObject({ committed: AMOUNT, paid: 0 });
      expect(alarmsNamed('paypal-mismatch')).toContainEqual(
        expect.objectContaining({ payoutId: payout.payout_id }),
      );
    },
  );
});
