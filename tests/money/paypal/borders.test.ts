import { describe, expect, it } from 'vitest';
import type { Payout } from '../../../libs/payouts/payout.ts';
import type { Paypal } from '../../../libs/paypal/client.ts';
import {
  byHand,
  paypalOf,
  read,
  recover,
  sendInTime as send,
  startedPayout,
  sync,
  useRail,
  withPaypal,
} from '../../../testing/paypal.ts';
import { useWorld } from '../../../testing/use-world.ts';
import type { World } from '../../../testing/world.ts';

const world = useWorld();
const rail = useRail(world);

const DAY_MS = 24 * 60 * 60_000;
const FAIL = { action: 'fail', reason: 'The admin says so.' };

/** A payout that PayPal holds, and that is known to be held. */
async function heldPayout(): Promise<Payout> {
  const payout = await startedPayout(world, 'hold@example.com');
  await send(world, payout);
  await recover(world, rail);
  expect((await read(world, payout))?.provider?.status).toBe('ONHOLD');
  return payout;
}

/** A service whose PayPal answers otherwise about items. */
const answering = (getItem: Paypal['getItem']): World => withPaypal(world, { getItem });

/** The first answer may only be that the token has expired. */
const garbling = () => {
  rail.simulator.plan({ on: 'item', kind: 'garbage', times: 2 });
  return world;
};

const altered = (alter: (item: NonNullable<Awaited<ReturnType<Paypal['getItem']>>>) => object) =>
  answering(async (itemId) => {
    const item = await paypalOf(world).getItem(itemId);
    return item && ({ ...item, ...alter(item) } as typeof item);
  });

describe('M8: a payout that PayPal held once, and no longer says anything about', () => {
  const inEuros = () =>
    altered(({ payout_item }) => ({
      payout_item: { ...payout_item, amount: { ...payout_item.amount, currency: 'EUR' } },
    }));
  const WORLDS: [string, () => World][] = [
    ['does not know it', () => answering(async () => undefined)],
    ['gives it an unknown status', () => altered(() => ({ transaction_status: 'TELEPORTED' }))],
    ['says another currency', inEuros],
    ['is not configured', () => ({ ...world, paypal: undefined }) as unknown as World],
    ['answers in a form that we do not understand', garbling],
  ];

  it.each(WORLDS)(
    'is an admin’s to end 29 days after its start, and not before, if PayPal %s',
    async (_, make) => {
      const payout = await heldPayout();
      const startedMs = rail.clock.ms;
      rail.clock.ms += 27 * DAY_MS;
      expect((await byHand(make(), payout, FAIL)).status).toBe(409);
      rail.clock.ms = startedMs + 29 * DAY_MS;
      expect((await byHand(make(), payout, FAIL)).json.data.payout.status).toBe('failed');
    },
  );

  it('stays PayPal’s as long as PayPal has it undecided, or does not answer', async () => {
    const payout = await heldPayout();
    rail.clock.ms += 100 * DAY_MS;
    expect((await byHand(world, payout, FAIL)).json.message).toBe(
      'This payout was sent to PayPal, which says ONHOLD; it ends as PayPal says.',
    );
    rail.simulator.plan({ on: 'item', kind: 'status', status: 503 });
    expect((await byHand(world, payout, FAIL)).status).toBe(409);
    expect((await read(world, payout))?.status).toBe('processing');
  });
});

describe('a payout whose item is not known, a hundred days after its start', () => {
  it.each([
    ['NEW', 409, undefined],
    ['PENDING', 409, undefined],
    ['PROCESSING', 409, undefined],
    ['DENIED', 200, 'paypal'],
    ['CANCELED', 200, 'paypal'],
    ['SUCCESS', 200, 'user-admin'],
  ])('whose batch is %s, answers an admin who ends it with %i, and fails by %s', async (word, status, by) => {
    const payout = await startedPayout(world);
    await send(world, payout);
    rail.clock.ms += 100 * DAY_MS;
    const getBatch: Paypal['getBatch'] = async (payout_batch_id) => ({
      batch_header: { payout_batch_id, batch_status: word },
    });
    expect((await byHand(withPaypal(world, { getBatch }), payout, FAIL)).status).toBe(status);
    const { history = [] } = (await read(world, payout)) ?? {};
    expect(history.find((step) => step.status === 'failed')?.by).toBe(by);
  });
});

it('what PayPal says of a payout is since the first time that it said so', async () => {
  const payout = await heldPayout();
  const said = (await read(world, payout))?.provider;
  rail.clock.ms += DAY_MS;
  await sync(world);
  const { checked_at, status, status_at } = (await read(world, payout))?.provider ?? {};
  expect([checked_at, status]).toStrictEqual([world.now(), 'ONHOLD']);
  expect(status_at).toBe(said?.status_at);
});
