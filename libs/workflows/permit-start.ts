import { isEmailAddress } from '../payouts/address.ts';
import { drawableAt } from '../payouts/affiliate.ts';
import { PayoutError } from '../payouts/errors.ts';
import type { Payout } from '../payouts/payout.ts';
import { requireOverride, standingWarnings, type Warning } from '../payouts/warnings.ts';
import { getAffiliate } from '../store/affiliates.ts';
import { type BalanceRow, getBalanceRow } from '../store/balances/balance-row.ts';
import { mendRow } from '../store/balances/mend-row.ts';
import { ensureBalanceRow } from '../store/balances/open-balance.ts';
import type { Store } from '../store/engine/client.ts';
import { EARNINGS_COVER_ALL, RECORDS_ARE_READABLE } from '../store/engine/conditions.ts';
import type { Write } from '../store/engine/transaction.ts';
import { accountStands } from '../store/payouts/affiliate-stands.ts';

/** When a payout is to be started, and an admin's words why in spite of its warnings. */
interface Permission {
  now: string;
  override: string | undefined;
  /** The warnings that the words are about; if left out, all that there are. */
  excused?: readonly Warning[];
}

/**
 * Judges whether a payout may be started now: its account is active, and its earnings cover all that is
 * reserved and paid, or an admin says in `override` why it is started all the same.
 * @returns the conditions that keep this true until the start is written
 * @throws needs_override, records_unreadable, try_again
 */
export async function permitStart(
  store: Store,
  { affiliate_id }: Payout,
  { override, excused, now }: Permission,
): Promise<Write[]> {
  const [affiliate, opened] = await Promise.all([
    getAffiliate(store, affiliate_id),
    openRow(store, affiliate_id),
  ]);
  const row = opened && opened.unreadable.size > 0 ? await mendRow(store, affiliate_id, opened) : opened;
  const warnings = standingWarnings({ affiliate, row }, now);
  requireOverride(warnings, override, excused);
  if (!affiliate || warnings.length > 0) return [];
  return [rowCovers(store, affiliate_id, drawableAt(affiliate, now)), accountStands(store.tables, affiliate)];
}

/**
 * @throws payment_details_missing for a payout that PayPal could not pay, because it has no address that
 * works
 */
export function requirePayableByPaypal({ payment_email }: Payout): void {
  if (payment_email !== undefined && isEmailAddress(payment_email)) return;
  throw new PayoutError(
    'payment_details_missing',
    'PayPal cannot pay this payout: it has no e-mail address that can be used.',
    { fields: ['payment_email'] },
  );
}

async function openRow(store: Store, affiliateId: string): Promise<BalanceRow | undefined> {
  const row = await getBalanceRow(store, affiliateId);
  if (row) return row;
  await ensureBalanceRow(store, affiliateId);
  return getBalanceRow(store, affiliateId);
}

function rowCovers({ tables }: Store, affiliate_id: string, drawable: number): Write {
  const ConditionCheck = {
    TableName: tables.balances,
    Key: { affiliate_id },
    ConditionExpression: `${EARNINGS_COVER_ALL} AND ${RECORDS_ARE_READABLE}`,
    ExpressionAttributeValues: { ':earned': drawable },
  };
  return { ConditionCheck };
}
