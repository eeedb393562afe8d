import { orderOf } from '../../libs/http/order.ts';
import {
  complaintOf,
  type Difference,
  type ReconcileReport,
  segmentAt,
} from '../../libs/payouts/reconciliation.ts';
import { inParallel } from '../../libs/runtime/concurrency.ts';
import { during, type RunContext } from '../../libs/runtime/invocation.ts';
import { alarm, log } from '../../libs/runtime/log.ts';
import { checkBalance } from '../../libs/store/balances/check-balance.ts';
import type { Store } from '../../libs/store/engine/client.ts';
import { pagesOfAffiliates } from '../../libs/store/scan-affiliates.ts';
import type { Dependencies } from '../../libs/workflows/dependencies.ts';
import isCall from '../../schemas/compiled/reconcile.js';
import { deployedToAct } from '../deployed.ts';

/**
 * What must be left of the run's time to begin with another page: a long history may have to be summed four
 * times.
 */
const PAGE_MS = 60_000;

type Outcome = Difference | 'moving' | 'failed' | undefined;

/**
 * Compares the balance rows with the payouts on record, and repairs nothing: a person who does should know
 * what broke it.
 * @throws Error that names what does not add up, so that Lambda counts an error, and a command ends with one
 */
export const buildReconcile =
  (dependencies: Dependencies) =>
  async (event: unknown, context: RunContext): Promise<ReconcileReport> => {
    const { time, after, ...order } = orderOf(isCall, event);
    const { store } = during(dependencies, context);
    const segment = time ? segmentAt(time) : order.segment;
    const report: ReconcileReport = { checked: 0, moving: 0, failed: 0, differences: [], next: null };
    for await (const { affiliateIds, next } of pagesOfAffiliates(store, 'balances', { segment, after })) {
      const outcomes = await inParallel(affiliateIds, (affiliateId) => examine(store, affiliateId));
      for (const outcome of outcomes) count(report, outcome);
      report.next = next;
      if (store.remainingMs() < PAGE_MS) break;
    }
    // The schedule's next turn at this segment begins at its start again: a person must go on.
    if (time && report.next) alarm('reconcile-unfinished', { segment, next: report.next });
    return conclude(report);
  };

/** One that cannot be examined must not hold up the others. */
async function examine(store: Store, affiliateId: string): Promise<Outcome> {
  try {
    const outcome = await checkBalance(store, affiliateId);
    if (typeof outcome === 'object') callPeople(outcome);
    return outcome;
  } catch (error) {
    log('error', 'reconcile', { affiliateId, stack: (error as Error).stack });
    return 'failed';
  }
}

/** Payouts that the stream's worker should have counted long ago are told of by themselves as well. */
function callPeople(difference: Difference): void {
  const { affiliate_id, uncounted = [] } = difference;
  alarm('balance-mismatch', { ...difference });
  if (uncounted.length === 0) return;
  alarm('payouts-uncounted', { affiliate_id, count: uncounted.length, payoutIds: uncounted });
}

function count(report: ReconcileReport, outcome: Outcome): void {
  if (outcome === 'moving' || outcome === 'failed') {
    report[outcome]++;
    return;
  }
  report.checked++;
  if (outcome) report.differences.push(outcome);
}

function conclude(report: ReconcileReport): ReconcileReport {
  const complaint = complaintOf(report);
  log(complaint ? 'error' : 'info', 'reconcile', { ...report });
  if (complaint) throw new Error(complaint);
  return report;
}

export const handler = deployedToAct(buildReconcile);
