import type { AdminPayoutView } from '../../schemas/parts/payout.ts';
import { showPayoutToAdmin } from '../http/views.ts';
import type { Payout, RecordedPayout } from '../payouts/payout.ts';
import { type Warning, warningsOf } from '../payouts/warnings.ts';
import { log } from '../runtime/log.ts';
import { othersWithTransaction } from '../store/payouts/same-transaction.ts';
import { findShared } from '../store/shared-destinations.ts';
import { readStandings } from '../store/standings.ts';
import type { Dependencies } from './dependencies.ts';

/**
 * The payouts as an admin sees them, each with its warnings as of now: one more read for a page, and two
 * small ones for each address.
 */
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
  const affiliateIds = payouts.map(({ affiliate_id }) => affiliate_id);
  const [standings, shared] = await Promise.all([
    readStandings(store, affiliateIds),
    findShared(store, payouts),
  ]);
  const nothing = { affiliate: undefined, row: undefined };
  return payouts.map((payout, index) => {
    const standing = standings.get(payout.affiliate_id) ?? nothing;
    return warningsOf(payout, { ...standing, isShared: shared[index] === true }, now());
  });
}

/**
 * The same for payouts that were just moved. What was done must not be answered with an error, so if the
 * warnings cannot be read, there are none.
 */
export async function showProcessedToAdmin(
  dependencies: Dependencies,
  payouts: readonly Payout[],
): Promise<AdminPayoutView[]> {
  return orElse('warnings-unread', showPayoutsToAdmin(dependencies, payouts), () =>
    payouts.map((payout) => showPayoutToAdmin(payout, [])),
  );
}

/** A payout that was moved with others, and the other payouts that have its transaction, if there are any. */
export interface ResultView {
  payout: AdminPayoutView;
  also_on?: string[];
}

/** So many payouts with the same transaction are named at most. */
const ALSO_ON_MAX = 100;

/**
 * The same for the results of a call that moves many. `having` are the payouts with the transactions that
 * they are to have, if they were not moved yet.
 */
export async function showResultsToAdmin(
  dependencies: Dependencies,
  payouts: readonly Payout[],
  { having = payouts, alsoOnMax = ALSO_ON_MAX } = {},
): Promise<ResultView[]> {
  const [shown, others] = await Promise.all([
    showProcessedToAdmin(dependencies, payouts),
    orElse('transactions-unread', othersWithTransaction(dependencies.store, having, alsoOnMax), () => []),
  ]);
  return shown.map((payout, index) => {
    const also_on = others[index] ?? [];
    return { payout, ...(also_on.length > 0 && { also_on }) };
  });
}

async function orElse<Value>(event: string, read: Promise<Value>, otherwise: () => Value): Promise<Value> {
  try {
    return await read;
  } catch (error) {
    log('warn', event, { stack: (error as Error).stack });
    return otherwise();
  }
}
