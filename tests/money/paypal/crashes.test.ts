import { describe, expect, it } from 'vitest';
import { lost, withClient } from '../../../testing/client.ts';
import {
  expectTruth,
  paypalOf,
  recover,
  send,
  startedPayout,
  sync,
  useRail,
} from '../../../testing/paypal.ts';
import { useWorld } from '../../../testing/use-world.ts';
import type { World } from '../../../testing/world.ts';

const world = useWorld();
const rail = useRail(world);

/** A process that crashes at its nth outside call, before the call or after its answer, and stays down. */
function dying(at: number, when: 'before' | 'after'): { dead: World; calls: () => number } {
  let calls = 0;
  const mortal = async <Result>(call: () => Promise<Result>): Promise<Result> => {
    calls++;
    if (calls > at || (calls === at && when === 'before')) throw lost();
    const result = await call();
    if (calls === at) throw lost();
    return result;
  };
  const paypal = paypalOf(world);
  const store = withClient(world, (_name, send) => mortal(send));
  const dead: World = {
    ...world,
    store,
    paypal: {
      account: paypal.account,
      turn: paypal.turn,
      create: (payout) => mortal(() => paypal.create(payout)),
      getBatch: (batchId) => mortal(() => paypal.getBatch(batchId)),
      getItem: (itemId) => mortal(() => paypal.getItem(itemId)),
      cancelItem: (itemId) => mortal(() => paypal.cancelItem(itemId)),
    },
  };
  return { dead, calls: () => calls };
}

const SENDING = 5;
const REFUSING = 6;
const SYNCING = 6;
const deaths = (steps: number) =>
  Array.from({ length: steps }, (_, index) => [
    { at: index + 1, when: 'before' as const },
    { at: index + 1, when: 'after' as const },
  ]).flat();

describe('the sender', () => {
  it(`has ${SENDING} steps, which these tests cover`, async () => {
    const { dead, calls } = dying(Number.POSITIVE_INFINITY, 'before');
    await send(dead, await startedPayout(world));
    expect(calls()).toBe(SENDING);
  });

  it.each(deaths(SENDING))('may crash $when step $at', async ({ at, when }) => {
    for (const receiver of ['ada@example.com', 'denied@example.com']) {
      const payout = await startedPayout(world, receiver);
      const { dead } = dying(at, when);
      await send(dead, payout).catch(() => {});
      await recover(world, rail);
      expect(await expectTruth(world, rail.simulator, payout)).toBe(
        receiver.startsWith('denied') ? 'failed' : 'completed',
      );
    }
  });
});

describe('the sender of a payout that PayPal refuses', () => {
  const refuseOnce = () =>
    rail.simulator.plan({ on: 'create', kind: 'refuse', status: 400, name: 'VALIDATION_ERROR' });

  it(`has ${REFUSING} steps, which these tests cover`, async () => {
    refuseOnce();
    const { dead, calls } = dying(Number.POSITIVE_INFINITY, 'before');
    await send(dead, await startedPayout(world));
    expect(calls()).toBe(REFUSING);
  });

  it.each(deaths(REFUSING))('may crash $when step $at', async ({ at, when }) => {
    const payout = await startedPayout(world);
    refuseOnce();
    const { dead } = dying(at, when);
    await send(dead, payout).catch(() => {});
    await recover(world, rail);
    // Before the refusal is known, the payout may be posted again, and paid. Once it is noted, it only fails.
    const isNoted = at > 5 || (at === 5 && when === 'after');
    const ended = await expectTruth(world, rail.simulator, payout);
    if (isNoted) expect(ended).toBe('failed');
    else expect(['completed', 'failed']).toContain(ended);
  });
});

describe('the sync', () => {
  it(`has ${SYNCING} steps, which these tests cover`, async () => {
    const payout = await startedPayout(world);
    await send(world, payout);
    await rail.simulator.settle();
    rail.clock.ms += 11 * 60_000;
    const { dead, calls } = dying(Number.POSITIVE_INFINITY, 'before');
    await sync(dead);
    expect(calls()).toBe(SYNCING);
    expect(await expectTruth(world, rail.simulator, payout)).toBe('completed');
  });

  it.each(deaths(SYNCING))('may crash $when step $at', async ({ at, when }) => {
    for (const receiver of ['ada@example.com', 'returned@example.com']) {
      const payout = await startedPayout(world, receiver);
      await send(world, payout);
      await rail.simulator.settle();
      rail.clock.ms += 11 * 60_000;
      const { dead } = dying(at, when);
      await sync(dead).catch(() => {});
      await recover(world, rail);
      expect(await expectTruth(world, rail.simulator, payout)).toBe(
        receiver.startsWith('returned') ? 'failed' : 'completed',
      );
    }
  });
});
