import { describe, expect, it } from 'vitest';
import { buildProcessPayout } from '../../../functions/admin/process.ts';
import { buildConfirmRun } from '../../../functions/admin/runs-confirm.ts';
import { buildCreateRun } from '../../../functions/admin/runs-create.ts';
import { buildGetRunFile } from '../../../functions/admin/runs-file.ts';
import { buildImportRunResult } from '../../../functions/admin/runs-result.ts';
import type { Payout } from '../../../libs/payouts/payout.ts';
import { call } from '../../../testing/call.ts';
import { callExpecting, expectRefusal } from '../../../testing/expect.ts';
import { interrupted } from '../../../testing/interrupted.ts';
import { type Asked, at, payoutNow, payoutThatIs, processing } from '../../../testing/lifecycle.ts';
import { deliver, setPayout, storedPayout } from '../../../testing/other-service.ts';
import { callsOf, send, sync, useRail } from '../../../testing/paypal.ts';
import { invalidRequest, runChanged, runHas } from '../../../testing/refusals.ts';
import {
  bringBack,
  confirm,
  confirming,
  continueRuns,
  freeze,
  freezing,
  gettingFile,
  importing,
  paid,
  resultsOf,
  runNow,
} from '../../../testing/runs.ts';
import { handlerOn } from '../../../testing/use-handler.ts';
import { useWorld } from '../../../testing/use-world.ts';
import { dyingAfter, freezeAll, isStarting, pending } from './two-runs.ts';

const world = useWorld();
const rail = useRail(world);
const processPayout = handlerOn(world, buildProcessPayout);

const posts = () => callsOf(rail, 'create');
const idsOf = (...asked: Asked[]) => asked.map(({ payout_id }) => payout_id);

/** What the stream shows of a start, whatever its filter lets through. */
const delivered = (...ids: string[]) => send(world, ...ids.map((payout_id) => ({ payout_id }) as Payout));

describe('a run for a file', () => {
  it('is never sent by the API: not by its start, the stream or the sync', async () => {
    const { payout_id } = await payoutThatIs(world, 'pending');
    const run = await confirm(world, await freeze(world, { form: 'paypal_csv', payout_ids: [payout_id] }));
    const before = posts();
    expect(await storedPayout(world, payout_id)).not.toHaveProperty('rail');
    expect(await delivered(payout_id)).toStrictEqual({ batchItemFailures: [] });
    rail.clock.ms += 24 * 60 * 60_000;
    await sync(world);
    expect(posts()).toBe(before);
    expect(await bringBack(world, run.run_id, resultsOf(paid(payout_id)))).toMatchObject({ succeeded: 1 });
    expect(await payoutNow(world, payout_id)).toMatchObject({ status: 'completed', run_id: run.run_id });
  });

  it('is never sent, even if another service puts a payout back and an admin starts it', async () => {
    const { payout_id } = await payoutThatIs(world, 'pending');
    await confirm(world, await freeze(world, { form: 'paypal_csv', payout_ids: [payout_id] }));
    await setPayout(world, payout_id, { status: 'pending' });
    const before = posts();
    await callExpecting(200, processPayout, processing(payout_id, { action: 'start' }));
    expect(await storedPayout(world, payout_id)).not.toHaveProperty('rail');
    await delivered(payout_id);
    expect(posts()).toBe(before);
  });

  it('takes no payout that was on the rail before', async () => {
    const { payout_id } = await payoutThatIs(world, 'pending');
    await callExpecting(200, processPayout, processing(payout_id, { action: 'start' }));
    await delivered(payout_id);
    await setPayout(world, payout_id, { status: 'pending' });
    const says = 'was started before, so it must not be paid from a file';
    const body = { form: 'paypal_csv', payout_ids: [payout_id] };
    await expectRefusal(
      world,
      handlerOn(world, buildCreateRun),
      freezing(body),
      invalidRequest(['payout_ids.0', says]),
    );
  });

  it('takes no payout that was on the rail in the meantime, even if it is pending again', async () => {
    const [one] = (await pending(world, 1)) as [Asked];
    const run = await freezeAll(world, [one]);
    const here = interrupted(world, isStarting, async () => {
      await callExpecting(200, processPayout, processing(one.payout_id, { action: 'start' }));
      await deliver(world, await setPayout(world, one.payout_id, { status: 'pending' }));
    });
    const { left_out } = await confirm(here, run);
    expect(left_out).toStrictEqual([{ payout_id: one.payout_id, reason: 'claimed' }]);
  });

  it('has started a payout, so a start by the API that was judged before does not send it', async () => {
    const [one] = (await pending(world, 1)) as [Asked];
    const run = await freezeAll(world, [one]);
    const isStart = (name: string) => name === 'TransactWriteItemsCommand';
    const here = interrupted(world, isStart, async () => {
      await confirm(world, run);
      await deliver(world, await setPayout(world, one.payout_id, { status: 'pending' }));
    });
    await call(buildProcessPayout(here), processing(one.payout_id, { action: 'start' }));
    expect(await storedPayout(world, one.payout_id)).not.toHaveProperty('rail');
  });

  it('takes no payout that is started by the API after the draft', async () => {
    const { payout_id } = await payoutThatIs(world, 'pending');
    const run = await freeze(world, { form: 'paypal_csv', payout_ids: [payout_id] });
    await callExpecting(200, processPayout, processing(payout_id, { action: 'start' }));
    const request = confirming(run.run_id, { hash: run.hash });
    await expectRefusal(world, handlerOn(world, buildConfirmRun), request, runChanged(payout_id));
  });
});

