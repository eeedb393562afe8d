import { writeCsv } from '../../csv/write-csv.ts';
import { tryAgain } from '../../payouts/errors.ts';
import { fileIdsOf, fileRowsOf } from '../../payouts/runs/file.ts';
import { runTransitionRefused } from '../../payouts/runs/refusals.ts';
import { type FrozenRun, isPaidByHand, keptLines, type Run } from '../../payouts/runs/run.ts';

/** The file by which a run is paid: the same every time, and its sum is the run's. */
export function fileOf(frozen: FrozenRun): string {
  const { run, lines } = frozen;
  requirePaidByFile(run, 'file');
  return writeCsv(fileRowsOf(run.form, keptLines(frozen), fileIdsOf(lines)));
}

/**
 * @throws invalid_transition for a draft, and for a run that the API sends; try_again while it is not clear
 * yet which of its payouts could be started
 */
export function requirePaidByFile(run: Run, action: 'file' | 'result'): void {
  if (run.status === 'draft') throw runTransitionRefused(run, action, 'it is not confirmed yet');
  if (!isPaidByHand(run)) throw runTransitionRefused(run, action, 'PayPal is paying it');
  if (run.started_at === undefined) throw tryAgain('The run is not started yet.');
}
