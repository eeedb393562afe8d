import type { User } from '../http/token.ts';
import { type Affiliate, requireAffiliate } from '../payouts/affiliate.ts';
import { type RecordedPayout, requirePayout } from '../payouts/payout.ts';
import { getAffiliateByUserId } from '../store/affiliates.ts';
import type { Store } from '../store/engine/client.ts';
import { getPayout } from '../store/payouts/get-payout.ts';

/** The caller's own affiliate account. @throws not_an_affiliate, affiliate_ambiguous */
export async function ownAffiliate(store: Store, { userId }: User): Promise<Affiliate> {
  return requireAffiliate(await getAffiliateByUserId(userId, store));
}

/** One of the caller's own payouts. @throws payout_not_found, and what `ownAffiliate` throws */
export async function ownPayout(store: Store, user: User, payoutId: string): Promise<RecordedPayout> {
  const affiliate = await ownAffiliate(store, user);
  return requirePayout(await getPayout(store, payoutId), affiliate);
}
