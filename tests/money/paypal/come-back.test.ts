import { describe, expect, it } from 'vitest';
import type { Payout } from '../../../libs/payouts/payout.ts';
import { expectTruth, read, recover, send, startedPayout, sync, useRail } from '../../../testing/paypal.ts';
import { useWorld } from '../../../testing/use-world.ts';

const world = useWorld();
const rail = useRail(world);

const DAY_MS = 24 * 60 * 60_000;

async function completedPayout(): Promise<{ payout: Payout; itemId: string }> {
  const payout = await startedPayout(world);
  await send(world, payout);
  await recover(world, rail);
  return { payout, itemId: String((await read(world, payout))?.provider?.item_id) };
}

const answers = (itemId: string) =>
  rail.simulator.calls.filter(({ path, status }) => path.endsWith(itemId) && status === 200).length;

describe('money that comes back without an event', () => {
  it('is released, also if PayPal could not be asked until the last days of the sync', async () => {
    const { payout, itemId } = await completedPayout();
    rail.clock.ms += 30 * DAY_MS;
    await rail.simulator.reverse(itemId);
    for (let day = 0; day < 10; day++) {
      rail.simulator.plan({ on: 'item', kind: 'status', status: 503 });
      await sync(world, 'completed');
      expect((await read(world, payout))?.status).toBe('completed');
      rail.clock.ms += DAY_MS;
    }
    await sync(world, 'completed');
    expect(await expectTruth(world, rail.simulator, payout)).toBe('failed');
  });

  it('is asked for daily until there is an answer from after the 35th day, and then no more', async () => {
    const { itemId } = await completedPayout();
    const before = answers(itemId);
    for (let day = 0; day < 40; day++) {
      rail.clock.ms += DAY_MS;
      await sync(world, 'completed');
      await sync(world, 'completed');
    }
    // `recover` has asked once already.
    expect(answers(itemId) - before).toBe(34);
  });
});
