import type { Payout } from '../payouts/payout.ts';
import { alarm } from '../runtime/log.ts';
import { getReadablePayout } from '../store/payouts/get-payout.ts';
import type { PaypalDependencies } from './dependencies.ts';
import { sendPayout } from './send-to-paypal.ts';
import { settleByBatch, settleByItem } from './settle-from-paypal.ts';

/**
 * Brings a payout that PayPal carries to where PayPal says it is, from wherever a crash or a lost answer left it: posts
 * what may not have been posted, finds the item, and settles by it. @returns the payout as it is then
 */
export async function recoverPayout(
  dependencies: PaypalDependencies,
  payoutId: string,
): Promise<Payout | undefined> {
  const payout = await getReadablePayout(dependencies.store, payoutId);
  if (!payout) return undefined;
  if (!payout.provider?.batch_id) {
    const outcome = await sendPayout(dependencies, payout);
    if (outcome === 'stale') alarm('paypal-stale', { payoutId });
    if (outcome !== 'sent') return getReadablePayout(dependencies.store, payoutId);
  }
  return askAbout(dependencies, payoutId);
}

/** Asks PayPal about a payout that it has accepted, and settles by what it answers. Posts nothing. */
export async function askAbout(
  dependencies: PaypalDependencies,
  payoutId: string,
): Promise<Payout | undefined> {
  const { store, paypal } = dependencies;
  const payout = await getReadablePayout(store, payoutId);
  const { item_id, batch_id } = payout?.provider ?? {};
  if (!payout || !batch_id) return payout;
  if (item_id) {
    const item = await paypal.getItem(item_id);
    return item ? settleByItem(dependencies, item) : missing(payout);
  }
  const batch = await paypal.getBatch(batch_id);
  return batch ? settleByBatch(dependencies, batch) : missing(payout);
}

/** PayPal has accepted it and knows nothing of it: another account, or another PayPal. */
function missing(payout: Payout): Payout {
  alarm('paypal-missing', { payoutId: payout.payout_id });
  return payout;
}
