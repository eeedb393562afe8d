import { type Affiliate, hasReadableEarnings } from '../payouts/affiliate.ts';
import { type Balance, balanceOf } from '../payouts/balance.ts';
import { affiliateNotFound } from '../payouts/errors.ts';
import { standingWarnings, type Warning } from '../payouts/warnings.ts';
import { isKeyText } from '../runtime/text.ts';
import { getAffiliate } from '../store/affiliates.ts';
import { getBalanceRow } from '../store/balances/balance-row.ts';
import { undeliveredIn } from '../store/balances/read-balance.ts';
import { sumPayouts } from '../store/balances/sum-payouts.ts';
import type { Store } from '../store/engine/client.ts';
import { findShared } from '../store/shared-destinations.ts';
import type { Dependencies } from './dependencies.ts';

/** Longer than any id on record, and far below DynamoDB's limit for a key. */
const ID_LENGTH_MAX = 512;

/** An affiliate as an admin sees it; what is not on record, or cannot be read, is null. */
export interface AffiliateView {
  affiliate_id: string;
  user_id: string;
  status: string;
  payment_method: Affiliate['payment_method'] | null;
  payment_email: string | null;
  balance: Balance | null;
  payout_count: number;
  warnings: Warning[];
}

/** @throws affiliate_not_found */
export async function showAffiliate(
  { store, now }: Dependencies,
  affiliateId: string,
): Promise<AffiliateView> {
  const affiliate = await findAffiliate(store, affiliateId);
  const [row, [isShared]] = await Promise.all([
    getBalanceRow(store, affiliateId),
    findShared(store, [affiliate]),
  ]);
  const sum = row ?? (await sumPayouts(store, affiliateId));
  const unreadable = [...sum.unreadable];
  const isReadable = unreadable.length === 0 && hasReadableEarnings(affiliate);
  return {
    affiliate_id: affiliate.affiliate_id,
    user_id: affiliate.user_id,
    status: affiliate.status,
    payment_method: affiliate.payment_method ?? null,
    payment_email: affiliate.payment_email ?? null,
    balance: isReadable ? { ...balanceOf(affiliate, sum, now()), ...undeliveredIn(row) } : null,
    payout_count: sum.payout_count + unreadable.length,
    warnings: [
      ...(isShared ? ['destination_shared' as const] : []),
      ...standingWarnings({ affiliate, row: sum }, now()),
      ...(isReadable ? [] : ['unreadable' as const]),
    ],
  };
}

async function findAffiliate(store: Store, affiliateId: string): Promise<Affiliate> {
  const isId = isKeyText(affiliateId, ID_LENGTH_MAX);
  const affiliate = isId ? await getAffiliate(store, affiliateId) : undefined;
  if (affiliate) return affiliate;
  throw affiliateNotFound();
}
