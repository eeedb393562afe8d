import { buildProcessPayout } from '../../../../functions/admin/process.ts';
import { buildProcessPayouts } from '../../../../functions/admin/process-bulk.ts';
import { buildConfirmRun } from '../../../../functions/admin/runs-confirm.ts';
import { buildCreateRun } from '../../../../functions/admin/runs-create.ts';
import { buildImportRunResult } from '../../../../functions/admin/runs-result.ts';
import { buildCancelPayout } from '../../../../functions/payouts/cancel.ts';
import { buildPaypalWebhook } from '../../../../functions/webhooks/paypal.ts';
import { dollarsOf } from '../../../../libs/payouts/money.ts';
import type { Payout } from '../../../../libs/payouts/payout.ts';
import { receiptNumber } from '../../../../libs/payouts/receipt-number.ts';
import { call, type TestAnswer } from '../../../../testing/call.ts';
import { cancelling, processing, processingAll } from '../../../../testing/lifecycle.ts';
import { storedPayout } from '../../../../testing/other-service.ts';
import { paypalSays, sendInTime, sync } from '../../../../testing/paypal.ts';
import { confirming, continueRuns, freezing, importing } from '../../../../testing/runs.ts';
import type { World } from '../../../../testing/world.ts';
import { dying } from '../two-runs.ts';
import { openGate } from './gate.ts';
import { AFFILIATES, type Operation, type ResultLine, type Step } from './operations.ts';
import { type Draft, putBack, type Stage, setAccount } from './stage.ts';

/** Does all of a step at once: each by a process of its own, their calls in the step's order. */
export async function take(stage: Stage, { atOnce, order, minutes }: Step): Promise<void> {
  const gate = openGate(order);
  const runs = [...stage.runs];
  let moving = atOnce.filter(({ does }) => does !== 'put back').length;
  const isOnTheMove = () => moving > 0;
  const done = atOnce.map(async (operation, index) => {
    const process = stage.processes[index];
    if (!process) throw new Error('There are not that many processes.');
    const { dies } = operation;
    const end = dies && dying(dies.writes, dies.isCarriedOut);
    process.hook = (name, send, input) => gate(index, () => (end ? end(name, send, input) : send()));
    const acting = act({ ...stage, runs, isOnTheMove }, process.world, operation, `user-${index}`);
    const answer = await acting.finally(() => {
      if (operation.does !== 'put back') moving--;
    });
    if (!answer) return;
    if (answer.status === 500 && !dies) throw new Error(`${operation.does}: ${answer.text}`);
    if (answer.status === 201) stage.runs.push(answer.json.data.run as Draft);
  });
  await Promise.all(done);
  stage.rail.clock.ms += minutes * 60_000 + 1;
}

/** The stage as those who act in one step see it. */
type Scene = Stage & { isOnTheMove: () => boolean };

type Does<Name> = Extract<Operation, { does: Name }>;

