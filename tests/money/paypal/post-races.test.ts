import { describe, expect, it } from 'vitest';
import type { Payout } from '../../../libs/payouts/payout.ts';
import type { Paypal, PaypalItem } from '../../../libs/paypal/client.ts';
import { settleByItem } from '../../../libs/workflows/settle-from-paypal.ts';
import { withClient } from '../../../testing/client.ts';
import {
  byHand,
  callsOf,
  expectTruth,
  paypalOf,
  read,
  recover,
  send,
  startedPayout,
  sync,
  useRail,
  withPaypal,
} from '../../../testing/paypal.ts';
import { useWorld } from '../../../testing/use-world.ts';

const world = useWorld();
const rail = useRail(world);

const posts = () => callsOf(rail, 'create');

/** Carries out an admin's instruction, with a whole post of the stream just before its write. */
async function endWhilePosting(payout: Payout, body: object) {
  let isPosted = false;
  const store = withClient(world, async (name, act) => {
    if (name === 'TransactWriteItemsCommand' && !isPosted) {
      isPosted = true;
      await send(world, payout);
    }
    return act();
  });
  return byHand({ ...world, store }, payout, body);
}

/** Delivers a stream record once, and does something just before or just after the lease is taken. */
async function sendAround(payout: Payout, around: { before?: () => unknown; after?: () => unknown }) {
  let isFirst = true;
  const store = withClient(world, async (name, act) => {
    if (name !== 'TransactWriteItemsCommand' || !isFirst) return act();
    isFirst = false;
    await around.before?.();
    return act().finally(async () => around.after?.());
  });
  return send({ ...world, store }, payout);
}

const ENDS = [
  { action: 'fail', reason: 'the admin says so' },
  { action: 'complete', transaction_id: 'BY-HAND' },
];

describe('a post that begins while an admin ends the payout', () => {
  it.each(ENDS)('wins if it is the first: $action', async (body) => {
    const payout = await startedPayout(world);
    expect((await endWhilePosting(payout, body)).json.error.code).toBe('invalid_transition');
    await recover(world, rail);
    expect(await expectTruth(world, rail.simulator, payout)).toBe('completed');
  });

  it.each(ENDS)('wins if an earlier one never reached PayPal: $action', async (body) => {
    const payout = await startedPayout(world);
    const create = async () => ({ kind: 'later', why: 'There is no token.' }) as const;
    await send(withPaypal(world, { create }), payout);
    expect((await endWhilePosting(payout, body)).json.error.code).toBe('invalid_transition');
    await recover(world, rail);
    expect(await expectTruth(world, rail.simulator, payout)).toBe('completed');
  });
});

describe('a post that is about to begin', () => {
  it('is not made if an admin has failed the payout in the meantime', async () => {
    const payout = await startedPayout(world);
    const before = posts();
    await sendAround(payout, { before: () => byHand(world, payout, { action: 'fail', reason: 'no' }) });
    expect(posts()).toBe(before);
    await recover(world, rail);
    expect(await expectTruth(world, rail.simulator, payout)).toBe('failed');
  });

  it('is not made if another was made in the meantime', async () => {
    const payout = await startedPayout(world);
    const before = posts();
    await sendAround(payout, { before: () => send(world, payout) });
    expect(posts() - before).toBe(1);
  });

  it('is not made if its lease expired before it began', async () => {
    const payout = await startedPayout(world);
    const before = posts();
    await sendAround(payout, {
      after: () => {
        rail.clock.ms += 60_000;
      },
    });
    expect(posts()).toBe(before);
    await recover(world, rail);
    expect(await expectTruth(world, rail.simulator, payout)).toBe('completed');
  });

  it('is not made if PayPal has accepted an earlier one', async () => {
    const payout = await startedPayout(world);
    const before = posts();
    for (let delivery = 0; delivery < 3; delivery++)
      expect(await send(world, payout)).toStrictEqual({ batchItemFailures: [] });
    expect(posts() - before).toBe(1);
  });
});

describe('a post whose answer was lost, and that a webhook finds just before the retry', () => {
  /** A webhook that has recorded the item, and is stopped before it completes the payout. */
  function noting({ payout_id }: Payout) {
    const [noted, free] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    let writes = 0;
    const store = withClient(world, async (name, act) => {
      if (name === 'TransactWriteItemsCommand' && ++writes === 2) {
        noted.resolve();
        await free.promise;
      }
      return act();
    });
    const items = rail.simulator.batches().flatMap((batch) => batch.items ?? []);
    const item = items.find(
      ({ payout_item }) => payout_item.sender_item_id === payout_id,
    ) as unknown as PaypalItem;
    return {
      item,
      async note() {
        this.settled = settleByItem({ ...world, store, paypal: paypalOf(world) }, item);
        await noted.promise;
      },
      settled: undefined as Promise<unknown> | undefined,
      async complete() {
        free.resolve();
        await this.settled;
      },
    };
  }

  it('is not made again, and its money is released when PayPal returns it, also without an event', async () => {
    const payout = await startedPayout(world);
    rail.simulator.plan({ on: 'create', kind: 'lost-after' }, { on: 'create', kind: 'lost-before' });
    await send(world, payout);
    await rail.simulator.settle();
    const before = posts();
    const webhook = noting(payout);
    await sendAround(payout, { before: () => webhook.note(), after: () => webhook.complete() });
    rail.simulator.clearFaults();
    expect(await expectTruth(world, rail.simulator, payout)).toBe('completed');
    expect(posts()).toBe(before);
    await rail.simulator.refund(webhook.item.payout_item_id);
    rail.clock.ms += 24 * 60 * 60_000;
    await sync(world, 'completed');
    expect(await expectTruth(world, rail.simulator, payout)).toBe('failed');
  });
});

describe('a post with an unknown outcome', () => {
  it('stays unknown if the next one never reaches PayPal: neither a refusal nor an admin releases the money', async () => {
    const payout = await startedPayout(world);
    const refusal = { status: 400, name: 'VALIDATION_ERROR' };
    rail.simulator.plan({ on: 'create', kind: 'lost-after' }, { on: 'create', kind: 'refuse', ...refusal });
    await send(world, payout);
    const create = async () => ({ kind: 'later', why: 'There is no token.' }) as const;
    await send(withPaypal(world, { create }), payout);
    expect((await byHand(world, payout, { action: 'fail', reason: 'no' })).status).toBe(409);
    await send(world, payout);
    expect((await read(world, payout))?.status).toBe('processing');
    await recover(world, rail);
    expect(await expectTruth(world, rail.simulator, payout)).toBe('completed');
  });
});

describe('a post that outlives its lease', () => {
  it('does not release the lease of another post under way', async () => {
    const payout = await startedPayout(world);
    const [begun, over] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    let second: ReturnType<typeof send> | undefined;
    const secondPost: Paypal['create'] = async (leased) => {
      begun.resolve();
      await over.promise;
      await send(world, payout);
      return paypalOf(world).create(leased);
    };
    const firstPost: Paypal['create'] = async () => {
      rail.clock.ms += 10 * 60_000;
      second = send(withPaypal(world, { create: secondPost }), payout);
      await begun.promise;
      return { kind: 'unknown', why: 'late' };
    };
    const before = posts();
    await send(withPaypal(world, { create: firstPost }), payout);
    over.resolve();
    await second;
    expect(posts() - before).toBe(1);
  });
});
