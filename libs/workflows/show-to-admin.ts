import type { AdminPayoutView } from '../../schemas/parts/payout.ts';
import { showPayoutToAdmin } from '../http/views.ts';
import type { Payout, RecordedPayout } from '../payouts/payout.ts';
import { type Warning, warningsOf } from '../payouts/warnings.ts';
import { log } from '../runtime/log.ts';
import { readStandings } from '../store/standings.ts';
import type { Dependencies } from './dependencies.ts';

/** The payouts as an admin sees them, each with its warnings as of now: one more read for a page. */
export async function showPayoutsToAdmin(
  dependencies: Dependencies,
  payouts: readonly RecordedPayout[],
): Promise<AdminPayoutView[]> {
  const warnings = await readWarnings(dependencies, payouts);
  return payouts.map((payout, index) => showPayoutToAdmin(payout, warnings[index] ?? []));
}

/** The warnings about each payout, in their order. */
export async function readWarnings(
  { store, now }: Dependencies,
  payouts: readonly RecordedPayout[],
): Promise<Warning[][]> {
  const standings = await readStandings(
    store,
    payouts.map(({ affiliate_id }) => affiliate_id),
  );
  const nothing = { affiliate: undefined, row: undefined };
  return payouts.map((payout) => warningsOf(payout, standings.get(payout.affiliate_id) ?? nothing, now()));
}

/**
 * The same for payouts that were just moved. What was done must not be answered with an error, so if the
 * warnings cannot be read, there are none.
 */
export async function showProcessedToAdmin(
  dependencies: Dependencies,
  payouts: readonly Payout[],
): Promise<AdminPayoutView[]> {
  try {
    return await showPayoutsToAdmin(dependencies, payouts);
  } catch (error) {
    log('warn', 'warnings-unread', { stack: (error as Error).stack });
    return payouts.map((payout) => showPayoutToAdmin(payout, []));
  }
}
