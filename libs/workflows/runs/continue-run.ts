import { type FrozenRun, totalAmountOf } from '../../payouts/runs/run.ts';
import { log } from '../../runtime/log.ts';
import { concludeStart, finishRun, postponeRun } from '../../store/runs/advance-run.ts';
import { requireRun } from '../../store/runs/get-run.ts';
import type { Dependencies } from '../dependencies.ts';
import { isOver, type RunNow, readPayoutsOf } from './run-now.ts';
import { type Decision, startLines } from './start-run.ts';

/** How long a call that confirms a run may be at work, before the worker goes on with it. */
const CALL_MS = 30_000;

/** How often a run is looked at that is started, until all of its payouts have ended. */
const LOOK_MS = 10 * 60_000;

/**
 * Goes on with a run where it stopped: starts what is not started and, if everything has ended, closes it.
 * May be repeated, at any time and by any number of processes. A draft stays one.
 * @throws try_again
 */
export async function continueRun(dependencies: Dependencies, frozen: FrozenRun): Promise<RunNow> {
  const { store } = dependencies;
  const now = await readPayoutsOf(store, frozen);
  if (frozen.run.status !== 'confirmed') return now;
  const started = frozen.run.started_at === undefined ? await start(dependencies, now) : now;
  return close(dependencies, started);
}

/** When a run is looked at by the worker that was just confirmed. */
export function dueAfterCall(now: string): string {
  return later(now, CALL_MS);
}

async function start(dependencies: Dependencies, { frozen, payouts }: RunNow): Promise<RunNow> {
  const { store, now } = dependencies;
  const decisions = await startLines(dependencies, { frozen, payouts });
  const after = new Map(payouts);
  for (const { line, payout } of decisions) if (payout) after.set(line.payout_id, payout);
  const { run_id } = frozen.run;
  const count = (kind: Decision['kind']) => decisions.filter((decision) => decision.kind === kind).length;
  const [open, leftOut] = [count('open'), count('left_out')];
  log(leftOut + open > 0 ? 'warn' : 'info', 'run', {
    runId: run_id,
    started: count('started'),
    leftOut,
    open,
  });
  if (open > 0) return { frozen, payouts: after };
  const lines = decisions.flatMap((decision) => (decision.kind === 'started' ? [decision.line] : []));
  const passed = decisions.flatMap((decision) =>
    decision.kind === 'left_out' ? [{ payout_id: decision.line.payout_id, reason: decision.reason }] : [],
  );
  const conclusion = {
    started_at: now(),
    count: lines.length,
    total_amount: totalAmountOf(lines),
    leftOut: [...frozen.leftOut, ...passed],
  };
  const noted = await ifPossible(run_id, async () => {
    await concludeStart(store, frozen.run, conclusion);
    return requireRun(store, run_id);
  });
  return { frozen: noted ?? frozen, payouts: after };
}

/** Closes a run that is over; any other is looked at again later. */
async function close({ store, now }: Dependencies, at: RunNow): Promise<RunNow> {
  const { frozen, payouts } = at;
  const { run } = frozen;
  if (run.started_at === undefined) return at;
  const time = now();
  const isDone = isOver(at);
  const isNoted = await ifPossible(run.run_id, async () => {
    await (isDone ? finishRun(store, run, time) : postponeRun(store, run, later(time, LOOK_MS)));
    return true;
  });
  if (!isDone || !isNoted) return at;
  return { frozen: { ...frozen, run: { ...run, status: 'done', done_at: time } }, payouts };
}

/**
 * What was started must not be answered with an error. If the run itself cannot be written now, it stays due,
 * and the worker goes on with it.
 */
async function ifPossible<Result>(runId: string, note: () => Promise<Result>): Promise<Result | undefined> {
  return note().catch((error: unknown) => {
    log('warn', 'run-not-noted', { runId, error: String(error) });
    return undefined;
  });
}

function later(time: string, ms: number): string {
  return new Date(Date.parse(time) + ms).toISOString();
}
