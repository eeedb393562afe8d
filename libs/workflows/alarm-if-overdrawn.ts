import { drawableAt, hasReadableEarnings } from '../payouts/affiliate.ts';
import { alarm } from '../runtime/log.ts';
import { getAffiliate } from '../store/affiliates.ts';
import { getBalanceRow } from '../store/balances/balance-row.ts';
import type { Dependencies } from './dependencies.ts';

/**
 * Tells a person if an affiliate's earnings do not cover what is promised and paid. This service never
 * reserves that much: another service did, or the earnings were taken back.
 */
export async function alarmIfOverdrawn(
  { store, now }: Pick<Dependencies, 'store' | 'now'>,
  affiliateId: string,
): Promise<void> {
  const [affiliate, row] = await Promise.all([
    getAffiliate(store, affiliateId),
    getBalanceRow(store, affiliateId),
  ]);
  if (!affiliate || !row || !hasReadableEarnings(affiliate)) return;
  const { committed } = row;
  const drawable = drawableAt(affiliate, now());
  if (committed > drawable) alarm('balance-overdrawn', { affiliateId, committed, drawable });
}
