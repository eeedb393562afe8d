import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import { buildProcessPayout } from '../../../functions/admin/process.ts';
import { buildConfirmRun } from '../../../functions/admin/runs-confirm.ts';
import { buildGetRunFile } from '../../../functions/admin/runs-file.ts';
import { buildImportRunResult } from '../../../functions/admin/runs-result.ts';
import { buildContinueRuns } from '../../../functions/workers/continue-runs.ts';
import { pagesOfDueRuns } from '../../../libs/store/runs/due-runs.ts';
import { logged } from '../../../testing/bookkeeping.ts';
import { call, contextOf } from '../../../testing/call.ts';
import { recording } from '../../../testing/client.ts';
import { callExpecting, everything } from '../../../testing/expect.ts';
import { at, processing } from '../../../testing/lifecycle.ts';
import {
  bringBack,
  confirming,
  continueRuns,
  gettingFile,
  importing,
  paid,
  resultsOf,
  runNow,
  runOf,
} from '../../../testing/runs.ts';
import { useWorld } from '../../../testing/use-world.ts';
import { dyingAfter, freezeAll, pending } from './two-runs.ts';

const world = useWorld();

const START_MS = Date.parse('2026-03-01T12:00:00.000Z');
const minutesLater = (minutes: number) => at(world, new Date(START_MS + minutes * 60_000).toISOString());

const NOTHING = { continued: 0, failed: 0 };

/** A run that is confirmed, and of which nothing was started yet. */
async function stopped() {
  const run = await freezeAll(world, await pending(world, 2));
  await call(buildConfirmRun(dyingAfter(world, 1, false)), confirming(run.run_id, { hash: run.hash }));
  expect(await runNow(world, run.run_id)).toMatchObject({ status: 'confirmed', started_at: null });
  return run;
}

