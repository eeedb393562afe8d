import type { RecordedPayout } from './payout.ts';
import { isUnderWay, UNCLAIMED, UNDECIDED } from './provider.ts';
import { remedyWhileWaiting } from './provider-reasons.ts';

/** What keeps a payout from its receiver who can do something about it, in words for them. */
export interface Attention {
  code: string;
  message: string;
  remedy: string;
}

const NOT_CLAIMED: Attention = {
  code: 'unclaimed',
  message: 'PayPal keeps this payout for you, and it has not been claimed.',
  remedy: 'Open PayPal’s e-mail to you and claim the payout, with a PayPal account for this address.',
};

/** What the affiliate must do to get a payout that waits for them at PayPal; null if it does not. */
export function attentionOf(payout: Pick<RecordedPayout, 'status' | 'rail' | 'provider'>): Attention | null {
  const { status = '', reason } = payout.provider ?? {};
  if (!isUnderWay(payout) || !UNDECIDED.has(status)) return null;
  const known = remedyWhileWaiting(reason);
  if (known && reason) return { code: reason.toLowerCase(), ...known };
  return status === UNCLAIMED ? NOT_CLAIMED : null;
}
