import { describe, expect, it } from 'vitest';
import { buildConfirmRun } from '../../../functions/admin/runs-confirm.ts';
import type { PaypalItem } from '../../../libs/paypal/client.ts';
import { settleByItem } from '../../../libs/workflows/settle-from-paypal.ts';
import { alarmsNamed } from '../../../testing/alarms.ts';
import { withClient } from '../../../testing/client.ts';
import { callExpecting } from '../../../testing/expect.ts';
import { interrupted } from '../../../testing/interrupted.ts';
import { logTexts } from '../../../testing/log-lines.ts';
import { setPayout } from '../../../testing/other-service.ts';
import {
  byHand,
  paypalOf,
  read,
  sendInTime as send,
  startedPayout,
  useRail,
  withPaypal,
} from '../../../testing/paypal.ts';
import { confirm, confirming } from '../../../testing/runs.ts';
import { useWorld } from '../../../testing/use-world.ts';
import { confirmIn, freezeAll, isStarting, isStartOf, pending } from '../runs/two-runs.ts';

const world = useWorld();
const rail = useRail(world);

const FAIL = { action: 'fail', reason: 'No.' };

/** The lines about an event that were logged in this test, of any level. */
const linesOf = (event: string) =>
  logTexts()
    .map((text) => JSON.parse(text))
    .filter((line) => line.event === event);

describe('the log of what passes between us and PayPal', () => {
  it('has each post, and how it ended', async () => {
    const payout = await startedPayout(world);
    await send(world, payout);
    expect(linesOf('paypal-post')).toMatchObject([
      { level: 'info', payoutId: payout.payout_id, kind: 'accepted' },
    ]);
  });

  it.each([
    [FAIL, { on: 'batch', kind: 'status', status: 503 }],
    [{ action: 'recall' }, { on: 'cancel', kind: 'lost-before' }],
  ] as const)('warns that PayPal did not answer an admin: %j', async (body, fault) => {
    const payout = await startedPayout(world, 'unclaimed@example.com');
    await send(world, payout);
    await rail.simulator.settle();
    rail.simulator.plan(fault);
    expect((await byHand(world, payout, body)).status).toBe(409);
    expect(linesOf('paypal-silent')).toMatchObject([{ level: 'warn', payoutId: payout.payout_id }]);
  });

  it.each(['batch_id', 'item_id'] as const)(
    'has an alarm for a payout whose %s it does not know',
    async (by) => {
      const payout = await startedPayout(world, 'hold@example.com');
      await send(world, payout);
      await rail.simulator.settle();
      if (by === 'item_id') await byHand(world, payout, FAIL);
      expect(Object.keys((await read(world, payout))?.provider ?? {}).includes('item_id')).toBe(
        by === 'item_id',
      );
      const nothing = async () => undefined;
      await byHand(withPaypal(world, { getBatch: nothing, getItem: nothing }), payout, FAIL);
      expect(alarmsNamed('paypal-missing')).toMatchObject([{ payoutId: payout.payout_id }]);
    },
  );

  it('warns of an item that is not about a payout of ours', async () => {
    const item = { payout_item_id: 'ITEM', payout_item: { sender_item_id: 'nobody' } } as PaypalItem;
    expect(await settleByItem({ ...world, paypal: paypalOf(world) }, item)).toBeUndefined();
    expect(linesOf('paypal-unknown-item')).toMatchObject([{ level: 'warn', itemId: 'ITEM' }]);
  });
});

describe('the log of a run', () => {
  const freezeTwo = async () => {
    const asked = await pending(world, 2);
    return { asked, run: await freezeAll(world, asked) };
  };

  it('says how many payouts were started', async () => {
    const { run } = await freezeTwo();
    await confirm(world, run);
    expect(linesOf('run')).toMatchObject([
      { level: 'info', runId: run.run_id, started: 2, leftOut: 0, open: 0 },
    ]);
  });

  it('warns of payouts that were left out', async () => {
    const { asked, run } = await freezeTwo();
    const id = asked[0]?.payout_id ?? '';
    const change = () => setPayout(world, id, { payment_email: 'else@example.com' });
    await confirm(interrupted(world, isStartOf(id), change), run);
    expect(linesOf('run')).toMatchObject([{ level: 'warn', started: 1, leftOut: 1, open: 0 }]);
  });

  it('warns of payouts that there was no time to start', async () => {
    const { run } = await freezeTwo();
    const request = { ...confirming(run.run_id, { hash: run.hash }), remainingMs: 2900 };
    await callExpecting(200, buildConfirmRun(world), request);
    expect(linesOf('run')).toMatchObject([{ level: 'warn', started: 0, leftOut: 0, open: 2 }]);
  });

  it('warns that it could not be noted that all is started, which is answered all the same', async () => {
    const { run } = await freezeTwo();
    const store = withClient(world, async (name, act, input) => {
      const isNote = name === 'TransactWriteItemsCommand' && JSON.stringify(input).includes('started_at');
      if (isNote) throw new Error('The disk is on fire.');
      return act();
    });
    const { status, json } = await confirmIn({ ...world, store }, run);
    expect([status, json.data.run.started_at]).toStrictEqual([200, null]);
    expect(linesOf('run-not-noted')).toMatchObject([{ level: 'warn', runId: run.run_id }]);
  });

  it('has a fault that keeps a payout from its start as an error', async () => {
    const { run } = await freezeTwo();
    const store = withClient(world, async (name, act, input) => {
      if (isStarting(name, input)) throw new Error('The disk is on fire.');
      return act();
    });
    await confirmIn({ ...world, store }, run);
    expect(linesOf('run-start')).toMatchObject([{ level: 'error' }, { level: 'error' }]);
    expect(linesOf('run')).toMatchObject([{ level: 'warn', open: 2 }]);
  });
});
