import type { RunView } from '../../schemas/parts/run.ts';
import { faultsOfRuns } from '../../testing/run-faults.ts';
import { runIdOf } from '../model/runs.ts';
import type { Event, Outcome } from '../operations.ts';
import type { Step } from '../planned-step.ts';
import { payoutsOf, type Run } from '../run.ts';
import { Violation } from '../violation.ts';
import type { BookedRun, ResultLine, RunAct, RunEvent } from './operations.ts';

type Done = Extract<Outcome, { kind: 'done' }>;
type Results = Extract<RunAct, { kind: 'run-results' }>;
type Moved = Extract<Event['act'], { kind: 'move' }>;

/** Whose payouts a step can have moved by their runs. */
export function affiliatesIn(run: Run, { operations }: Step, events: RunEvent[]): string[] {
  const named = new Set(events.flatMap(({ act }) => ('runId' in act ? act.runId : [])));
  const isRound = operations.some(({ kind }) => kind === 'continue-runs');
  const moved = Array.from(run.runs.values()).filter(
    ({ runId, state, isStarted }) => named.has(runId) || (isRound && state !== 'draft' && !isStarted),
  );
  return moved
    .flatMap(({ lines }) => Array.from(lines.keys(), run.ownerOf))
    .filter((affiliateId) => run.accounts.has(affiliateId));
}

/** Judges what was done with runs, and what they did in this step, and keeps the book. @throws Violation */
export function judgeRuns(run: Run, events: RunEvent[], moves: Event[], step: Step): void {
  const isDisturbed = step.database.length > 0;
  const isAlone = step.operations.length === 1 && !isDisturbed;
  for (const { act, outcome } of events) {
    if (outcome.kind === 'unknown' && !isDisturbed)
      throw new Violation(`A ${act.kind} ended in ${outcome.status} without a fault.`);
    expectForeseen(act, outcome, isAlone);
    if (act.kind === 'create-run' && outcome.kind === 'done') book(run, outcome.answer?.json.data.run);
    if (act.kind === 'confirm-run') judgeConfirmation(run, act, outcome);
    if (act.kind === 'run-results' && outcome.kind === 'done')
      judgeResults(run, act, outcome, moves, isAlone);
  }
  const done = moves.flatMap(({ act }) => (act.kind === 'move' && act.role === 'run' ? act : []));
  for (const move of done) expectOrdered(run, move, events);
}

/** A draft has what the payouts on record have. */
function book(run: Run, view: RunView): void {
  const { run_id: runId, form, hash, count, total_amount } = view;
  const payouts = payoutsOf(run);
  const warnings = new Map(view.warnings.map((each) => [each.payout_id, each.warnings]));
  const lines = view.payouts.map(({ payout_id, amount, payment_email: receiver, file_id: fileId }) => {
    const payout = payouts.get(payout_id);
    if (payout?.amount !== amount || payout.receiver !== receiver)
      throw new Violation(`A run would pay ${amount} to ${receiver} for ${payout_id}.`);
    return [payout_id, { amount, receiver, fileId, warnings: warnings.get(payout_id) ?? [] }] as const;
  });
  const sum = lines.reduce((total, [, { amount }]) => total + amount, 0);
  if (count !== lines.length || total_amount !== sum)
    throw new Violation(`A draft of ${lines.length} payouts and ${sum} says ${count} and ${total_amount}.`);
  run.runs.set(runId, { runId, form, hash, lines: new Map(lines), state: 'draft', isStarted: false });
}

/** Alone, a draft or a confirmation ends as was foreseen. */
function expectForeseen(act: RunAct, outcome: Outcome, isAlone: boolean): void {
  const ended = outcome.kind === 'refused' ? outcome.code : outcome.kind;
  if (!isAlone || !('foreseen' in act) || ended === act.foreseen) return;
  throw new Violation(`A ${act.kind} ended as ${ended}, and not as ${act.foreseen}.`);
}

