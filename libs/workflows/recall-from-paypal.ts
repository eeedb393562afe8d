import type { Payout } from '../payouts/payout.ts';
import { UNCLAIMED } from '../payouts/provider.ts';
import { invalidTransition } from '../payouts/transitions.ts';
import { log } from '../runtime/log.ts';
import { annotateProvider } from '../store/payouts/provider-lease.ts';
import { askForAdmin, hasTimeToAsk } from './ask-paypal.ts';
import type { Dependencies } from './dependencies.ts';

/** Who recalls a payout, and what they note about it. */
interface RecallOrder {
  userId: string;
  notes?: string | undefined;
}

/**
 * Has PayPal take back an item that its receiver has not claimed. The payout then ends as PayPal says. May be
 * repeated: what has come back already is answered as it is.
 * @throws invalid_transition, try_again
 */
export async function recallPayout(
  dependencies: Dependencies,
  found: Payout,
  order: RecallOrder,
): Promise<Payout> {
  const { payout } = await askForAdmin(dependencies, found);
  if (hasComeBack(found, payout)) return payout;
  const { paypal, store, now } = dependencies;
  const { provider, status } = payout;
  if (!paypal || !provider?.item_id || provider.status !== UNCLAIMED || status !== 'processing')
    throw notUnclaimed(payout);
  const { userId: by, notes } = order;
  const recall = { by, at: now(), ...(notes !== undefined && { notes }) };
  await annotateProvider(store, payout, { recall });
  if (!hasTimeToAsk(dependencies)) throw notTakenBack(payout);
  await paypal.cancelItem(provider.item_id).catch((error: unknown) => {
    log('warn', 'paypal-silent', { payoutId: payout.payout_id, error: String(error) });
  });
  // Only the item says whether it came back: the answer may be lost, or an earlier recall may have done it.
  const after = await askForAdmin(dependencies, { ...payout, provider: { ...provider, recall } });
  if (hasComeBack(payout, after.payout)) return after.payout;
  throw notTakenBack(after.payout);
}

function hasComeBack(before: Payout, after: Payout): boolean {
  return before.status === 'processing' && after.status === 'failed';
}

function notUnclaimed({ status, provider }: Payout) {
  const says = provider?.status ? `PayPal says ${provider.status}` : 'it is not known to be at PayPal';
  return invalidTransition(
    `Only a payout that nobody has claimed at PayPal can be recalled; of this one, ${says}.`,
    status,
    'recall',
  );
}

function notTakenBack({ status, provider }: Payout) {
  return invalidTransition(
    `PayPal has not said that it took this payout back; it last said ${provider?.status}. The recall may be repeated.`,
    status,
    'recall',
  );
}
