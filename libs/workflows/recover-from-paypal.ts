import type { Payout } from '../payouts/payout.ts';
import { alarm } from '../runtime/log.ts';
import { getReadablePayout } from '../store/payouts/get-payout.ts';
import type { PaypalDependencies } from './dependencies.ts';
import { isElsewhere, type SendOutcome, sendPayout } from './send-to-paypal.ts';
import { type Finding, settleByBatch, settleByItem } from './settle-from-paypal.ts';

/**
 * How a recovery ended: PayPal was asked about the payout, or a post of it ended in another way than `sent`.
 */
export interface Recovery {
  outcome: 'asked' | Exclude<SendOutcome, 'sent'>;
  /** The payout as it is then; undefined if there is none. */
  payout: Payout | undefined;
  /** The reason that PayPal gives, if it is the company's own to clear. */
  blockedBy?: string;
}

/**
 * Brings a payout that PayPal carries to where PayPal says it is, from wherever a crash or a lost answer left
 * it: posts what may not have been posted, finds the item, and settles by it.
 */
export async function recoverPayout(dependencies: PaypalDependencies, payoutId: string): Promise<Recovery> {
  const payout = await getReadablePayout(dependencies.store, payoutId);
  if (!payout) return { outcome: 'not_ours', payout };
  const posted = payout.provider?.batch_id ? payout : await post(dependencies, payout);
  if ('outcome' in posted) return posted;
  const { word, ...facts } = await askAbout(dependencies, posted);
  return { outcome: word === 'unconfigured' ? 'elsewhere' : 'asked', ...facts };
}

/** Posts the payout. @returns the payout with its batch, or how the recovery ended without one */
async function post(dependencies: PaypalDependencies, payout: Payout): Promise<Payout | Recovery> {
  const outcome = await sendPayout(dependencies, payout);
  const after = await getReadablePayout(dependencies.store, payout.payout_id);
  if (outcome !== 'sent') return { outcome, payout: after };
  return after ?? { outcome: 'not_ours', payout: after };
}

/**
 * Asks PayPal about a payout that it has accepted, as it was just read, and settles by what it answers. Posts
 * nothing.
 */
export async function askAbout(dependencies: PaypalDependencies, payout: Payout): Promise<Finding> {
  const { paypal } = dependencies;
  const { item_id, batch_id } = payout.provider ?? {};
  // Another account would not know the payout, and that would tell us nothing about it.
  if (isElsewhere(dependencies, payout)) return { payout, word: 'unconfigured' };
  if (!batch_id) return { payout, word: 'unasked' };
  if (item_id) {
    const item = await paypal.getItem(item_id);
    return item ? about(payout, await settleByItem(dependencies, item, payout)) : missing(payout);
  }
  const batch = await paypal.getBatch(batch_id);
  return batch ? about(payout, await settleByBatch(dependencies, batch, payout)) : missing(payout);
}

/** What PayPal answers may be about another payout, which says nothing of this one. */
function about(payout: Payout, finding: Finding | undefined): Finding {
  return finding?.payout.payout_id === payout.payout_id ? finding : { payout, word: 'strange' };
}

/** PayPal has accepted it and knows nothing of it: another PayPal, or a mistake there. */
function missing(payout: Payout): Finding {
  alarm('paypal-missing', { payoutId: payout.payout_id });
  return { payout, word: 'absent' };
}