/** The answer to a confirmation is about what was started. */
function judgeConfirmation(
  run: Run,
  { runId, hash }: Extract<RunAct, { kind: 'confirm-run' }>,
  outcome: Outcome,
): void {
  const booked = run.runs.get(runId);
  if (!booked || outcome.kind === 'refused' || hash !== booked.hash) return;
  if (outcome.kind === 'unknown') {
    if (booked.state === 'draft') run.runs.set(runId, { ...booked, state: 'perhaps' });
    return;
  }
  const view: RunView = outcome.answer?.json.data.run;
  const isStarted = view.started_at !== null;
  run.runs.set(runId, { ...booked, state: 'confirmed', isStarted });
  if (isStarted) expectNoFaults(faultsOfRuns(recordsOf(run), [view]));
}

function judgeResults(run: Run, act: Results, outcome: Done, moves: Event[], isAlone: boolean): void {
  const { results, unmatched } = outcome.answer?.json.data ?? {};
  const moved = moves.flatMap((event) => (event.act.kind === 'move' ? event.act : []));
  for (const [index, line] of act.lines.entries()) {
    const row = { ...results[index], isUnmatched: unmatched.includes(results[index].line) };
    const isMoved = moved.some((move) => isBy(move, act, line.payoutId));
    const fault = line.flaw ? faultOfWrong(line, row) : isAlone && faultOfRight(act, line, row, isMoved);
    if (fault)
      throw new Violation(`A line of results for ${line.payoutId} (${line.flaw ?? line.action}) ${fault}.`);
  }
  const booked = run.runs.get(act.runId);
  const isWhole = act.lines.every(({ flaw }, index) => flaw || results[index].success);
  if (booked && isWhole) run.runs.set(act.runId, { ...booked, lastFile: act.lines });
}

/** What a file's answer says of a line. */
interface Row {
  success: boolean;
  changes?: boolean;
  isUnmatched: boolean;
}

/** A line that is wrong does nothing. */
function faultOfWrong({ flaw }: ResultLine, { success, isUnmatched }: Row): string | undefined {
  if (success) return 'was carried out';
  return flaw === 'stranger' && !isUnmatched ? 'found a payout' : undefined;
}

/** One that is right does what it says, and the same file again changes nothing. */
function faultOfRight(
  { isRepeated }: Results,
  { isDue }: ResultLine,
  { success, changes }: Row,
  isMoved: boolean,
): string | undefined {
  if (isRepeated) return success && !changes ? undefined : 'was brought again, and not known';
  if (isDue && !success) return 'was refused';
  return success && changes && !isMoved ? 'has changed nothing' : undefined;
}

/** A run moves only what someone has asked it to. */
function expectOrdered(run: Run, move: Moved, events: RunEvent[]): void {
  const { payoutId, entry } = move;
  const booked = run.runs.get(runIdOf(entry));
  const isStart = entry.status === 'processing';
  if (isStart && booked?.state !== 'draft') return;
  const isAsked = events.some(
    ({ act, outcome }) =>
      act.kind === 'run-results' && outcome.kind !== 'refused' && isBy(move, act, payoutId),
  );
  if (!isStart && isAsked) return;
  throw new Violation(`A run has moved ${payoutId} to ${entry.status}, which nobody has asked for.`);
}

/** Whether a step with this payout is what a line of the file says. */
function isBy({ payoutId, entry }: Moved, { runId, lines }: Results, about: string): boolean {
  return (
    payoutId === about &&
    runIdOf(entry) === runId &&
    lines.some(
      (line) =>
        !line.flaw && line.payoutId === payoutId && entry.id?.startsWith(`run:${runId}:${line.action}:`),
    )
  );
}

/** What is on record about runs, in the words of the store. */
export function recordsOf(run: Run): { payout_id: string; run_id: BookedRun['runId'] | undefined }[] {
  return Array.from(payoutsOf(run), ([payout_id, { runId }]) => ({ payout_id, run_id: runId }));
}

/** @throws Violation for the first of them */
export function expectNoFaults([fault]: string[]): void {
  if (fault !== undefined) throw new Violation(fault);
}
