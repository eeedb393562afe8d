import { orderOf } from '../../libs/http/order.ts';
import { during, type RunContext } from '../../libs/runtime/invocation.ts';
import { log } from '../../libs/runtime/log.ts';
import { pagesOfDueRuns } from '../../libs/store/runs/due-runs.ts';
import { requireRun } from '../../libs/store/runs/get-run.ts';
import type { Dependencies } from '../../libs/workflows/dependencies.ts';
import { continueRun } from '../../libs/workflows/runs/continue-run.ts';
import isCall from '../../schemas/compiled/continue-runs.js';
import { deployedToAct } from '../deployed.ts';

/** What must be left of the time to begin with another run. */
const RUN_MS = 10_000;

/** How a round ended: the runs that were looked at, and those that failed and come again. */
export interface ContinueReport {
  continued: number;
  failed: number;
}

/**
 * Every minute: goes on with the runs that were confirmed and are not fully started, and closes those whose
 * payouts have ended. What does not fit into one round is left to the next.
 */
export const buildContinueRuns =
  (dependencies: Dependencies) =>
  async (event: unknown, context: RunContext): Promise<ContinueReport> => {
    orderOf(isCall, event);
    const forThisRound = during(dependencies, context);
    const { store, now } = forThisRound;
    const report: ContinueReport = { continued: 0, failed: 0 };
    for await (const page of pagesOfDueRuns(store, now())) {
      for (const runId of page) {
        if (store.remainingMs() < RUN_MS) return conclude(report);
        report[await goOn(forThisRound, runId)]++;
      }
    }
    return conclude(report);
  };

/** One that fails must not hold up the others. */
async function goOn(dependencies: Dependencies, runId: string): Promise<keyof ContinueReport> {
  try {
    await continueRun(dependencies, await requireRun(dependencies.store, runId));
    return 'continued';
  } catch (error) {
    log('error', 'runs', { runId, stack: (error as Error).stack });
    return 'failed';
  }
}

function conclude(report: ContinueReport): ContinueReport {
  log('info', 'runs', { ...report });
  return report;
}

export const handler = deployedToAct(buildContinueRuns);
