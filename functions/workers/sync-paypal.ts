import { orderOf } from '../../libs/http/order.ts';
import type { Payout } from '../../libs/payouts/payout.ts';
import { withPaypal } from '../../libs/paypal/open.ts';
import { inParallel } from '../../libs/runtime/concurrency.ts';
import { during, type RunContext } from '../../libs/runtime/invocation.ts';
import { log } from '../../libs/runtime/log.ts';
import { pagesToSync } from '../../libs/store/payouts/due-for-sync.ts';
import { annotateProvider } from '../../libs/store/payouts/provider-lease.ts';
import type { Dependencies, PaypalDependencies } from '../../libs/workflows/dependencies.ts';
import { recoverPayout } from '../../libs/workflows/recover-from-paypal.ts';
import isCall from '../../schemas/compiled/sync-paypal.js';
import { deployed } from '../deployed.ts';

/** What must be left of the run's time to begin with another page. */
const PAGE_MS = 25_000;

/** How a run ended: how many PayPal was asked about, and of how many the question failed and comes again. */
export interface SyncReport {
  asked: number;
  failed: number;
}

/**
 * Asks PayPal about what has been processing for a while, or, once a day, about what it has completed,
 * because there are ends that no event tells of. Each payout that was asked about is marked, so that the next
 * run goes on behind it.
 */
export const buildSyncPaypal =
  (dependencies: Dependencies) =>
  async (event: unknown, context: RunContext): Promise<SyncReport> => {
    const { scope = 'processing' } = orderOf(isCall, event);
    const report: SyncReport = { asked: 0, failed: 0 };
    const { paypal, ...rest } = during(dependencies, context);
    if (!paypal) return report;
    for await (const page of pagesToSync(rest.store, scope, rest.now())) {
      const outcomes = await inParallel(page, (payout) => ask({ ...rest, paypal }, payout));
      for (const outcome of outcomes) report[outcome]++;
      if (page.length > 0 && rest.store.remainingMs() < PAGE_MS) break;
    }
    log('info', 'paypal-sync', { scope, ...report });
    return report;
  };

async function ask(dependencies: PaypalDependencies, payout: Payout): Promise<keyof SyncReport> {
  const { store, now } = dependencies;
  try {
    await recoverPayout(dependencies, payout.payout_id);
    await annotateProvider(store, payout, { checked_at: now() });
    return 'asked';
  } catch (error) {
    log('error', 'paypal-sync', { payoutId: payout.payout_id, stack: (error as Error).stack });
    return 'failed';
  }
}

export const handler = deployed(buildSyncPaypal, withPaypal);
