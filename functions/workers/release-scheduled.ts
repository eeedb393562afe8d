import { orderOf } from '../../libs/http/order.ts';
import { isCode } from '../../libs/payouts/errors.ts';
import type { Payout } from '../../libs/payouts/payout.ts';
import type { Step } from '../../libs/payouts/transitions.ts';
import { inParallel } from '../../libs/runtime/concurrency.ts';
import { during, type RunContext } from '../../libs/runtime/invocation.ts';
import { log } from '../../libs/runtime/log.ts';
import { pagesDue } from '../../libs/store/payouts/due-for-release.ts';
import { takeStep } from '../../libs/store/payouts/transition.ts';
import type { Dependencies } from '../../libs/workflows/dependencies.ts';
import isCall from '../../schemas/compiled/release-scheduled.js';
import { deployedToAct } from '../deployed.ts';

/** What must be left of the run's time to begin with another page. */
const PAGE_MS = 10_000;

/** How a run ended: what it released, what was moved in the meantime, and what failed and comes again. */
export interface ReleaseReport {
  released: number;
  skipped: number;
  failed: number;
}

/**
 * Every minute: makes those payouts pending whose time has come. What does not fit into one run is left to
 * the next.
 */
export const buildReleaseScheduled =
  (dependencies: Dependencies) =>
  async (event: unknown, context: RunContext): Promise<ReleaseReport> => {
    orderOf(isCall, event);
    const { store, now, newId } = during(dependencies, context);
    const report: ReleaseReport = { released: 0, skipped: 0, failed: 0 };
    for await (const page of pagesDue(store, now())) {
      const outcomes = await inParallel(page, (payout) => release(payout));
      for (const outcome of outcomes) report[outcome]++;
      if (store.remainingMs() < PAGE_MS) break;
    }
    log('info', 'release', { ...report });
    return report;

    async function release(payout: Payout): Promise<keyof ReleaseReport> {
      const step: Step = { action: 'release', id: newId(), at: now(), by: 'schedule', role: 'schedule' };
      return takeStep(store, payout, step).then(
        () => 'released',
        (error) => outcomeOf(error, payout),
      );
    }
  };

/** One that cannot be released must not hold up the others. */
function outcomeOf(error: unknown, { payout_id: payoutId }: Payout): 'skipped' | 'failed' {
  if (isCode(error, 'invalid_transition')) return 'skipped';
  log('error', 'release', { payoutId, stack: (error as Error).stack });
  return 'failed';
}

export const handler = deployedToAct(buildReleaseScheduled);
