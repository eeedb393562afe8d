import { describe, expect, it } from 'vitest';
import type { Paypal, PaypalBatch } from '../../../libs/paypal/client.ts';
import { alarmsNamed } from '../../../testing/alarms.ts';
import { cancelled, withClient } from '../../../testing/client.ts';
import { logLines } from '../../../testing/log-lines.ts';
import {
  byHand,
  callsOf,
  expectTruth,
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
import type { World } from '../../../testing/world.ts';

const world = useWorld();
const rail = useSettledRail(world);

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const REFUSED = { on: 'create', kind: 'refuse', status: 400, name: 'VALIDATION_ERROR' } as const;
const FAIL = { action: 'fail', reason: 'The admin says so.' };
const FIRST = { batchItemFailures: [{ itemIdentifier: '1' }] };
const NONE = { batchItemFailures: [] };

const posts = () => callsOf(rail, 'create');

/** The service, with every write that moves counters in conflict for so many times. */
function conflicting(times: number): World {
  let left = times;
  const store = withClient(world, (name, act, input) => {
    const { length } = (input as { TransactItems?: unknown[] }).TransactItems ?? [];
    if (name !== 'TransactWriteItemsCommand' || length !== 2 || left-- <= 0) return act();
    throw cancelled('TransactionConflict', 'None');
  });
  return { ...world, store };
}

describe('M9: a payout that PayPal refuses clearly', () => {
  it('fails when the record comes again, if the first try lost all its conflicts, and is not posted again', async () => {
    const payout = await startedPayout(world);
    const before = posts();
    rail.simulator.plan(REFUSED);
    expect(await send(conflicting(99), payout)).toStrictEqual(FIRST);
    expect(await read(world, payout)).toMatchObject({
      status: 'processing',
      provider: { refused: 'VALIDATION_ERROR', unresolved: false },
    });
    expect(await send(world, payout)).toStrictEqual(NONE);
    expect(await expectTruth(world, rail.simulator, payout)).toBe('failed');
    expect(posts() - before).toBe(1);
  });

  it('fails at the latest by the sync', async () => {
    const payout = await startedPayout(world);
    rail.simulator.plan(REFUSED);
    await send(conflicting(99), payout);
    rail.clock.ms += 11 * MINUTE_MS;
    expect(await sync(world)).toStrictEqual({ asked: 1, failed: 0, blocked: 0, left: 0 });
    expect(await expectTruth(world, rail.simulator, payout)).toBe('failed');
  });

  it('fails even if the refusal cannot be noted', async () => {
    const payout = await startedPayout(world);
    rail.simulator.plan(REFUSED);
    let writes = 0;
    const store = withClient(world, (name, act) => {
      if (name === 'TransactWriteItemsCommand' && ++writes > 1 && writes <= 9) {
        throw cancelled('TransactionConflict');
      }
      return act();
    });
    expect(await send({ ...world, store }, payout)).toStrictEqual(NONE);
    expect(writes).toBe(10);
    expect(logLines('warn')).toMatchObject([
      { event: 'paypal-refusal-not-noted', payoutId: payout.payout_id },
    ]);
    expect(await expectTruth(world, rail.simulator, payout)).toBe('failed');
  });

  it('comes again if its record finds the lease of another try', async () => {
    const payout = await startedPayout(world);
    let answer: unknown;
    const busy = withPaypal(world, {
      create: async () => {
        answer = await send(world, payout);
        return { kind: 'later', why: 'no token' };
      },
    });
    expect(await send(busy, payout)).toStrictEqual(FIRST);
    expect(answer).toStrictEqual(FIRST);
  });
});

it('a payout that waited for a day is alarmed about no more once the question itself has settled it', async () => {
  const payout = await startedPayout(world);
  await send(world, payout);
  rail.clock.ms += 25 * 60 * MINUTE_MS;
  await rail.simulator.settle();
  await sync(world);
  expect(await expectTruth(world, rail.simulator, payout)).toBe('completed');
  expect(alarmsNamed('paypal-undecided')).toStrictEqual([]);
});

it('nor once its first post has failed it', async () => {
  const payout = await startedPayout(world);
  rail.clock.ms += 25 * 60 * MINUTE_MS;
  rail.simulator.plan(REFUSED);
  await sync(world);
  expect(await expectTruth(world, rail.simulator, payout)).toBe('failed');
  expect(alarmsNamed('paypal-undecided')).toStrictEqual([]);
});

describe('M10: a payout whose first post was answered with 503, and every other one with a refusal', () => {
  it('is held while it may be paid, is alarmed about after a day, and is an admin’s to end after 29', async () => {
    const payout = await startedPayout(world);
    const started = rail.clock.ms;
    rail.simulator.plan({ on: 'create', kind: 'status', status: 503 }, { ...REFUSED, times: 999 });
    await send(world, payout);
    const end = () => byHand(world, payout, FAIL);
    rail.clock.ms = started + 23 * 60 * MINUTE_MS;
    await sync(world);
    expect(alarmsNamed('paypal-undecided')).toStrictEqual([]);
    rail.clock.ms = started + 25 * 60 * MINUTE_MS;
    await sync(world);
    const called = { count: 1, overADay: 1, over35Days: 0, payoutIds: [payout.payout_id] };
    expect(alarmsNamed('paypal-undecided')).toStrictEqual([called]);
    expect((await end()).status).toBe(409);
    rail.clock.ms = started + 36 * DAY_MS;
    await sync(world);
    expect(alarmsNamed('paypal-undecided').at(-1)).toStrictEqual({ ...called, over35Days: 1 });
    expect((await end()).status).toBe(200);
    expect(await expectTruth(world, rail.simulator, payout)).toBe('failed');
  });

  it('is paid once if PayPal takes it in the end', async () => {
    const payout = await startedPayout(world);
    rail.simulator.plan({ on: 'create', kind: 'status', status: 503 }, { ...REFUSED, times: 2 });
    for (let post = 0; post < 3; post++) await send(world, payout);
    await recover(world, rail);
    expect(await expectTruth(world, rail.simulator, payout)).toBe('completed');
  });
});

describe('M19: a first post that is answered as if there were one already', () => {
  it.each(['DUPLICATE_REQUEST_ID', 'BATCH_ALREADY_EXISTS'])('is held, and never fails: %s', async (name) => {
    const payout = await startedPayout(world);
    rail.simulator.plan({ on: 'create', kind: 'refuse', status: 400, name });
    expect(await send(world, payout)).toStrictEqual(FIRST);
    expect(await read(world, payout)).toMatchObject({ status: 'processing', provider: { unresolved: true } });
    await recover(world, rail);
    expect(await expectTruth(world, rail.simulator, payout)).toBe('completed');
  });
});

describe('a batch that PayPal denies', () => {
  it('fails its payout with the reason of its item', async () => {
    const payout = await startedPayout(world);
    await send(world, payout);
    rail.clock.ms += 11 * MINUTE_MS;
    const getBatch: Paypal['getBatch'] = async (...named) => {
      const batch = (await paypalOf(world).getBatch(...named)) as PaypalBatch;
      const items = (batch.items as object[]).map((item) => ({ ...item, errors: { name: 'NOT_TODAY' } }));
      return { batch_header: { ...batch.batch_header, batch_status: 'DENIED' }, items };
    };
    await sync(withPaypal(world, { getBatch }));
    expect(await read(world, payout)).toMatchObject({
      status: 'failed',
      failure_reason: 'PayPal did not pay this payout (NOT_TODAY).',
    });
  });
});
