import { DeleteCommand } from '@aws-sdk/lib-dynamodb';
import { expect, it } from 'vitest';
import { buildRequestOnBehalf } from '../../../functions/admin/request.ts';
import { buildConfirmRun } from '../../../functions/admin/runs-confirm.ts';
import { buildRequestBulk } from '../../../functions/payouts/bulk.ts';
import { buildRequestPayout } from '../../../functions/payouts/request.ts';
import { buildPaypalWebhook } from '../../../functions/webhooks/paypal.ts';
import { buildZelleWebhook } from '../../../functions/webhooks/zelle.ts';
import { buildReleaseScheduled } from '../../../functions/workers/release-scheduled.ts';
import type { Affiliate } from '../../../libs/payouts/affiliate.ts';
import type { Payout, PayoutStatus } from '../../../libs/payouts/payout.ts';
import { DAY_MS } from '../../../libs/payouts/time.ts';
import { bankSays, withBank } from '../../../testing/bank.ts';
import { call, contextOf } from '../../../testing/call.ts';
import { callExpecting } from '../../../testing/expect.ts';
import { AMOUNT, asking, askingForAll, payoutThatIs } from '../../../testing/lifecycle.ts';
import { askingFor } from '../../../testing/on-behalf.ts';
import { deliver, putPayout, record, setPayout, storedPayout } from '../../../testing/other-service.ts';
import {
  paypalSays,
  read,
  sendInTime as send,
  startedPayout,
  sync,
  useRail,
} from '../../../testing/paypal.ts';
import {
  bringBack,
  confirming,
  continueRuns,
  paid,
  resultsOf,
  runNow,
  runOf,
} from '../../../testing/runs.ts';
import { useWorld } from '../../../testing/use-world.ts';
import { addAffiliate, countersOf } from '../../../testing/world.ts';
import { dyingAfter, freezeAll, pending } from '../runs/two-runs.ts';

const MINUTE_MS = 60_000;
const FIFTY = { amount: AMOUNT };

const world = useWorld();
const rail = useRail(world);

/** Leaves a payout as another service would: without a mark, and without a row that counts it. */
async function uncount(payout_id: string): Promise<void> {
  const stored = await storedPayout(world, payout_id);
  await setPayout(world, payout_id, { counted_amount: undefined, affiliate_status: undefined });
  const { db, tables } = world.store;
  const Key = { affiliate_id: stored?.affiliate_id };
  await db.send(new DeleteCommand({ TableName: tables.balances, Key }));
}

const REFUSED = { on: 'create', kind: 'refuse', status: 400, name: 'VALIDATION_ERROR' } as const;

/** A payout of $50.00 at PayPal, which has paid it and was not heard yet. */
async function paidByPaypal(): Promise<Payout> {
  const payout = await startedPayout(world);
  await send(world, payout);
  await rail.simulator.settle();
  return payout;
}

/** A payout of a run that was confirmed, and did not get any further. */
async function stoppedRun() {
  const [asked] = await pending(world, 1);
  const run = await freezeAll(world, asked ? [asked] : []);
  await call(buildConfirmRun(dyingAfter(world, 1, false)), confirming(run.run_id, { hash: run.hash }));
  return { run_id: run.run_id, payout_id: asked?.payout_id ?? '' };
}

const later = (ms: number) => ({ ...world, now: () => new Date(rail.clock.ms + ms).toISOString() });

/** What moves a payout: how it is made ready, what moves it, and where to. */
interface Move {
  what: string;
  prepare: () => Promise<{ payout_id: string; run_id?: string }>;
  move: (payout: { payout_id: string; run_id?: string }) => Promise<unknown>;
  to: PayoutStatus;
}

const MOVES: Move[] = [
  {
    what: 'the clock',
    prepare: () => payoutThatIs(world, 'pending', { scheduled_for: later(DAY_MS).now() }),
    move: () => buildReleaseScheduled(later(2 * DAY_MS))({}, contextOf()),
    to: 'pending',
  },
  {
    what: 'the bank',
    prepare: () => payoutThatIs(world, 'processing', {}, { payment_method: 'zelle' }),
    move: ({ payout_id }) =>
      callExpecting(200, buildZelleWebhook(withBank(world)), bankSays('payout.completed', payout_id)),
    to: 'completed',
  },
  {
    what: 'an event of PayPal’s',
    prepare: paidByPaypal,
    move: () => {
      const event = rail.simulator.webhooks.findLast(({ type }) => type.endsWith('ITEM.SUCCEEDED'));
      return callExpecting(200, buildPaypalWebhook(world), paypalSays(rail, event?.body ?? ''));
    },
    to: 'completed',
  },
  {
    what: 'the sync',
    prepare: paidByPaypal,
    move: () => sync(later(11 * MINUTE_MS)),
    to: 'completed',
  },
  {
    what: 'a post that PayPal refuses',
    prepare: () => startedPayout(world),
    move: async (payout) => {
      rail.simulator.plan(REFUSED);
      await send(world, payout as Payout);
    },
    to: 'failed',
  },
  {
    what: 'the worker of runs',
    prepare: stoppedRun,
    move: () => continueRuns(later(MINUTE_MS)),
    to: 'processing',
  },
  {
    what: 'a file of results',
    prepare: async () => {
      const { run, ids } = await runOf(world, 1);
      return { run_id: run.run_id, payout_id: ids[0] ?? '' };
    },
    move: ({ run_id = '', payout_id }) => bringBack(world, run_id, resultsOf(paid(payout_id))),
    to: 'completed',
  },
];

it.each(MOVES)(
  'a payout that no row counts is counted when $what moves it',
  async ({ prepare, move, to }) => {
    const prepared = await prepare();
    await uncount(prepared.payout_id);
    await move(prepared);
    const payout = await read(world, prepared as Payout);
    expect(payout?.status).toBe(to);
    const [committed, paidOut] = [to === 'failed' ? 0 : AMOUNT, to === 'completed' ? AMOUNT : 0];
    const counters = { committed, paid: paidOut, payout_count: 1 };
    expect(await countersOf(world, payout?.affiliate_id ?? '')).toStrictEqual(counters);
  },
);

it('a payout that changed after its run was confirmed is left out by the worker', async () => {
  const { payout_id, run_id } = await stoppedRun();
  await setPayout(world, payout_id, { amount: 1 });
  await continueRuns(later(MINUTE_MS));
  expect((await runNow(world, run_id)).left_out).toMatchObject([{ payout_id, reason: 'changed' }]);
});

it.each([
  ['a request', (affiliate: Affiliate) => call(buildRequestPayout(world), asking(affiliate.user_id, FIFTY))],
  [
    'a bulk',
    (affiliate: Affiliate) => call(buildRequestBulk(world), askingForAll(affiliate.user_id, [FIFTY])),
  ],
  [
    'a request on behalf',
    (affiliate: Affiliate) => call(buildRequestOnBehalf(world), askingFor(affiliate, FIFTY)),
  ],
])(
  '%s goes on once a record that could not be read was mended, before the stream tells it',
  async (_, ask) => {
    const affiliate = await addAffiliate(world);
    const spoilt = record(world, { affiliate_id: affiliate.affiliate_id, amount: 'some' });
    await deliver(world, await putPayout(world, spoilt));
    expect((await ask(affiliate)).status).toBe(409);
    await setPayout(world, spoilt.payout_id, { amount: 1000 });
    expect((await ask(affiliate)).status).toBe(201);
  },
);
