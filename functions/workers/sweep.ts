import { owedBy, sweptUntil, toldSince } from '../../libs/email/owed.ts';
import { withEmail } from '../../libs/email/send.ts';
import { orderOf } from '../../libs/http/order.ts';
import { isCounted } from '../../libs/payouts/mark.ts';
import { isReadable, type RecordedPayout } from '../../libs/payouts/payout.ts';
import { isFiled } from '../../libs/payouts/search-keys.ts';
import { inParallel } from '../../libs/runtime/concurrency.ts';
import { during, type RunContext } from '../../libs/runtime/invocation.ts';
import { alarm, log } from '../../libs/runtime/log.ts';
import { pagesToSweep } from '../../libs/store/payouts/pages-to-sweep.ts';
import { claimSweep, concludeSweep } from '../../libs/store/sweeps.ts';
import { adoptFromStream } from '../../libs/workflows/adopt-from-stream.ts';
import type { Dependencies } from '../../libs/workflows/dependencies.ts';
import { adminFor } from '../../libs/workflows/tell.ts';
import { tellLate } from '../../libs/workflows/tell-late.ts';
import isCall from '../../schemas/compiled/sweep.js';
import { deployedToAct } from '../deployed.ts';

/** SES takes fourteen mails a second from a new account. */
const AT_ONCE = 5;

/** What must be left of the run's time to begin with another payout: three mails, each of three tries. */
const PAYOUT_MS = 60_000;

/**
 * How a run ended. `busy`: another run is at it. `unfinished`: some could not be told, or the time was up;
 * the next run begins at the same time. `told` counts mails, `counted` and `failed` payouts.
 */
export interface SweepReport {
  outcome: 'busy' | 'done' | 'unfinished';
  told: number;
  counted: number;
  failed: number;
}

interface Sweep {
  dependencies: Dependencies;
  period: { since: string; until: string };
  report: SweepReport;
  failed: string[];
  isCutShort: boolean;
}

/**
 * Every quarter of an hour: finds, by the payouts alone, what the stream should have told of and counted, and
 * has not, and does it. It goes on from where everything was told, so nothing is lost while SES is down;
 * nothing from before its first run is told. With `skip`, it begins anew at this moment.
 */
export const buildSweep =
  (dependencies: Dependencies) =>
  async (event: unknown, context: RunContext): Promise<SweepReport> => {
    const { skip = false } = orderOf(isCall, event);
    const forThisRun = during(dependencies, context);
    const { store, now, newId } = forThisRun;
    const run = { id: newId(), now: now() };
    const report: SweepReport = { outcome: 'done', told: 0, counted: 0, failed: 0 };
    const told = await claimSweep(store, run, sweptUntil(run.now));
    if (told === undefined) return conclude({ ...report, outcome: 'busy' });
    // Nothing, for a while after a start anew: what is that young is the stream's to tell.
    const until = sweptUntil(run.now);
    const period = { since: laterOf(told, toldSince(run.now)), until };
    const sweep: Sweep = { dependencies: forThisRun, period, report, failed: [], isCutShort: false };
    if (!skip && !(await sweepAll(sweep))) report.outcome = 'unfinished';
    // What happens while there is no sender is told to nobody, also not later.
    const isTelling = forThisRun.sendMail !== undefined && !skip;
    const next = isTelling ? laterOf(told, until) : run.now;
    await concludeSweep(store, run, report.outcome === 'unfinished' ? told : next);
    if (report.outcome === 'unfinished') alarm('letters-late', { ...report, payoutIds: sweep.failed });
    return conclude(report);
  };

/** @returns whether everything was looked at, and nothing has failed */
async function sweepAll(sweep: Sweep): Promise<boolean> {
  const { dependencies, period, report } = sweep;
  for await (const page of pagesToSweep(dependencies.store, period.since)) {
    await inParallel(page, (payout) => lookAt(sweep, payout), AT_ONCE);
    if (sweep.isCutShort) return false;
  }
  return report.failed === 0;
}

/** One that fails must not hold up the others. */
async function lookAt(sweep: Sweep, payout: RecordedPayout): Promise<void> {
  const { dependencies, period, report, failed } = sweep;
  const { payout_id: payoutId } = payout;
  if (dependencies.store.remainingMs() < PAYOUT_MS) sweep.isCutShort = true;
  if (sweep.isCutShort) return;
  try {
    if (!isReadable(payout) || !isCounted(payout) || !isFiled(payout)) {
      await adoptFromStream(dependencies, { before: undefined, after: payout });
      report.counted++;
    }
    if (!dependencies.sendMail || !isReadable(payout)) return;
    if (owedBy(payout, period, adminFor(dependencies)).length === 0) return;
    // In two steps: what is added to must be read after the wait, because others add to it meanwhile.
    const told = await tellLate(dependencies, payoutId, period);
    report.told += told;
  } catch (error) {
    report.failed++;
    failed.push(payoutId);
    log('error', 'sweep', { payoutId, stack: (error as Error).stack });
  }
}

function laterOf(one: string, other: string): string {
  return one > other ? one : other;
}

function conclude(report: SweepReport): SweepReport {
  log('info', 'sweep', { ...report });
  return report;
}

export const handler = deployedToAct(buildSweep, withEmail);
