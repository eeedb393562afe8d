import { orderOf } from '../../libs/http/order.ts';
import type { Payout } from '../../libs/payouts/payout.ts';
import { withPaypal } from '../../libs/paypal/open.ts';
import { troubleOf } from '../../libs/paypal/transport.ts';
import { inParallel } from '../../libs/runtime/concurrency.ts';
import { during, type RunContext } from '../../libs/runtime/invocation.ts';
import { log } from '../../libs/runtime/log.ts';
import { pagesToSync, type SyncScope } from '../../libs/store/payouts/due-for-sync.ts';
import { annotateProvider } from '../../libs/store/payouts/provider-lease.ts';
import type { Dependencies, PaypalDependencies } from '../../libs/workflows/dependencies.ts';
import { alarmOfResults, alarmOfUndecided, type Result } from '../../libs/workflows/paypal-alarms.ts';
import { recoverPayout } from '../../libs/workflows/recover-from-paypal.ts';
import isCall from '../../schemas/compiled/sync-paypal.js';
import { deployedToAct } from '../deployed.ts';

/** What must be left of the run's time to begin with another page. */
const PAGE_MS = 25_000;

/**
 * How a run ended, in payouts: PayPal has answered about those `asked`; the question about those `failed`
 * comes again; those `blocked` wait for the company; those `left` are for a person, and PayPal is not asked
 * about them.
 */
export interface SyncReport {
  asked: number;
  failed: number;
  blocked: number;
  left: number;
}

type Synced = Result & { payout: Payout };

const COUNTED_AS: Record<Result['outcome'], keyof SyncReport> = {
  asked: 'asked',
  sent: 'asked',
  refused: 'asked',
  not_ours: 'asked',
  failed: 'failed',
  unclear: 'failed',
  later: 'failed',
  limited: 'failed',
  busy: 'failed',
  blocked: 'blocked',
  stale: 'left',
  elsewhere: 'left',
};

/**
 * Asks PayPal about what has been processing for a while, or, once a day, about what it has completed,
 * because there are ends that no event tells of. Each payout that was asked about is marked, so that the next
 * run continues after it.
 */
export const buildSyncPaypal =
  (dependencies: Dependencies) =>
  async (event: unknown, context: RunContext): Promise<SyncReport> => {
    const { scope = 'processing' } = orderOf(isCall, event);
    const { paypal, ...rest } = during(dependencies, context);
    if (!paypal) return reportOf([]);
    const results: Synced[] = [];
    for await (const page of pagesToSync(rest.store, scope, rest.now())) {
      results.push(...(await inParallel(page, (payout) => ask({ ...rest, paypal }, payout))));
      if (page.length > 0 && rest.store.remainingMs() < PAGE_MS) break;
    }
    const report = reportOf(results);
    log('info', 'paypal-sync', { scope, ...report });
    callPeople(results, scope, rest.now());
    return report;
  };

async function ask(dependencies: PaypalDependencies, payout: Payout): Promise<Synced> {
  const { store, now } = dependencies;
  const payoutId = payout.payout_id;
  try {
    const { payout: after = payout, ...result } = await recoverPayout(dependencies, payoutId);
    if (COUNTED_AS[result.outcome] === 'asked') await annotateProvider(store, payout, { checked_at: now() });
    return { payoutId, payout: after, ...result };
  } catch (error) {
    log('error', 'paypal-sync', { payoutId, stack: (error as Error).stack });
    return { payoutId, payout, outcome: troubleOf(error) === 'blocked' ? 'blocked' : 'failed' };
  }
}

function reportOf(results: readonly Synced[]): SyncReport {
  const report: SyncReport = { asked: 0, failed: 0, blocked: 0, left: 0 };
  for (const { outcome } of results) report[COUNTED_AS[outcome]]++;
  return report;
}

/**
 * A change of PayPal's account matters only to payouts that are still to be paid; what the former account
 * paid is done.
 */
function callPeople(results: readonly Synced[], scope: SyncScope, now: string): void {
  alarmOfResults(results.filter(({ outcome }) => scope === 'processing' || outcome !== 'elsewhere'));
  alarmOfUndecided(
    results.map(({ payout }) => payout),
    now,
  );
}

export const handler = deployedToAct(buildSyncPaypal, withPaypal);
