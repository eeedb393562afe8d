import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { Payout } from '../../../libs/payouts/payout.ts';
import type { CallFault } from '../../../local/paypal/faults.ts';
import { withClient } from '../../../testing/client.ts';
import { setPayout } from '../../../testing/other-service.ts';
import {
  byHand,
  callsOf,
  expectTruth,
  paypalOf,
  read,
  recover,
  sendInTime as send,
  startedPayout,
  useRail,
  withPaypal,
} from '../../../testing/paypal.ts';
import { useWorld } from '../../../testing/use-world.ts';
import type { World } from '../../../testing/world.ts';

const world = useWorld();
const rail = useRail(world);

const REASON =
  'There is no PayPal account for this e-mail address. Open one, or ask for a payout to another address.';

const recall = (payout: Payout, service: World = world, notes?: string) =>
  byHand(service, payout, { action: 'recall', ...(notes && { notes }) });
const cancels = () => callsOf(rail, 'cancel');

async function sentPayout(receiver = 'unclaimed@example.com'): Promise<Payout> {
  const payout = await startedPayout(world, receiver);
  await send(world, payout);
  await rail.simulator.settle();
  return payout;
}

describe('recall', () => {
  it('has PayPal take an unclaimed item back, and the payout fails with the reason that it waited for', async () => {
    const payout = await sentPayout();
    const { status, json } = await recall(payout, world, 'The affiliate has another address.');
    expect(status).toBe(200);
    expect(json.data.payout).toMatchObject({
      status: 'failed',
      failure_reason: REASON,
      notes: 'The affiliate has another address.',
      provider_status: 'RETURNED',
    });
    expect(await expectTruth(world, rail.simulator, payout)).toBe('failed');
    const after = await read(world, payout);
    expect(after?.history.at(-1)).toMatchObject({ status: 'failed', by: 'paypal', role: 'provider' });
    expect(after?.provider?.recall).toMatchObject({ by: 'user-admin', at: world.now() });
  });

  it('waits for PayPal to take the item back before it asks what became of it', async () => {
    const payout = await sentPayout();
    const cancelItem = async (id: string) => {
      await sleep(50);
      await paypalOf(world).cancelItem(id);
    };
    expect((await recall(payout, withPaypal(world, { cancelItem }))).json.data.payout.status).toBe('failed');
  });

  it('is refused for a payout that has ended otherwise, and its item stays where it is', async () => {
    const payout = await sentPayout();
    await recover(world, rail);
    await setPayout(world, payout.payout_id, { status: 'failed' });
    const { status, json } = await recall(payout);
    expect({ status, details: json.error.details }).toStrictEqual({
      status: 409,
      details: { status: 'failed', action: 'recall' },
    });
    const { provider } = (await read(world, payout)) ?? {};
    const item = await paypalOf(world).getItem(provider?.item_id ?? '');
    expect(item?.transaction_status).toBe('UNCLAIMED');
  });

  it.each(['ada@example.com', 'hold@example.com', 'refused@example.com'])(
    'is refused for an item that is not unclaimed: to %s',
    async (receiver) => {
      const payout = await sentPayout(receiver);
      await recover(world, rail);
      const before = cancels();
      const { status, json } = await recall(payout);
      expect(status).toBe(409);
      expect(json.error.code).toBe('invalid_transition');
      expect(json.error.details.action).toBe('recall');
      expect(cancels()).toBe(before);
    },
  );

  it('is refused for a payout that was never posted, or is not PayPal’s', async () => {
    const never = await startedPayout(world);
    expect((await recall(never)).json.message).toBe(
      'Only a payout that nobody has claimed at PayPal can be recalled; of this one, it is not known to be at PayPal.',
    );
    const { paypal: _, ...manual } = world;
    const payout = await sentPayout();
    expect((await recall(payout, manual)).status).toBe(409);
  });

  it('is refused if the receiver has claimed the item in the meantime, and the payout is completed', async () => {
    const payout = await sentPayout();
    await recover(world, rail);
    await rail.simulator.move(String((await read(world, payout))?.provider?.item_id), 'SUCCESS');
    const { status, json } = await recall(payout);
    expect(status).toBe(409);
    expect(json.error.details).toStrictEqual({ status: 'completed', action: 'recall' });
    expect(await expectTruth(world, rail.simulator, payout)).toBe('completed');
  });

  it('comes too late for an item that is claimed meanwhile, and leaves no notes in the payout', async () => {
    const payout = await sentPayout();
    const cancelItem = async (id: string) => {
      await rail.simulator.move(id, 'SUCCESS');
    };
    const { status, json } = await recall(payout, withPaypal(world, { cancelItem }), 'Another address.');
    expect([status, json.error.details]).toStrictEqual([409, { status: 'completed', action: 'recall' }]);
    expect(json.message).toContain('it last said SUCCESS');
    expect(await expectTruth(world, rail.simulator, payout)).toBe('completed');
    expect((await read(world, payout))?.notes).toBeUndefined();
  });

  it('takes nothing back if too little of the call is left to hear that it was, and may be repeated', async () => {
    const payout = await sentPayout();
    await recover(world, rail);
    expect((await byHand(world, payout, { action: 'recall' }, 11_999)).status).toBe(409);
    const itemId = String((await read(world, payout))?.provider?.item_id);
    expect((await paypalOf(world).getItem(itemId))?.transaction_status).toBe('UNCLAIMED');
    expect((await recall(payout)).status).toBe(200);
    expect(await expectTruth(world, rail.simulator, payout)).toBe('failed');
  });

  it('may be repeated at once: every answer is the payout that came back', async () => {
    const payout = await sentPayout();
    const answers = await Promise.all([recall(payout), recall(payout), recall(payout)]);
    for (const { json } of answers)
      expect(json.data?.payout.status ?? json.error.details.status).toBe('failed');
    expect(await expectTruth(world, rail.simulator, payout)).toBe('failed');
  });

  const FAULTS: CallFault[] = [
    { on: 'cancel', kind: 'lost-before' },
    { on: 'cancel', kind: 'lost-after' },
    { on: 'cancel', kind: 'status', status: 503 },
    { on: 'cancel', kind: 'status-after' },
    { on: 'cancel', kind: 'garbage' },
    { on: 'cancel', kind: 'refuse', status: 403, name: 'AUTHORIZATION_ERROR' },
    { on: 'item', kind: 'status', status: 503 },
    { on: 'batch', kind: 'status', status: 503 },
  ];

  it.each(FAULTS)('is safe to repeat after a fault: $on $kind', async (fault) => {
    const payout = await sentPayout();
    rail.simulator.plan(fault);
    const first = await recall(payout);
    expect([200, 409]).toContain(first.status);
    rail.simulator.clearFaults();
    const second = await recall(payout);
    expect(second.status === 200 || first.status === 200).toBe(true);
    expect(await expectTruth(world, rail.simulator, payout)).toBe('failed');
  });

  it('leaves the truth if the process crashes before or after any of its writes', async () => {
    for (let at = 1; at <= 4; at++) {
      for (const isAfter of [false, true]) {
        const payout = await sentPayout();
        let writes = 0;
        const store = withClient(world, async (name, act) => {
          if (name !== 'TransactWriteItemsCommand' || ++writes < at) return act();
          if (isAfter && writes === at) await act();
          throw new Error('The process has crashed.');
        });
        await recall(payout, { ...world, store });
        await recall(payout);
        expect(await expectTruth(world, rail.simulator, payout)).toBe('failed');
      }
    }
  });
});
