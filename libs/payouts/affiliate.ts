import { PayoutError } from './errors.ts';
import type { PaymentMethod } from './payout.ts';

/** What we read of an affiliate's record; another service owns and writes it. Amounts are cents. */
export interface Affiliate {
  affiliate_id: string;
  user_id: string;
  status: string;
  total_earned: number;
  payment_method?: PaymentMethod;
  payment_email?: string;
}

/** @throws not_an_affiliate where there is no record */
export function requireAffiliate(affiliate: Affiliate | undefined): Affiliate {
  if (affiliate) return affiliate;
  throw new PayoutError('not_an_affiliate', 'This user has no affiliate account.');
}

/** @throws affiliate_inactive for every status but `active` */
export function requireActive(affiliate: Affiliate): void {
  if (affiliate.status === 'active') return;
  throw new PayoutError(
    'affiliate_inactive',
    `Payouts need an active affiliate account; this one is ${affiliate.status}.`,
    { status: affiliate.status },
  );
}