describe('a run for PayPal', () => {
  it('is sent by the API, each payout once, and is done when PayPal has paid it', async () => {
    const asked = [await payoutThatIs(world, 'pending'), await payoutThatIs(world, 'pending')];
    const run = await confirm(world, await freeze(world, { form: 'paypal', payout_ids: idsOf(...asked) }));
    const before = posts();
    await delivered(...idsOf(...asked));
    await delivered(...idsOf(...asked));
    expect(posts()).toBe(before + 2);
    rail.clock.ms += 11 * 60_000;
    await rail.simulator.settle();
    await sync(world);
    expect((await runNow(world, run.run_id)).payouts.map(({ status }) => status)).toStrictEqual([
      'completed',
      'completed',
    ]);
    await continueRuns(at(world, new Date(rail.clock.ms).toISOString()));
    expect(await runNow(world, run.run_id)).toMatchObject({ status: 'done', done_at: expect.any(String) });
  });

  it('has no file, and takes no results: PayPal says how it went', async () => {
    const { payout_id } = await payoutThatIs(world, 'pending');
    const { run_id } = await confirm(world, await freeze(world, { form: 'paypal', payout_ids: [payout_id] }));
    const file = runHas('has no file: PayPal is paying it', 'file', 'confirmed');
    await expectRefusal(world, handlerOn(world, buildGetRunFile), gettingFile(run_id), file);
    const results = runHas('takes no results: PayPal is paying it', 'result', 'confirmed');
    const request = importing(run_id, resultsOf(paid(payout_id)));
    await expectRefusal(world, handlerOn(world, buildImportRunResult), request, results);
  });

  it('cannot be confirmed once PayPal is not set up any more', async () => {
    const { payout_id } = await payoutThatIs(world, 'pending');
    const run = await freeze(world, { form: 'paypal', payout_ids: [payout_id] });
    const { paypal: _, ...without } = world;
    const says = 'must be one that is paid by hand, because PayPal is not set up';
    const request = confirming(run.run_id, { hash: run.hash });
    await expectRefusal(world, buildConfirmRun(without), request, invalidRequest(['form', says]));
  });

  it('is on PayPal’s rail even if it is finished where PayPal is not set up', async () => {
    const { payout_id } = await payoutThatIs(world, 'pending');
    const run = await freeze(world, { form: 'paypal', payout_ids: [payout_id] });
    await call(buildConfirmRun(dyingAfter(world, 1, false)), confirming(run.run_id, { hash: run.hash }));
    const { paypal: _, ...without } = world;
    rail.clock.ms += 60_000;
    await continueRuns(without);
    expect(await storedPayout(world, payout_id)).toMatchObject({
      status: 'processing',
      rail: 'paypal',
      run_id: run.run_id,
    });
  });
});
