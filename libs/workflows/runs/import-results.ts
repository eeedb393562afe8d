import { readCsv } from '../../csv/read-csv.ts';
import { type Result, resultOf } from '../../http/results.ts';
import type { User } from '../../http/token.ts';
import { type Payout, requirePayout, requireReadable } from '../../payouts/payout.ts';
import { runChanged } from '../../payouts/runs/changes.ts';
import { fileIdsOf } from '../../payouts/runs/file.ts';
import {
  judgeRows,
  type RowInstruction,
  type RowVerdict,
  resultStepId,
} from '../../payouts/runs/judge-rows.ts';
import { matcherOf } from '../../payouts/runs/match-rows.ts';
import { ROWS_READ_MAX, readResultRows } from '../../payouts/runs/result-rows.ts';
import { type FrozenRun, keptLines } from '../../payouts/runs/run.ts';
import { isTaken, requireTransition, type Step } from '../../payouts/transitions.ts';
import { inParallelByKey } from '../../runtime/concurrency.ts';
import { log } from '../../runtime/log.ts';
import type { Dependencies } from '../dependencies.ts';
import { processPayout } from '../process-payout.ts';
import { type ResultView, showResultsToAdmin } from '../show-to-admin.ts';
import { continueRun } from './continue-run.ts';
import { requireInstruction } from './require-instruction.ts';
import { requirePaidByFile } from './run-file.ts';
import { type RunNow, readRun } from './run-now.ts';

/** A file of results for a run, from an admin, who may only want to see what it would do. */
interface Import {
  runId: string;
  text: string;
  user: User;
  isDry: boolean;
}

type Doing = Extract<RowVerdict, { kind: 'do' }>;

/** What a caller is told of one line. */
type Row = { line: number; payout_id: string | null } & (
  | ({ success: true; action: string; changes: boolean } & Partial<ResultView>)
  | { success: false; error: { code: string; message: string; details?: object } }
);

/** What became of each line of a file. `unmatched` and `ambiguous` are the numbers of lines. */
export interface ImportReport {
  results: Row[];
  succeeded: number;
  failed: number;
  unmatched: number[];
  ambiguous: number[];
  dry_run: boolean;
}

/** What became of a line that is not refused by itself. */
interface Done {
  asked: RowInstruction;
  result: Result<Payout>;
  changes: boolean;
}

/** So many payouts with the same transaction are named at most: a bank may give one to a thousand. */
const ALSO_ON_MAX = 10;

/**
 * Carries out what a bank or PayPal says of a run's payouts, line by line, each as `process` does. Nothing is
 * done for a line that is not clear. The same file again, by whomever, changes nothing.
 * @throws invalid_request for a file that cannot be read; run_not_found, invalid_transition, try_again
 */
export async function importResults(
  dependencies: Dependencies,
  { runId, text, user, isDry }: Import,
): Promise<ImportReport> {
  const rows = readResultRows(readCsv(text, ROWS_READ_MAX));
  const now = await readRun(dependencies.store, runId);
  const { frozen } = now;
  requirePaidByFile(frozen.run, 'result');
  const verdicts = judgeRows(rows, matcherOf(keptLines(frozen), fileIdsOf(frozen.lines)));
  const first = verdicts.filter((verdict): verdict is Doing => verdict.kind === 'do' && !verdict.repeats);
  const outcomes = await inParallelByKey(
    first,
    ({ line }) => line.affiliate_id,
    (verdict) => carryOut(dependencies, now, verdict, user, isDry),
  );
  const done = new Map(first.map(({ line }, index) => [line.payout_id, outcomes[index] as Done]));
  if (!isDry) await closeIfOver(dependencies, frozen);
  return show(dependencies, verdicts, done, isDry);
}

/** What was done must not be answered with an error: if the run cannot be closed now, the worker does it. */
async function closeIfOver(dependencies: Dependencies, frozen: FrozenRun): Promise<void> {
  await continueRun(dependencies, frozen).catch((error: unknown) => {
    log('warn', 'run-not-closed', { runId: frozen.run.run_id, error: String(error) });
  });
}

/** Carries out one line or, in a dry run, judges it as if. */
async function carryOut(
  dependencies: Dependencies,
  { frozen: { run }, payouts }: RunNow,
  { line, instruction: asked }: Doing,
  user: User,
  isDry: boolean,
): Promise<Done> {
  const found = payouts.get(line.payout_id);
  let changes = true;
  const result = await resultOf(line.payout_id, async () => {
    const instruction = requireInstruction(asked);
    const payout = requireReadable(requirePayout(found));
    // The bank was told to pay what was frozen.
    if (payout.amount !== line.amount) throw runChanged([line.payout_id]);
    const stepId = resultStepId(run.run_id, asked);
    const step = {
      ...instruction,
      id: stepId,
      at: dependencies.now(),
      by: user.userId,
      role: 'admin',
    } as Step;
    changes = !isTaken(payout, step);
    if (changes) requireTransition(payout.status, asked.action, 'admin');
    if (isDry || !changes) return payout;
    return processPayout(dependencies, {
      payoutId: line.payout_id,
      instruction,
      user,
      stepId,
    });
  });
  return { asked, result, changes };
}

async function show(
  dependencies: Dependencies,
  verdicts: readonly RowVerdict[],
  done: ReadonlyMap<string, Done>,
  isDry: boolean,
): Promise<ImportReport> {
  const after = [...done.values()].flatMap(({ result }) => (result.success ? [result.payout] : []));
  const having = [...done.values()].flatMap(withTransaction);
  const shown = await showResultsToAdmin(dependencies, after, { having, alsoOnMax: ALSO_ON_MAX });
  const views = new Map(shown.map((view) => [view.payout.payout_id, view]));
  const results = verdicts.map((verdict) => showRow(verdict, done, views));
  const linesThatAre = (because: 'unmatched' | 'ambiguous') =>
    verdicts.flatMap((verdict) =>
      verdict.kind === 'refused' && verdict.because === because ? [verdict.row.line] : [],
    );
  const succeeded = results.filter(({ success }) => success).length;
  return {
    results,
    succeeded,
    failed: results.length - succeeded,
    unmatched: linesThatAre('unmatched'),
    ambiguous: linesThatAre('ambiguous'),
    dry_run: isDry,
  };
}

/** The payout with the transaction that its line gives it, also in a dry run. */
function withTransaction({ asked: { transaction_id }, result, changes }: Done): Payout[] {
  if (!result.success) return [];
  const isGiven = changes && transaction_id !== undefined;
  return [{ ...result.payout, ...(isGiven && { transaction_id }) }];
}

function showRow(
  verdict: RowVerdict,
  done: ReadonlyMap<string, Done>,
  views: ReadonlyMap<string, ResultView>,
): Row {
  const { line } = verdict.row;
  if (verdict.kind === 'refused') {
    const { code, message, details } = verdict.error;
    const payout_id = verdict.line?.payout_id ?? null;
    return { line, payout_id, success: false, error: { code, message, ...(details && { details }) } };
  }
  const { payout_id } = verdict.line;
  const { result, changes } = done.get(payout_id) as Done;
  if (!result.success) return { line, ...result };
  const isRepeated = verdict.repeats !== undefined;
  return {
    line,
    payout_id,
    success: true,
    action: verdict.instruction.action,
    changes: changes && !isRepeated,
    ...(!isRepeated && views.get(payout_id)),
  };
}
