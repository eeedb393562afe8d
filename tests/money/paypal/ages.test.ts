import { describe, expect, it } from 'vitest';
import type { Payout } from '../../../libs/payouts/payout.ts';
import { openPaypal } from '../../../libs/paypal/client.ts';
import { alarmsNamed } from '../../../testing/alarms.ts';
import {
  byHand,
  callsOf,
  expectTruth,
  read,
  recover,
  sendInTime as send,
  startedPayout,
  sync,
  useRail,
} from '../../../testing/paypal.ts';
import { useWorld } from '../../../testing/use-world.ts';
import { addPayouts, type World } from '../../../testing/world.ts';

const world = useWorld();
const rail = useRail(world);

const DAY_MS = 24 * 60 * 60_000;
const FAIL = { action: 'fail', reason: 'The admin says so.' };

const posts = () => callsOf(rail, 'create');
/** The service after a restart: it has no token yet. */
const restarted = (): World => ({ ...world, paypal: openPaypal(rail.settings) });

describe('M12: a payout that was restored to the moment after its start', () => {
  const restored = async (days: number) => {
    const payout = await startedPayout(world);
    rail.clock.ms += days * DAY_MS;
    return payout;
  };

  it('is never posted 29 days after its start, and calls a person, who may end it', async () => {
    const payout = await restored(60);
    const before = posts();
    await send(world, payout);
    expect(await sync(world)).toStrictEqual({ asked: 0, failed: 0, blocked: 0, left: 1 });
    expect(posts()).toBe(before);
    expect((await read(world, payout))?.provider).toBeUndefined();
    const called = { count: 1, payoutIds: [payout.payout_id] };
    expect(alarmsNamed('paypal-stale')).toStrictEqual([called, called]);
    expect((await byHand(world, payout, FAIL)).status).toBe(200);
  });

  it('is never posted if its history does not say when it was started', async () => {
    const { history: _, ...payout } = await restored(0);
    await addPayouts(world, payout as Payout);
    const before = posts();
    await send(world, payout as Payout);
    expect(posts()).toBe(before);
  });

  it('is posted again within 29 days: PayPal still knows its id', async () => {
    const payout = await startedPayout(world);
    await send(world, payout);
    await addPayouts(world, payout);
    rail.clock.ms += 28 * DAY_MS;
    await recover(world, rail);
    expect(await expectTruth(world, rail.simulator, payout)).toBe('completed');
  });
});

describe('M18: a payout for which PayPal gave no token for 30 days', () => {
  it('is posted once there is a token', async () => {
    const payout = await startedPayout(world);
    rail.simulator.plan({ on: 'token', kind: 'status', status: 503, times: 9 });
    await send(restarted(), payout);
    rail.clock.ms += 30 * DAY_MS;
    await sync(restarted());
    expect((await read(world, payout))?.provider).toMatchObject({ attempts: 2, unresolved: false });
    rail.simulator.clearFaults();
    await recover(world, rail);
    expect(await expectTruth(world, rail.simulator, payout)).toBe('completed');
  });

  it('starts its 29 days with the first real post', async () => {
    const payout = await startedPayout(world);
    rail.simulator.plan({ on: 'token', kind: 'status', status: 503 }, { on: 'create', kind: 'lost-after' });
    await send(restarted(), payout);
    rail.clock.ms += 30 * DAY_MS;
    await send(restarted(), payout);
    expect((await byHand(world, payout, FAIL)).status).toBe(409);
    await recover(world, rail);
    expect(await expectTruth(world, rail.simulator, payout)).toBe('completed');
  });
});

describe('the 29 days in which PayPal knows an id', () => {
  it('count from the first lost post, not from the last', async () => {
    const payout = await startedPayout(world);
    const before = posts();
    rail.simulator.plan({ on: 'create', kind: 'lost-before', times: 9 });
    await send(world, payout);
    rail.clock.ms += 20 * DAY_MS;
    await send(world, payout);
    expect(posts() - before).toBe(2);
    rail.clock.ms += 10 * DAY_MS;
    await send(world, payout);
    await sync(world);
    expect((await read(world, payout))?.provider?.attempts).toBe(2);
  });
});

describe('a payout that is older than 29 days and that PayPal can still pay', () => {
  it('is not ended by an admin while there is no time to ask PayPal', async () => {
    const payout = await startedPayout(world);
    await send(world, payout);
    rail.clock.ms += 30 * DAY_MS;
    const { status, json } = await byHand(world, payout, FAIL, 11_000);
    expect({ status, code: json.error.code }).toStrictEqual({ status: 409, code: 'invalid_transition' });
    await recover(world, rail);
    expect(await expectTruth(world, rail.simulator, payout)).toBe('completed');
  });
});
