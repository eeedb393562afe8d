import type { Payout } from '../payouts/payout.ts';
import { isUnderWay, mayBePosted, type ProviderWord } from '../payouts/provider.ts';
import { troubleOf } from '../paypal/transport.ts';
import { log } from '../runtime/log.ts';
import type { Dependencies } from './dependencies.ts';
import { askAbout } from './recover-from-paypal.ts';
import type { Finding } from './settle-from-paypal.ts';

/** How long a question to PayPal can take. With less time left, it is not asked. */
const ASK_MS = 12_000;

/** Whether there is time for one more question to PayPal. */
export function hasTimeToAsk({ store }: Pick<Dependencies, 'store'>): boolean {
  return store.remainingMs() >= ASK_MS;
}

/**
 * Asks PayPal for an admin who wants to end a payout: it may have decided already. Never throws because of
 * PayPal.
 */
export async function askForAdmin(dependencies: Dependencies, payout: Payout): Promise<Finding> {
  const { paypal, ...rest } = dependencies;
  if (!isUnderWay(payout) || !mayBePosted(payout)) return { payout, word: 'unasked' };
  if (!paypal) return { payout, word: 'unconfigured' };
  if (!hasTimeToAsk(rest)) return { payout, word: 'silent' };
  try {
    return await askAbout({ ...rest, paypal }, payout);
  } catch (error) {
    log('warn', 'paypal-silent', { payoutId: payout.payout_id, error: String(error) });
    return { payout, word: troubleOf(error) === 'strange' ? 'strange' : 'silent' };
  }
}

/**
 * What PayPal said still holds for the payout as it is now, unless it was posted again or found since it was
 * asked.
 */
export function wordOn(current: Payout, { payout, word }: Finding): ProviderWord {
  const isSame =
    current.provider?.attempts === payout.provider?.attempts &&
    current.provider?.batch_id === payout.provider?.batch_id;
  return isSame ? word : 'silent';
}
