import { orderOf } from '../../libs/http/order.ts';
import { addCounters, type Counters, NO_PAYOUTS } from '../../libs/payouts/balance.ts';
import { inParallel } from '../../libs/runtime/concurrency.ts';
import { during, type RunContext } from '../../libs/runtime/invocation.ts';
import { log } from '../../libs/runtime/log.ts';
import { adoptPayouts } from '../../libs/store/balances/adopt-payouts.ts';
import { ensureBalanceRow } from '../../libs/store/balances/open-balance.ts';
import { pagesOfAffiliates } from '../../libs/store/scan-affiliates.ts';
import { alarmIfOverdrawn } from '../../libs/workflows/alarm-if-overdrawn.ts';
import type { Dependencies } from '../../libs/workflows/dependencies.ts';
import isCall from '../../schemas/compiled/open-balances.js';
import { deployedToAct } from '../deployed.ts';

/**
 * What must be left of the run's time to begin with another page: a page may have many payouts of the old
 * service to mark.
 */
const PAGE_MS = 60_000;

/** How often a long run says how far it is. */
const TELL_MS = 10_000;

/**
 * How many rows were opened, how many were there before, and how many failed and are left to another run; and
 * how many payouts had to be counted in rows that were there, or only filed, so that searches find them.
 * `counted` is what all rows together count more than before, in payouts and cents; the log has it by
 * affiliate. `next` is where to go on, null at the end.
 */
export interface OpeningReport {
  opened: number;
  present: number;
  adopted: number;
  filed: number;
  failed: number;
  counted: Pick<Counters, 'payout_count' | 'committed' | 'paid'>;
  next: string | null;
}

/** What became of one affiliate's row and payouts. */
interface Outcome extends Pick<OpeningReport, 'adopted' | 'filed'> {
  row: 'opened' | 'present' | 'failed';
  counted: Counters;
}

const FAILED: Outcome = { row: 'failed', adopted: 0, filed: 0, counted: NO_PAYOUTS };

/**
 * Invoked by an operator on the day of the takeover, and after an upgrade that asks for it: opens the balance
 * row of every affiliate who has none, from the affiliate `after` on, counts what a row does not count as
 * what it is, and files each payout under what it is found by. It may run at any time,
 * as often as wanted, and while requests do.
 */
export const buildOpenBalances =
  (dependencies: Dependencies) =>
  async (event: unknown, context: RunContext): Promise<OpeningReport> => {
    const { after } = orderOf(isCall, event);
    const { store, now } = during(dependencies, context);
    const report = newReport();
    let toldMs = store.remainingMs();
    for await (const { affiliateIds, next } of pagesOfAffiliates(store, 'affiliates', { after })) {
      const outcomes = await inParallel(affiliateIds, open);
      for (const outcome of outcomes) add(report, outcome);
      report.next = next;
      if (toldMs - store.remainingMs() >= TELL_MS) {
        toldMs = store.remainingMs();
        log('info', 'open-balances-so-far', { ...report });
      }
      if (store.remainingMs() < PAGE_MS) break;
    }
    log(report.failed > 0 ? 'error' : 'info', 'open-balances', { ...report });
    return report;

    /** One that fails must not hold up the others. */
    async function open(affiliateId: string): Promise<Outcome> {
      try {
        const opening = await ensureBalanceRow(store, affiliateId);
        const adoption = await adoptPayouts(store, affiliateId, now());
        const counted = addCounters(opening.counted, adoption.counted);
        const outcome = { row: opening.row, ...adoption, counted };
        if (adoption.adopted + counted.payout_count > 0) {
          log('info', 'open-balance', { affiliateId, ...outcome });
        }
        // Also if nothing was counted now: a request may have opened the row, and no stream shows the past.
        await alarmIfOverdrawn({ store, now }, affiliateId);
        return outcome;
      } catch (error) {
        log('error', 'open-balances', { affiliateId, stack: (error as Error).stack });
        return FAILED;
      }
    }
  };

function newReport(): OpeningReport {
  const counted = { payout_count: 0, committed: 0, paid: 0 };
  return { opened: 0, present: 0, adopted: 0, filed: 0, failed: 0, counted, next: null };
}

function add(report: OpeningReport, { row, adopted, filed, counted }: Outcome): void {
  report[row]++;
  report.adopted += adopted;
  report.filed += filed;
  for (const name of ['payout_count', 'committed', 'paid'] as const) report.counted[name] += counted[name];
}

export const handler = deployedToAct(buildOpenBalances);
