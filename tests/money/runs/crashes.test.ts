import { describe, expect, it } from 'vitest';
import { buildConfirmRun } from '../../../functions/admin/runs-confirm.ts';
import { buildImportRunResult } from '../../../functions/admin/runs-result.ts';
import type { RunView } from '../../../schemas/parts/run.ts';
import { call } from '../../../testing/call.ts';
import { lost, withClient } from '../../../testing/client.ts';
import { callExpecting, everything } from '../../../testing/expect.ts';
import { AMOUNT, at, payoutNow } from '../../../testing/lifecycle.ts';
import { logLines } from '../../../testing/log-lines.ts';
import {
  bringBack,
  confirm,
  confirming,
  continueRuns,
  failed,
  importing,
  linesOfFile,
  paid,
  resultsOf,
  runNow,
  runOf,
} from '../../../testing/runs.ts';
import { useWorld } from '../../../testing/use-world.ts';
import { countersOf } from '../../../testing/world.ts';
import { dyingAfter, freezeAll, LATER, pending } from './two-runs.ts';

const world = useWorld();

/** The writes of a confirmation of three payouts: the run, each payout, and twice the run again. */
const WRITES = 6;

async function draft(count = 3) {
  const asked = await pending(world, count);
  const ids = asked.map(({ payout_id }) => payout_id);
  return { asked, ids, run: await freezeAll(world, asked) };
}

/** Expects each payout to have been started once, by this run, and the file to pay what the run says. */
async function expectStarted({ run_id }: RunView, ids: string[]): Promise<void> {
  const run = await runNow(world, run_id);
  expect(run).toMatchObject({
    status: 'confirmed',
    count: ids.length,
    total_amount: ids.length * AMOUNT,
    left_out: [],
  });
  expect(run.started_at).not.toBeNull();
  for (const id of ids) {
    const { status, run_id: of, history } = await payoutNow(world, id);
    expect([status, of, history.length]).toStrictEqual(['processing', run_id, 2]);
  }
  expect(await linesOfFile(world, run_id)).toHaveLength(ids.length);
}

const CRASHES = Array.from({ length: WRITES }, (_, writes) => [
  { writes, isCarriedOut: false },
  { writes, isCarriedOut: true },
]).flat();

describe('a confirmation that dies after $writes writes', () => {
  it.each(CRASHES)(
    'goes on where it stopped if it is repeated: $writes, the next carried out: $isCarriedOut',
    async (crash) => {
      const { ids, run } = await draft();
      await call(
        buildConfirmRun(dyingAfter(world, crash.writes, crash.isCarriedOut)),
        confirming(run.run_id, { hash: run.hash }),
      );
      await confirm(world, run);
      await expectStarted(run, ids);
    },
  );

  it.each(CRASHES.filter(({ writes, isCarriedOut }) => writes > 0 || isCarriedOut))(
    'is finished by the worker, without a person: $writes, the next carried out: $isCarriedOut',
    async ({ writes, isCarriedOut }) => {
      const { ids, run } = await draft();
      await call(
        buildConfirmRun(dyingAfter(world, writes, isCarriedOut)),
        confirming(run.run_id, { hash: run.hash }),
      );
      await continueRuns(at(world, LATER));
      await expectStarted(run, ids);
    },
  );

  it('has done nothing if it dies before the first', async () => {
    const { run } = await draft();
    const before = await everything(world);
    const dead = buildConfirmRun(dyingAfter(world, 0, false));
    expect((await call(dead, confirming(run.run_id, { hash: run.hash }))).status).toBe(500);
    await continueRuns(at(world, LATER));
    expect(((await everything(world)) as { payouts: object }).payouts).toStrictEqual(
      (before as { payouts: object }).payouts,
    );
    expect((await runNow(world, run.run_id)).status).toBe('draft');
  });
});

describe('a confirmation that loses an answer', () => {
  it.each(Array.from({ length: WRITES }, (_, index) => index))(
    'of its write %d starts everything once',
    async (losing) => {
      const { asked, ids, run } = await draft();
      let writes = 0;
      const store = withClient(world, async (name, send) => {
        const isLost = name === 'TransactWriteItemsCommand' && writes++ === losing;
        const answer = await send();
        if (isLost) throw lost();
        return answer;
      });
      await callExpecting(
        200,
        buildConfirmRun({ ...world, store }),
        confirming(run.run_id, { hash: run.hash }),
      );
      await expectStarted(run, ids);
      for (const { affiliate } of asked)
        expect(await countersOf(world, affiliate.affiliate_id)).toStrictEqual({
          committed: AMOUNT,
          paid: 0,
          payout_count: 1,
        });
    },
  );

  it('says that the outcome is unknown, and not that nothing was done, once the run is confirmed', async () => {
    const { ids, run } = await draft();
    let isConfirmed = false;
    const store = withClient(world, async (name, send) => {
      if (isConfirmed)
        throw Object.assign(new Error('slow down'), {
          name: 'ThrottlingException',
          $metadata: { httpStatusCode: 400 },
        });
      isConfirmed = name === 'TransactWriteItemsCommand';
      return send();
    });
    const answer = await call(
      buildConfirmRun({ ...world, store }),
      confirming(run.run_id, { hash: run.hash }),
    );
    expect(answer).toMatchObject({ status: 500, json: { error: { code: 'internal' } } });
    expect(answer.json.message).toContain('the outcome is unknown');
    await confirm(world, run);
    await expectStarted(run, ids);
  });
});

describe('an import that dies', () => {
  it.each(CRASHES.slice(0, 8))(
    'after $writes writes is finished by the same file: $isCarriedOut',
    async ({ writes, isCarriedOut }) => {
      const { run, asked, ids } = await runOf(world, 3);
      const csv = resultsOf(paid(ids[0]), failed(ids[1]), paid(ids[2], 'T-2'));
      await call(buildImportRunResult(dyingAfter(world, writes, isCarriedOut)), importing(run.run_id, csv));
      expect(await bringBack(world, run.run_id, csv, { as: 'user-boss' })).toMatchObject({
        succeeded: 3,
        failed: 0,
      });
      const { status, payouts } = await runNow(world, run.run_id);
      expect([status, ...payouts.map((payout) => payout.status)]).toStrictEqual([
        'done',
        'completed',
        'failed',
        'completed',
      ]);
      for (const [index, { affiliate }] of asked.entries()) {
        const spent = index === 1 ? 0 : AMOUNT;
        const counters = { committed: spent, paid: spent, payout_count: 1 };
        expect(await countersOf(world, affiliate.affiliate_id)).toStrictEqual(counters);
      }
    },
  );

  it('has results for what was done, even if nothing can be read any more', async () => {
    const { run, ids } = await runOf(world, 1);
    let isDone = false;
    const store = withClient(world, async (name, send) => {
      if (isDone) throw Object.assign(new Error('gone'), { $metadata: { httpStatusCode: 400 } });
      isDone = name === 'TransactWriteItemsCommand';
      return send();
    });
    const request = importing(run.run_id, resultsOf(paid(ids[0])));
    const { json } = await callExpecting(200, buildImportRunResult({ ...world, store }), request);
    expect(json.data).toMatchObject({ succeeded: 1, results: [{ payout: { status: 'completed' } }] });
    expect(new Set(logLines('warn').map(({ event }) => event))).toStrictEqual(
      new Set(['run-not-closed', 'transactions-unread', 'warnings-unread']),
    );
  });
});
