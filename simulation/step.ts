import { call } from '../testing/call.ts';
import { bankDelivery, truth } from './actions/bank.ts';
import { choose, perform, requesting } from './actions/choose.ts';
import { takeBackup } from './backup.ts';
import { expectCounted, judge } from './check-step.ts';
import { expectEnd } from './invariants.ts';
import type { Event, Operation } from './operations.ts';
import type { PlannedFault } from './plan-faults.ts';
import { QUIET, type Step, waitBefore } from './planned-step.ts';
import type { FaultFor, FaultKind } from './proxy/faults.ts';
import { type Play, putInOrder } from './put-in-order.ts';
import { seededRandom } from './random.ts';
import { isRestore, restore } from './restore.ts';
import type { Run } from './run.ts';
import { chooseRun, performRun } from './runs/act.ts';
import { isRunOperation } from './runs/operations.ts';
import { isWorker } from './workers.ts';

/**
 * Takes one step: everything in it at once, with its faults; then judges the result. @throws Violation
 */
export async function takeStep(run: Run, step: Step): Promise<void> {
  const { system, workers } = run;
  system.clock.ms += step.afterMs;
  run.beginStep();
  if (isRestore(step)) return restore(run, play);
  run.logs.takeAlarms();
  const random = seededRandom(step.seed);
  if (step.operations.some(({ kind }) => kind === 'change-paypal')) system.changePaypal();
  system.setPatience(hangingIn(step));
  system.database.plan(faultsOf(step.database, step));
  system.paypal.proxy.plan(faultsOf(step.paypal));
  system.paypal.simulator.plan(...step.refusals);
  system.post.isClosed = step.database.length > 0;
  const choices = step.operations.flatMap((operation) => choose(run, operation) ?? []);
  const ofRuns = step.operations.filter(isRunOperation).flatMap((each) => chooseRun(run, each) ?? []);
  const events = Promise.all(choices.map(perform));
  const runEvents = Promise.all(ofRuns.map(performRun));
  const running = step.operations.filter(isWorker).map(({ kind }) => workers.run(kind, random));
  await Promise.all([events, runEvents, ...running]);
  await Promise.all([system.database.settled(), system.paypal.proxy.settled()]);
  system.database.plan();
  system.post.isClosed = false;
  system.paypal.proxy.plan();
  system.setPatience();
  await judge(run, await events, step, await runEvents);
  await converge(run, await events);
  if (step.operations.some(({ kind }) => kind === 'backup')) run.backup = await takeBackup(run);
}

function hangingIn({ database, paypal }: Step): 'database' | 'paypal' | undefined {
  if (database.some(hangs)) return 'database';
  return paypal.some(hangs) ? 'paypal' : undefined;
}

function hangs({ kind }: PlannedFault<FaultKind>): boolean {
  return kind === 'hang' || kind === 'hang_after';
}

/**
 * A caller without an answer, or with one that says nothing, asks again under the same key, with nothing
 * going wrong.
 */
async function converge(run: Run, events: Event[]): Promise<void> {
  for (const { act, affiliateId, outcome } of events) {
    const isOpen = outcome.kind === 'unknown' || (outcome.kind === 'refused' && outcome.code === 'try_again');
    if (act.kind !== 'request' || act.key === undefined || !isOpen) continue;
    await judge(run, [await perform(requesting(run, affiliateId, act))], QUIET);
  }
}

/**
 * The faults of a step: those of single calls, by the call's number since its beginning, and those of all
 * its queries.
 */
function faultsOf(
  planned: PlannedFault<FaultKind>[],
  { hasShortPages, isStale }: Pick<Step, 'hasShortPages' | 'isStale'> = QUIET,
): FaultFor {
  let calls = 0;
  return ({ operation, input }) => {
    const nth = calls++;
    const fault = planned.find((each) => each.nth === nth);
    if (fault) return fault;
    if (isStale && input?.IndexName) return { kind: 'stale' };
    return hasShortPages && operation === 'Query' && !input?.Limit
      ? { kind: 'short_page', limit: 2 }
      : undefined;
  };
}

const ROUNDS = 5;

/** The sweep tells of nothing younger than 35 minutes. */
const SWEPT_MS = 36 * 60_000;

/** The longest wait comes first, and the events about everything else last. */
const ROUND = [
  'daily-sync',
  'release',
  'continue-runs',
  'deliver',
  'settle',
  'sync',
  'webhooks',
  'deliver',
] as const;

/**
 * Lets everything come to its end, with nothing going wrong any more, and judges the whole. @throws
 * Violation
 */
export async function finish(run: Run): Promise<void> {
  for (const { simulator } of run.system.paypals) simulator.clearFaults();
  await putInOrder(run, play);
  // The first account comes last. The other one is left out if it was never used.
  for (const index of [...run.system.paypals.keys()].reverse()) {
    if (index > 0 && run.system.paypals[index]?.simulator.calls.length === 0) continue;
    run.system.changePaypal(index);
    await goRound(run);
  }
  run.workers.redrive();
  await takeStep(run, quiet({ kind: 'deliver' }));
  await takeStep(run, quiet({ kind: 'open' }));
  // So that the sweep has told of everything that the stream has not.
  run.system.clock.ms += SWEPT_MS;
  await takeStep(run, quiet({ kind: 'deliver' }));
  expectCounted(run);
  await expectEnd(run);
}

async function goRound(run: Run): Promise<void> {
  for (let round = 0; round < ROUNDS; round++) {
    for (const kind of ROUND) await takeStep(run, quiet({ kind }));
    await hearBank(run);
  }
}

const play: Play = (run, operation) => takeStep(run, quiet(operation));

function quiet(operation: Operation): Step {
  return { ...QUIET, afterMs: 1000 + waitBefore(operation), operations: [operation] };
}

/** The bank's last word on each payout that it has paid or refused, if it has not come through yet. */
async function hearBank(run: Run): Promise<void> {
  for (const [payoutId, entry] of run.ledger.decided()) {
    // A restore may have forgotten a payout that was not paid.
    if (!run.payout(payoutId)) continue;
    const isOut = entry.isPaid && !entry.isReturned;
    if (run.payout(payoutId)?.status === (isOut ? 'completed' : 'failed')) continue;
    const said = { affiliateId: run.ownerOf(payoutId), act: truth(payoutId, entry, 1) };
    const answer = () => call(run.system.handlers.bank, bankDelivery(said.act));
    await judge(run, [await perform({ ...said, perform: answer })], QUIET);
  }
}