/** How each operation is done. An API call has an answer. */
const ACTS: {
  [Name in Operation['does']]: (
    stage: Scene,
    here: World,
    operation: Does<Name>,
    admin: string,
  ) => Promise<unknown>;
} = {
  create: async ({ ids }, here, { form, payouts }) =>
    create(here, { form, payout_ids: await fitting(here, named(ids, payouts), form) }),
  'create all': async (_, here, { form, affiliate }) =>
    create(here, { form, filter: { affiliate_id: `aff-many-${affiliate}` } }),
  async confirm(stage, here, { run: place, isRightHash, override }, admin) {
    const run = runAt(stage, place);
    if (!run) return;
    const hash = isRightHash ? run.hash : '0'.repeat(run.hash.length);
    const body = { hash, ...(override && { override: 'Agreed.' }) };
    return call(buildConfirmRun(here), confirming(run.run_id, body, admin));
  },
  async work(_, here, operation) {
    await continueRuns(here).catch(ifDead(operation));
  },
  async import(stage, here, { run: place, lines }, admin) {
    const run = runAt(stage, place);
    if (!run) return;
    const csv = await resultsFile(stage, lines);
    return call(buildImportRunResult(here), importing(run.run_id, csv, { as: admin }));
  },
  process: async ({ ids }, here, { payout, action }, admin) =>
    call(buildProcessPayout(here), processing(ids[payout] ?? '', instruction(action), admin)),
  'process all': async ({ ids }, here, { payouts, action }, admin) => {
    const items = named(ids, payouts).map((payout_id) => ({ payout_id, ...instruction(action) }));
    return call(buildProcessPayouts(here), processingAll(items, admin));
  },
  cancel: async ({ ids }, here, { payout }) =>
    call(buildCancelPayout(here), cancelling(`user-aff-many-${payout % AFFILIATES}`, ids[payout] ?? '')),
  async stream({ ids }, here, { payouts }) {
    await sendInTime(here, ...named(ids, payouts).map((payout_id) => ({ payout_id }) as Payout));
  },
  async sync(_, here, operation) {
    await sync(here, operation.scope).catch(ifDead(operation));
  },
  settle: ({ rail }) => rail.simulator.settle(),
  async event({ rail, eventsBefore }, here, { event: place }) {
    const events = rail.simulator.webhooks.slice(eventsBefore);
    const event = events[place % events.length];
    return event && call(buildPaypalWebhook(here), paypalSays(rail, event.body));
  },
  async 'put back'({ ids, putBack: moved, isOnTheMove }, here, { payout }) {
    const id = ids[payout] ?? '';
    do {
      if (await putBack(here, id)) return void moved.add(id);
    } while (isOnTheMove());
  },
  account: (_, here, { affiliate, status }) => setAccount(here, affiliate, status),
};

function act(stage: Scene, here: World, operation: Operation, admin: string) {
  const perform = ACTS[operation.does] as (...all: unknown[]) => Promise<TestAnswer | undefined>;
  return perform(stage, here, operation, admin);
}

const named = (ids: string[], places: number[]) => places.map((place) => ids[place] ?? '');

const create = (here: World, body: object) => call(buildCreateRun(here), freezing(body));

/** Whoever names payouts that are not pending gets no run, so only such are named. */
async function fitting(here: World, ids: string[], form: string): Promise<string[]> {
  const method = form === 'zelle_csv' ? 'zelle' : 'paypal';
  const found = await Promise.all(ids.map((id) => storedPayout(here, id).catch(() => undefined)));
  const fit = ids.filter(
    (_, index) => found[index]?.status === 'pending' && found[index]?.payment_method === method,
  );
  return fit.length > 0 ? fit : ids;
}

/** The latest run is the first. */
function runAt({ runs }: Stage, place: number): Draft | undefined {
  return runs[runs.length - 1 - (place % runs.length)];
}

function instruction(action: 'start' | 'complete' | 'fail' | 'return') {
  if (action === 'start') return { action };
  return action === 'complete' ? { action, transaction_id: 'BY-HAND' } : { action, reason: 'By hand.' };
}

async function resultsFile({ world, ids }: Stage, lines: ResultLine[]): Promise<string> {
  const rows = lines.map(async ({ payout, by, status, word }) => {
    const id = ids[payout] ?? '';
    const { payment_email = '', amount = 0 } = (await storedPayout(world, id)) ?? {};
    const receiver = [String(payment_email), dollarsOf(Number(amount))];
    const names = {
      id: [receiptNumber(id), '', '', ''],
      payout_id: ['', id, '', ''],
      receiver: ['', '', ...receiver],
    }[by];
    return [...names, status, ...(status === 'completed' ? [word, ''] : ['', word])];
  });
  const header = ['id', 'payout_id', 'payment_email', 'amount', 'status', 'transaction_id', 'reason'];
  return [header, ...(await Promise.all(rows))].map((row) => row.join(',')).join('\r\n');
}

/** A process that has died says nothing any more; any other must not fail. */
const ifDead =
  ({ dies }: Operation) =>
  (error: unknown) => {
    if (!dies) throw error;
  };
