import { expect, it } from 'vitest';
import { openPaypal, type Paypal } from '../../../libs/paypal/client.ts';
import { alarmsNamed } from '../../../testing/alarms.ts';
import { logged } from '../../../testing/bookkeeping.ts';
import { inSmallPages } from '../../../testing/client.ts';
import {
  paypalOf,
  read,
  recover,
  sendInTime as send,
  startedPayout,
  sync,
  useSettledRail,
  withPaypal,
} from '../../../testing/paypal.ts';
import { useWorld } from '../../../testing/use-world.ts';
import { addPayouts } from '../../../testing/world.ts';

const world = useWorld();
const rail = useSettledRail(world);

const MINUTE_MS = 60_000;

it('a round with little time looks past pages that have nothing to ask about, and leaves the next payout to the next', async () => {
  await addPayouts(world, { status: 'processing', requested_at: '2020-01-01T00:00:00.000Z' });
  const payout = await startedPayout(world);
  rail.clock.ms += MINUTE_MS;
  const later = await startedPayout(world);
  rail.clock.ms += 11 * MINUTE_MS;
  const { store, emptied } = inSmallPages(world);
  for (const each of [payout, later]) {
    expect(await sync({ ...world, store }, 'processing', 24_000)).toMatchObject({ asked: 1 });
    expect((await read(world, each))?.provider?.batch_id).toBeTruthy();
  }
  expect(emptied()).toBeGreaterThan(0);
});

it('a question that was not answered is asked again by the next round', async () => {
  const payout = await startedPayout(world);
  rail.clock.ms += 11 * MINUTE_MS;
  rail.simulator.plan({ on: 'token', kind: 'status', status: 503 });
  const restarted = { ...world, paypal: openPaypal(rail.settings) };
  expect(await sync(restarted)).toStrictEqual({ asked: 0, failed: 1, blocked: 0, left: 0 });
  expect(await sync(restarted)).toStrictEqual({ asked: 1, failed: 0, blocked: 0, left: 0 });
  expect(logged('info', 'paypal-sync')).toStrictEqual([
    { scope: 'processing', asked: 0, failed: 1, blocked: 0, left: 0 },
    { scope: 'processing', asked: 1, failed: 0, blocked: 0, left: 0 },
  ]);
  // It was posted, and asked about at once.
  expect((await read(world, payout))?.provider).toMatchObject({ status: 'PENDING' });
});

it.each<[string, Partial<Paypal>]>([
  ['takes no more posts now', { turn: async () => false }],
  ['did nothing with', { create: async () => ({ kind: 'later', why: 'no token' }) }],
  ['may have taken', { create: async () => ({ kind: 'unknown', why: 'no answer' }) }],
])('a payout that PayPal %s is counted as failed, and posted by the next round', async (_, paypal) => {
  const payout = await startedPayout(world);
  rail.clock.ms += 11 * MINUTE_MS;
  const failed = { asked: 0, failed: 1, blocked: 0, left: 0 };
  expect(await sync(withPaypal(world, paypal))).toStrictEqual(failed);
  rail.clock.ms += 2 * MINUTE_MS;
  expect(await sync(world)).toMatchObject({ asked: 1 });
  expect((await read(world, payout))?.provider?.batch_id).toBeTruthy();
});

it('a payout that another process posts meanwhile is one to ask about again', async () => {
  const payout = await startedPayout(world);
  rail.clock.ms += 11 * MINUTE_MS;
  let busy: unknown;
  const create: Paypal['create'] = async (posted) => {
    busy = await sync(world);
    return paypalOf(world).create(posted);
  };
  await send(withPaypal(world, { create }), payout);
  expect(busy).toStrictEqual({ asked: 0, failed: 1, blocked: 0, left: 0 });
  expect((await read(world, payout))?.provider).not.toHaveProperty('checked_at');
});

it('a payout that another process has posted meanwhile leaves nothing to do', async () => {
  const payout = await startedPayout(world);
  rail.clock.ms += 11 * MINUTE_MS;
  const turn = async () => {
    await send(world, payout);
    return true;
  };
  const asked = { asked: 1, failed: 0, blocked: 0, left: 0 };
  expect(await sync(withPaypal(world, { turn }))).toStrictEqual(asked);
});

it('a payout that PayPal does not answer about calls a person after a day, and is asked about again', async () => {
  const payout = await startedPayout(world);
  await send(world, payout);
  rail.clock.ms += 25 * 60 * MINUTE_MS;
  const lost = () => Promise.reject(new Error('lost'));
  const failed = { asked: 0, failed: 1, blocked: 0, left: 0 };
  expect(await sync(withPaypal(world, { getItem: lost, getBatch: lost }))).toStrictEqual(failed);
  const undecided = { count: 1, overADay: 1, over35Days: 0, payoutIds: [payout.payout_id] };
  expect(alarmsNamed('paypal-undecided')).toStrictEqual([undecided]);
  expect(await sync(world)).toMatchObject({ asked: 1, failed: 0 });
});

it('a stage without PayPal has nothing to ask', async () => {
  const { paypal: _, ...without } = world;
  expect(await sync(without)).toStrictEqual({ asked: 0, failed: 0, blocked: 0, left: 0 });
});

it('what another account has paid calls nobody', async () => {
  const payout = await startedPayout(world);
  await send(world, payout);
  await recover(world, rail);
  expect((await read(world, payout))?.status).toBe('completed');
  const paypal = openPaypal({ ...rail.settings, clientId: 'another' });
  rail.clock.ms += 25 * 60 * MINUTE_MS;
  expect((await sync({ ...world, paypal }, 'completed')).left).toBeGreaterThan(0);
  expect(alarmsNamed('paypal-account-changed')).toStrictEqual([]);
});
