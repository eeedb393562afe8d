import type { RunSummaryView, RunView } from '../../../schemas/parts/run.ts';
import { fileIdsOf } from '../../payouts/runs/file.ts';
import { keptLines, type Run } from '../../payouts/runs/run.ts';
import { isOver, type RunNow } from './run-now.ts';

/** A run as a list shows it. */
export function showRunSummary({ confirmed, ...run }: Run): RunSummaryView {
  return {
    run_id: run.run_id,
    status: run.status,
    form: run.form,
    count: run.count,
    total_amount: run.total_amount,
    hash: run.hash,
    created_by: run.created_by,
    created_at: run.created_at,
    confirmed_by: confirmed?.by ?? null,
    confirmed_at: confirmed?.at ?? null,
    started_at: run.started_at ?? null,
    done_at: run.done_at ?? null,
  };
}

/** A run with its payouts, each with the status that it has now. */
export function showRun(now: RunNow): RunView {
  const { frozen, payouts } = now;
  const fileIds = fileIdsOf(frozen.lines);
  return {
    ...showRunSummary(frozen.run),
    ...(isOver(now) && { status: 'done' as const }),
    payouts: keptLines(frozen).map(({ payout_id, affiliate_id, amount, payment_email }) => ({
      payout_id,
      affiliate_id,
      amount,
      payment_email,
      file_id: fileIds.get(payout_id) ?? '',
      status: statusOf(payouts.get(payout_id)?.status),
    })),
    warnings: frozen.lines
      .filter(({ warnings }) => warnings.length > 0)
      .map(({ payout_id, warnings }) => ({ payout_id, warnings })),
    left_out: frozen.leftOut,
  };
}

type Status = RunView['payouts'][number]['status'];

function statusOf(status: string | undefined): Status {
  return status === undefined || status === 'unknown' ? null : (status as Status);
}