describe('the worker of runs', () => {
  it('has nothing to do without runs, and with drafts', async () => {
    expect(await continueRuns(minutesLater(60))).toStrictEqual(NOTHING);
    await freezeAll(world, await pending(world, 1));
    expect(await continueRuns(minutesLater(60))).toStrictEqual(NOTHING);
  });

  it('leaves a run to the call that has confirmed it, for half a minute', async () => {
    const { run_id } = await stopped();
    expect(await continueRuns(minutesLater(0.4))).toStrictEqual(NOTHING);
    expect(await continueRuns(minutesLater(0.5))).toStrictEqual({ continued: 1, failed: 0 });
    expect((await runNow(world, run_id)).started_at).not.toBeNull();
  });

  it('starts a run before there is a file of it, or a result', async () => {
    const { run_id } = await stopped();
    const calls = [
      [buildGetRunFile(world), gettingFile(run_id)],
      [buildImportRunResult(world), importing(run_id, resultsOf(paid('none')))],
    ] as const;
    for (const [handler, request] of calls) {
      const { json } = await callExpecting(503, handler, request);
      expect(json.error.code).toBe('try_again');
    }
    await continueRuns(minutesLater(1));
    for (const [handler, request] of calls) await callExpecting(200, handler, request);
  });

  it('closes a run within ten minutes of the end of its last payout, and never looks at it again', async () => {
    await drain();
    const { run, ids } = await runOf(world, 2);
    const [one = '', other = ''] = ids;
    const fail = (id: string) =>
      callExpecting(200, buildProcessPayout(world), processing(id, { action: 'fail', reason: 'No.' }));
    await fail(one);
    expect(await continueRuns(minutesLater(9))).toStrictEqual(NOTHING);
    expect(await continueRuns(minutesLater(10))).toStrictEqual({ continued: 1, failed: 0 });
    await fail(other);
    expect(await continueRuns(minutesLater(19))).toStrictEqual(NOTHING);
    expect(await continueRuns(minutesLater(20))).toStrictEqual({ continued: 1, failed: 0 });
    const done_at = new Date(START_MS + 20 * 60_000).toISOString();
    expect(await runNow(world, run.run_id)).toMatchObject({ status: 'done', done_at });
    expect(await continueRuns(minutesLater(1000))).toStrictEqual(NOTHING);
  });

  it('has nothing to start if all is started, and so needs no time for it', async () => {
    const run = await freezeAll(world, await pending(world, 2));
    const confirmed = confirming(run.run_id, { hash: run.hash });
    await call(buildConfirmRun(dyingAfter(world, 3, false)), confirmed);
    expect((await runNow(world, run.run_id)).started_at).toBeNull();
    await callExpecting(200, buildConfirmRun(world), { ...confirmed, remainingMs: 2900 });
    expect(await runNow(world, run.run_id)).toMatchObject({ started_at: world.now(), count: 2 });
  });

  it('is not held up by a run that cannot be read', async () => {
    await drain();
    const [broken, good] = [await stopped(), await stopped()];
    await setRun(broken.run_id, { line_items: 0 });
    const report = await continueRuns(minutesLater(1));
    expect(report).toStrictEqual({ continued: 1, failed: 1 });
    expect(logged('error', 'runs')).toStrictEqual([{ runId: broken.run_id, stack: expect.any(String) }]);
    expect(logged('info', 'runs').at(-1)).toStrictEqual(report);
    expect(await runNow(world, good.run_id)).toMatchObject({ count: 2, status: 'confirmed' });
    await setRun(broken.run_id, { line_items: 1 });
    expect(await continueRuns(minutesLater(2))).toStrictEqual({ continued: 1, failed: 0 });
  });

  it('stops before its time is over, and goes on in the next round', async () => {
    await drain();
    const runs = [await stopped(), await stopped()];
    expect(await continueRuns(minutesLater(1), 9000)).toStrictEqual(NOTHING);
    for (const { run_id } of runs) expect((await runNow(world, run_id)).started_at).toBeNull();
    expect(await continueRuns(minutesLater(2))).toStrictEqual({ continued: 2, failed: 0 });
  });

  it('begins no payout whose time is too short, and goes on in the next round', async () => {
    await drain();
    const { run_id } = await stopped();
    // Enough to begin with the run, and then too little.
    const left = [10_000];
    const context = { getRemainingTimeInMillis: () => left.shift() ?? 2999 };
    const report = await buildContinueRuns(minutesLater(1))({}, context);
    expect(report).toStrictEqual({ continued: 1, failed: 0 });
    expect((await runNow(world, run_id)).started_at).toBeNull();
    await continueRuns(minutesLater(2));
    expect(await runNow(world, run_id)).toMatchObject({ count: 2, left_out: [] });
  });

  it('asks for nothing but what is due', async () => {
    await drain();
    await runOf(world, 1);
    const { store, sent } = recording(world);
    await continueRuns({ ...minutesLater(1), store });
    expect(sent).toStrictEqual(['QueryCommand']);
  });

  it('begins with the run that has been due longest', async () => {
    await drain();
    const [one, other] = [await stopped(), await stopped()];
    await setRun(one.run_id, { due_at: '2026-03-01T12:00:40.000Z' });
    await setRun(other.run_id, { due_at: '2026-03-01T12:00:30.000Z' });
    const found: string[] = [];
    for await (const page of pagesOfDueRuns(world.store, '2026-03-01T12:01:00.000Z')) found.push(...page);
    expect(found).toStrictEqual([other.run_id, one.run_id]);
  });

  it('changes nothing if it runs twice at once', async () => {
    await drain();
    const { run_id } = await stopped();
    await Promise.all([continueRuns(minutesLater(1)), continueRuns(minutesLater(1))]);
    const before = await everything(world);
    await continueRuns(minutesLater(1));
    expect(await everything(world)).toStrictEqual(before);
    expect(await runNow(world, run_id)).toMatchObject({ count: 2, left_out: [] });
  });

  it('refuses an order with a member that it does not know', async () => {
    const worker = buildContinueRuns(world);
    await expect(worker({ run_id: 'x' }, contextOf())).rejects.toThrow('run_id is not a known member');
  });
});

/** Ends what earlier tests left, so that no run of theirs is due. */
async function drain(): Promise<void> {
  const { runs } = (await everything(world)) as { runs: { run_id: string; open?: string }[] };
  for (const { run_id, open } of runs) {
    if (open === undefined) continue;
    await continueRuns(minutesLater(1));
    const { payouts } = await runNow(world, run_id);
    await bringBack(world, run_id, resultsOf(...payouts.map(({ payout_id }) => paid(payout_id))));
  }
}

async function setRun(run_id: string, members: Record<string, number | string>): Promise<void> {
  const { db, tables } = world.store;
  for (const [name, value] of Object.entries(members)) {
    await db.send(
      new UpdateCommand({
        TableName: tables.runs,
        Key: { run_id },
        UpdateExpression: 'SET #name = :value',
        ExpressionAttributeNames: { '#name': name },
        ExpressionAttributeValues: { ':value': value },
      }),
    );
  }
}
