import { describe, expect, it } from 'vitest';
import { openPaypal } from '../../../libs/paypal/client.ts';
import { startPaypalSimulator } from '../../../local/paypal/server.ts';
import { alarmsNamed } from '../../../testing/alarms.ts';
import {
  ACCOUNT,
  byHand,
  expectTruth,
  read,
  recover,
  sendInTime as send,
  send as sendShortly,
  startedPayout,
  sync,
  useRail,
} from '../../../testing/paypal.ts';
import { useWorld } from '../../../testing/use-world.ts';

const world = useWorld();
const rail = useRail(world);

const DAY_MS = 24 * 60 * 60_000;
const FAIL = { action: 'fail', reason: 'The admin says so.' };

describe('M11: a payout whose post was lost in one account, when another is set up', () => {
  async function otherAccount() {
    const clientId = 'other-client';
    const simulator = await startPaypalSimulator({ ...ACCOUNT, clientId, port: 0, delayMs: 0 });
    const settings = { ...rail.settings, clientId, baseUrl: simulator.url };
    return { simulator, other: { ...world, paypal: openPaypal(settings) } };
  }

  it('is neither posted nor asked about there, and calls a person', async () => {
    const lost = await startedPayout(world);
    const known = await startedPayout(world);
    rail.simulator.plan({ on: 'create', kind: 'lost-after' });
    await send(world, lost);
    await send(world, known);
    const { simulator, other } = await otherAccount();
    await send(other, lost);
    rail.clock.ms += 11 * 60_000;
    expect(await sync(other)).toMatchObject({ asked: 0, left: 2 });
    expect((await byHand(other, known, FAIL)).status).toBe(409);
    expect(simulator.calls).toStrictEqual([]);
    const [, called] = alarmsNamed('paypal-account-changed');
    expect(called).toStrictEqual({
      count: 2,
      payoutIds: expect.arrayContaining([lost.payout_id, known.payout_id]),
    });
    await simulator.close();
    await recover(world, rail);
    expect(await expectTruth(world, rail.simulator, lost)).toBe('completed');
  });

  it('is an admin’s to end 29 days after its start', async () => {
    const payout = await startedPayout(world);
    rail.simulator.plan({ on: 'create', kind: 'lost-before' });
    await send(world, payout);
    const { simulator, other } = await otherAccount();
    rail.clock.ms += 30 * DAY_MS;
    // It calls a person because of its age: another account again would not help it.
    await send(other, payout);
    expect(alarmsNamed('paypal-stale')).toStrictEqual([{ count: 1, payoutIds: [payout.payout_id] }]);
    expect(alarmsNamed('paypal-account-changed')).toStrictEqual([]);
    expect((await byHand(other, payout, FAIL)).status).toBe(200);
    await simulator.close();
  });

  it('is posted in the other account if it was surely never posted in the first', async () => {
    const payout = await startedPayout(world);
    rail.simulator.plan({ on: 'create', kind: 'status', status: 429 });
    // It has no time to wait for another turn.
    await sendShortly(world, payout);
    const { simulator, other } = await otherAccount();
    await send(other, payout);
    expect(simulator.batches()).toHaveLength(1);
    // From then on it is that account's.
    await simulator.settle();
    rail.clock.ms += 11 * 60_000;
    await sync(other);
    expect((await read(world, payout))?.status).toBe('completed');
    await simulator.close();
  });
});
