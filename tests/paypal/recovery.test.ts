import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Payout } from '../../libs/payouts.ts';
import type { Paypal } from '../../libs/paypal/client.ts';
import type { CallFault } from '../../local/paypal/faults.ts';
import { lost, withClient } from '../world/client.ts';
import { countersOf, useWorld, type World } from '../world/world.ts';
import { AMOUNT, read, recover, send, startedPayout, sync, useRail } from './rail.ts';

const world = useWorld();
const rail = useRail(world);

/** Whoever hangs is waited for a twentieth of the time. */
const timeout = AbortSignal.timeout.bind(AbortSignal);
beforeEach(() => {
  vi.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => timeout(ms / 20));
});
afterEach(() => rail.simulator.clearFaults());

/** What PayPal has really paid for the payout, and not got back, must be what we say and what the counters say. */
async function expectTruth(payout: Payout) {
  const after = await read(world, payout);
  const kept = rail.simulator
    .payments()
    .filter(({ sender_item_id, status }) => sender_item_id === payout.payout_id && status === 'SUCCESS');
  expect(kept).toHaveLength(after?.status === 'completed' ? 1 : 0);
  expect(await countersOf(world, payout.affiliate_id)).toStrictEqual({
    committed: after?.status === 'failed' ? 0 : AMOUNT,
    paid: after?.status === 'completed' ? AMOUNT : 0,
    payout_count: 1,
  });
  return after?.status;
}

const FATES = [
  ['ada@example.com', 'completed'],
  ['refused@example.com', 'failed'],
  ['blocked@example.com', 'failed'],
  ['returned@example.com', 'failed'],
  ['denied@example.com', 'failed'],
  ['unclaimed@example.com', 'processing'],
  ['hold@example.com', 'processing'],
] as const;

describe('without faults', () => {
  it.each(FATES)('%s ends %s', async (receiver, status) => {
    const payout = await startedPayout(world, receiver);
    expect(await send(world, payout)).toStrictEqual({ batchItemFailures: [] });
    await recover(world, rail);
    expect(await expectTruth(payout)).toBe(status);
  });
});

const KINDS: Omit<CallFault, 'on'>[] = [
  { kind: 'lost-before' },
  { kind: 'lost-after' },
  { kind: 'status', status: 500 },
  { kind: 'status', status: 503 },
  { kind: 'status', status: 429 },
  { kind: 'status-after' },
  { kind: 'hang' },
  { kind: 'hang-after' },
  { kind: 'garbage' },
];
const FAULTS: CallFault[] = (['token', 'create', 'batch', 'item'] as const).flatMap((on) =>
  KINDS.flatMap((fault) => [1, 3].map((times) => ({ on, times, ...fault }))),
);
FAULTS.push({ on: 'create', kind: 'in-progress', times: 2 });

describe.each(FAULTS)('$times times $on $kind $status', (fault) => {
  it.each(['ada@example.com', 'refused@example.com'])('is recovered from, for %s', async (receiver) => {
    const payout = await startedPayout(world, receiver);
    rail.simulator.expireTokens();
    rail.simulator.plan(fault);
    await send(world, payout);
    await expectTruthSoFar(payout);
    await recover(world, rail);
    expect(await expectTruth(payout)).toBe(receiver.startsWith('refused') ? 'failed' : 'completed');
  });
});

/** Before the end is known, the money must be held: never given back while PayPal may be paying it. */
async function expectTruthSoFar(payout: Payout) {
  expect((await read(world, payout))?.status).toBe('processing');
}

