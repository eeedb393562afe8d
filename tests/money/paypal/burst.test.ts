import { describe, expect, it } from 'vitest';
import type { Payout } from '../../../libs/payouts/payout.ts';
import { openPaypal } from '../../../libs/paypal/client.ts';
import type { CallFault } from '../../../local/paypal/faults.ts';
import { alarmsNamed, errorsLogged } from '../../../testing/alarms.ts';
import { logged } from '../../../testing/bookkeeping.ts';
import { paceOn } from '../../../testing/pace.ts';
import {
  callsOf,
  expectTruth,
  read,
  recover,
  send,
  sendInTime,
  sendWithin,
  startedPayout,
  sync,
  useSettledRail,
  withPaypal,
} from '../../../testing/paypal.ts';
import { useWorld } from '../../../testing/use-world.ts';
import type { World } from '../../../testing/world.ts';

const world = useWorld();
const rail = useSettledRail(world);

const NONE = { batchItemFailures: [] };
const LIMIT = { posts: 5, windowMs: 10_000, saysWhen: true };

/** Another process of the sender, which knows nothing of the pace of the first. */
const anotherProcess = (): World => ({
  ...world,
  paypal: openPaypal(rail.settings, undefined, paceOn(rail.clock)),
});
const burst = (count: number) => Promise.all(Array.from({ length: count }, () => startedPayout(world)));
const refusedPosts = () => rail.simulator.calls.filter(({ on, status }) => on === 'create' && status === 429);

/** How many batches PayPal has of each of these payouts. */
function batchesOf(payouts: Payout[]): number[] {
  const ids = rail.simulator.batches().map(({ batch_header }) => batch_header.sender_batch_header);
  return payouts.map(
    ({ payout_id }) => ids.filter(({ sender_batch_id }) => sender_batch_id === payout_id).length,
  );
}

describe('more payouts than PayPal takes', () => {
  it.each([true, false])(
    'are posted once each, without a failed record (PayPal says when: %s)',
    async (saysWhen) => {
      const payouts = await burst(22);
      const [one, other] = [payouts.slice(0, 11), payouts.slice(11)];
      rail.simulator.limitPosts({ ...LIMIT, saysWhen });
      const before = refusedPosts().length;
      expect(
        await Promise.all([sendInTime(world, ...one), sendInTime(anotherProcess(), ...other)]),
      ).toStrictEqual([NONE, NONE]);
      expect(refusedPosts().length).toBeGreaterThan(before);
      expect(batchesOf(payouts)).toStrictEqual(payouts.map(() => 1));
      expect(errorsLogged()).toStrictEqual([]);
      rail.simulator.limitPosts();
    },
  );

  it('wait for the sync if the ten seconds until their turn would leave no time for a post', async () => {
    const payouts = await burst(4);
    rail.simulator.limitPosts({ ...LIMIT, posts: 2 });
    expect(await sendWithin(54_000, world, ...payouts)).toStrictEqual(NONE);
    expect(batchesOf(payouts).filter((count) => count === 1)).toHaveLength(2);
    expect(errorsLogged()).toStrictEqual([]);
    expect(logged('info', 'paypal-pace')).toStrictEqual([{ left: 2 }]);
    rail.simulator.limitPosts();
    rail.clock.ms += 11 * 60_000;
    await sync(world);
    expect(batchesOf(payouts)).toStrictEqual([1, 1, 1, 1]);
    expect(alarmsNamed('paypal-undecided')).toStrictEqual([]);
  });

  it('are posted once each, also if answers are lost on the way', async () => {
    const payouts = await burst(20);
    rail.simulator.limitPosts(LIMIT);
    const faults: CallFault[] = [
      { on: 'create', kind: 'lost-after', times: 2 },
      { on: 'create', kind: 'status', status: 429, times: 3 },
      { on: 'create', kind: 'lost-before' },
      { on: 'create', kind: 'status-after', status: 429 },
      { on: 'create', kind: 'status-after', status: 500 },
      { on: 'create', kind: 'garbage' },
      { on: 'create', kind: 'status', status: 503 },
    ];
    rail.simulator.plan(...faults);
    for (let delivery = 0; delivery < 3; delivery++) {
      await Promise.all([
        sendInTime(world, ...payouts),
        sendInTime(anotherProcess(), ...payouts.toReversed()),
      ]);
      rail.clock.ms += 2 * 60_000;
    }
    expect(batchesOf(payouts)).toStrictEqual(payouts.map(() => 1));
    rail.simulator.limitPosts();
    await recover(world, rail);
    for (const payout of payouts) expect(await expectTruth(world, rail.simulator, payout)).toBe('completed');
  });
});

describe('a 429', () => {
  it('leaves the payout as one that was surely not posted', async () => {
    const payout = await startedPayout(world);
    rail.simulator.plan({ on: 'create', kind: 'status', status: 429 });
    await send(world, payout);
    expect((await read(world, payout))?.provider).toMatchObject({ unresolved: false, attempts: 1 });
  });

  it('leaves a payout whose earlier post may have been accepted as it was', async () => {
    const payout = await startedPayout(world);
    rail.simulator.plan({ on: 'create', kind: 'lost-before' }, { on: 'create', kind: 'status', status: 429 });
    await send(world, payout);
    await send(world, payout);
    expect((await read(world, payout))?.provider).toMatchObject({ unresolved: true, attempts: 2 });
  });

  it('to the request for a token is waited out as well, and only one is asked for at a time', async () => {
    const payouts = await burst(3);
    rail.simulator.expireTokens();
    rail.simulator.plan({ on: 'token', kind: 'status', status: 429 });
    const before = callsOf(rail, 'token');
    expect(await sendInTime(anotherProcess(), ...payouts)).toStrictEqual(NONE);
    expect(callsOf(rail, 'token') - before).toBe(2);
    expect(batchesOf(payouts)).toStrictEqual([1, 1, 1]);
  });
});

describe('a payout that another process posts while it waits for its turn', () => {
  it('is not posted again, and its record does not fail', async () => {
    const payout = await startedPayout(world);
    const turn = async () => {
      await sendInTime(anotherProcess(), payout);
      return true;
    };
    const before = callsOf(rail, 'create');
    expect(await sendInTime(withPaypal(world, { turn }), payout)).toStrictEqual(NONE);
    expect(callsOf(rail, 'create') - before).toBe(1);
  });
});
