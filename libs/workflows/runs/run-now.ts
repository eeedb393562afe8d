import type { RecordedPayout } from '../../payouts/payout.ts';
import { type FrozenRun, keptLines } from '../../payouts/runs/run.ts';
import type { Store } from '../../store/engine/client.ts';
import { getPayouts } from '../../store/payouts/get-payouts.ts';
import { requireRun } from '../../store/runs/get-run.ts';

/** A run, and its payouts as they are now, by their ids. */
export interface RunNow {
  frozen: FrozenRun;
  payouts: ReadonlyMap<string, RecordedPayout>;
}

/** @throws run_not_found, try_again */
export async function readRun(store: Store, runId: string): Promise<RunNow> {
  return readPayoutsOf(store, await requireRun(store, runId));
}

/** The run with its payouts. @throws try_again */
export async function readPayoutsOf(store: Store, frozen: FrozenRun): Promise<RunNow> {
  const ids = frozen.lines.map(({ payout_id }) => payout_id);
  return { frozen, payouts: await getPayouts(store, ids) };
}

const ENDED: ReadonlySet<string> = new Set(['completed', 'failed', 'cancelled']);

/** Whether everything is started that could be, and each of these payouts has ended. */
export function isOver({ frozen, payouts }: RunNow): boolean {
  if (frozen.run.started_at === undefined) return false;
  return keptLines(frozen).every(({ payout_id }) => {
    const payout = payouts.get(payout_id);
    return !payout || ENDED.has(payout.status);
  });
}