describe('a clear refusal', () => {
  it.each([
    [422, 'INSUFFICIENT_FUNDS'],
    [403, 'AUTHORIZATION_ERROR'],
  ])('%d %s fails the payout, with a reason', async (status, name) => {
    const payout = await startedPayout(world);
    rail.simulator.plan({ on: 'create', kind: 'refuse', status, name });
    expect(await send(world, payout)).toStrictEqual({ batchItemFailures: [] });
    expect(await expectTruth(payout)).toBe('failed');
    expect((await read(world, payout))?.failure_reason).toBeTruthy();
  });

  it('fails nothing where an earlier post may have been accepted', async () => {
    const payout = await startedPayout(world);
    rail.simulator.plan({ on: 'create', kind: 'lost-after' }, { on: 'create', kind: 'refuse' });
    await send(world, payout);
    await send(world, payout);
    expect((await read(world, payout))?.status).toBe('processing');
    await recover(world, rail);
    expect(await expectTruth(payout)).toBe('completed');
  });
});

/** A process that dies at its nth call to the outside, before it is made or after it was answered, and stays dead. */
function dying(at: number, when: 'before' | 'after'): { dead: World; calls: () => number } {
  let calls = 0;
  const mortal = async <Result>(call: () => Promise<Result>): Promise<Result> => {
    calls++;
    if (calls > at || (calls === at && when === 'before')) throw lost();
    const result = await call();
    if (calls === at) throw lost();
    return result;
  };
  const { paypal } = world as { paypal: Paypal };
  const store = withClient(world, (_name, send) => mortal(send));
  const dead: World = {
    ...world,
    store,
    paypal: {
      create: (payout) => mortal(() => paypal.create(payout)),
      getBatch: (batchId) => mortal(() => paypal.getBatch(batchId)),
      getItem: (itemId) => mortal(() => paypal.getItem(itemId)),
    },
  };
  return { dead, calls: () => calls };
}

const SENDING = 4;
const SYNCING = 9;
const deaths = (steps: number) =>
  Array.from({ length: steps }, (_, index) => [
    { at: index + 1, when: 'before' as const },
    { at: index + 1, when: 'after' as const },
  ]).flat();

describe('sending', () => {
  it(`has ${SENDING} steps at most, and these tests know them all`, async () => {
    const { dead, calls } = dying(Number.POSITIVE_INFINITY, 'before');
    await send(dead, await startedPayout(world));
    expect(calls()).toBe(SENDING);
  });

  it.each(deaths(SENDING))('may die $when step $at', async ({ at, when }) => {
    for (const receiver of ['ada@example.com', 'denied@example.com']) {
      const payout = await startedPayout(world, receiver);
      const { dead } = dying(at, when);
      await send(dead, payout).catch(() => {});
      await recover(world, rail);
      expect(await expectTruth(payout)).toBe(receiver.startsWith('denied') ? 'failed' : 'completed');
    }
  });
});

describe('the sync', () => {
  it(`has ${SYNCING} steps at most, and these tests know them all`, async () => {
    const payout = await startedPayout(world);
    await send(world, payout);
    await rail.simulator.settle();
    rail.clock.ms += 11 * 60_000;
    await recoverOthers(payout);
    const { dead, calls } = dying(Number.POSITIVE_INFINITY, 'before');
    await sync(dead);
    expect(calls()).toBeLessThanOrEqual(SYNCING);
    expect(await expectTruth(payout)).toBe('completed');
  });

  it.each(deaths(SYNCING))('may die $when step $at', async ({ at, when }) => {
    for (const receiver of ['ada@example.com', 'returned@example.com']) {
      const payout = await startedPayout(world, receiver);
      await send(world, payout);
      await rail.simulator.settle();
      rail.clock.ms += 11 * 60_000;
      const { dead } = dying(at, when);
      await sync(dead).catch(() => {});
      await recover(world, rail);
      expect(await expectTruth(payout)).toBe(receiver.startsWith('returned') ? 'failed' : 'completed');
    }
  });
});

/** Payouts of other tests that wait for ever (unclaimed, on hold) were just asked about, and are out of the way. */
async function recoverOthers(payout: Payout) {
  rail.clock.ms -= 11 * 60_000;
  const { ms } = rail.clock;
  await sync(world);
  rail.clock.ms = ms + 11 * 60_000;
  expect((await read(world, payout))?.status).toBe('processing');
}
