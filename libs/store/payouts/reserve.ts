import { type Affiliate, drawableAt, requireActive, requireAffiliate } from '../../payouts/affiliate.ts';
import { shortfallOf } from '../../payouts/balance.ts';
import { tryAgain } from '../../payouts/errors.ts';
import { type RequestStamp, requireSameRequest } from '../../payouts/idempotency.ts';
import { marksOf } from '../../payouts/mark.ts';
import { type Payout, requireReadable } from '../../payouts/payout.ts';
import { filed } from '../../payouts/search-keys.ts';
import { getAffiliate } from '../affiliates.ts';
import { toBalanceRow } from '../balances/balance-row.ts';
import { mendRow } from '../balances/mend-row.ts';
import { openBalanceRow } from '../balances/open-balance.ts';
import { requireAllReadable, sumPayouts } from '../balances/sum-payouts.ts';
import type { Store } from '../engine/client.ts';
import { BALANCE_COVERS_IT, PAYOUT_IS_NEW, RECORDS_ARE_READABLE } from '../engine/conditions.ts';
import { AGAIN, untilSettled } from '../engine/retry.ts';
import { type Reason, transact, type Write } from '../engine/transaction.ts';
import { affiliateStands } from './affiliate-stands.ts';
import { getPayoutToTheLetter } from './get-payout.ts';
import { toRecordedPayout } from './record.ts';

/** The payouts that a call ended with: its own, or those that the same call made before. */
export interface Reservation {
  payouts: Payout[];
  isReplay: boolean;
}

/** What is to be reserved, for whom and when, and who asks for it. */
interface Wanted {
  affiliate: Affiliate;
  amount: number;
  now: string;
  isByAdmin: boolean;
}

/**
 * Reserves the money for all of the drafts and records them as counted, in one transaction: never more than
 * was earned, and never twice under one id, however many calls run at once and whichever answers are lost.
 * @throws insufficient_balance, affiliate_inactive, not_an_affiliate, idempotency_key_reused,
 * records_unreadable, try_again
 */
export async function reservePayouts(
  store: Store,
  drafts: Payout[],
  affiliate: Affiliate,
): Promise<Reservation> {
  let current = affiliate;
  const payouts = drafts.map((draft) => filed({ ...draft, ...marksOf(draft) }));
  const amount = payouts.reduce((sum, payout) => sum + payout.amount, 0);
  const now = payouts[0]?.requested_at ?? '';
  const isByAdmin = payouts[0]?.history[0]?.role === 'admin';
  const reservation = await untilSettled(store, async () => {
    const wanted = { affiliate: current, amount, now, isByAdmin };
    const reasons = await transact(store, writes(store, payouts, wanted));
    if (!reasons) return { payouts, isReplay: false };
    const [row, record] = reasons.slice(payouts.length);
    // First the replay: a call that was carried out must not be refused for the money that it took itself.
    const earlier = earlierCall(reasons.slice(0, payouts.length), payouts[0]?.request_fingerprint);
    if (earlier) return earlier;
    if (record?.conditionFailed || row?.conditionFailed) {
      current = await readAgain(store, wanted);
      if (hasMoved(current, affiliate)) return undefined;
      if (row?.conditionFailed) await requireCover(store, row, { ...wanted, affiliate: current });
    }
    return AGAIN;
  });
  // The payouts were drafted for a destination that is no longer on record. The next call drafts them for the
  // new one.
  if (!reservation) throw tryAgain();
  return reservation;
}

/**
 * The payouts that the same call made before, undefined if there are none. An answer that was given once is
 * given again, even if today's rules would refuse the request.
 * @throws idempotency_key_reused
 */
export async function findReplay(
  store: Store,
  { payoutIds, fingerprint }: RequestStamp,
): Promise<Reservation | undefined> {
  const onRecord = await Promise.all(payoutIds.map((payoutId) => getPayoutToTheLetter(store, payoutId)));
  const payouts = onRecord.filter((payout) => payout !== undefined).map(requireReadable);
  return payouts.length > 0 ? replay(payouts, fingerprint, payoutIds.length) : undefined;
}

/**
 * What the same call made before; AGAIN while another write to a payout, such as a mail's note, hides whether
 * it did.
 */
function earlierCall(puts: Reason[], fingerprint?: string): Reservation | typeof AGAIN | undefined {
  const items = puts.flatMap(({ item }) => (item ? [item] : []));
  const onRecord = items.map((item) => requireReadable(toRecordedPayout(item)));
  if (onRecord.length > 0) return replay(onRecord, fingerprint, puts.length) ?? AGAIN;
  return puts.some(({ isHidden }) => isHidden) ? AGAIN : undefined;
}

/** Undefined if some are missing: conflicts can hide a part of what is on record. */
function replay(onRecord: Payout[], fingerprint = '', count: number): Reservation | undefined {
  for (const payout of onRecord) requireSameRequest(payout, fingerprint);
  return onRecord.length === count ? { payouts: onRecord, isReplay: true } : undefined;
}

/** The index may have been behind, so a request is refused only by what the record itself says. */
async function readAgain(store: Store, { affiliate, isByAdmin }: Wanted): Promise<Affiliate> {
  const record = await getAffiliate(store, affiliate.affiliate_id);
  const isTheirs = isByAdmin || record?.user_id === affiliate.user_id;
  const current = requireAffiliate(isTheirs ? record : undefined);
  requireActive(current);
  return current;
}

function hasMoved(now: Affiliate, before: Affiliate): boolean {
  return now.payment_method !== before.payment_method || now.payment_email !== before.payment_email;
}

/**
 * Judges why the row refused the amount, and opens the row if there is none.
 * @throws insufficient_balance, records_unreadable
 */
async function requireCover(
  store: Store,
  { item }: Reason,
  { affiliate, amount, now }: Wanted,
): Promise<void> {
  const { affiliate_id } = affiliate;
  const row = item && toBalanceRow(item);
  if (row && row.unreadable.size > 0) {
    await mendRow(store, affiliate_id, row);
    return;
  }
  const counters = row ?? requireAllReadable(await sumPayouts(store, affiliate_id));
  const shortfall = shortfallOf(affiliate, counters, amount, now);
  if (shortfall) throw shortfall;
  if (!row) await openBalanceRow(store, affiliate_id);
}

function writes({ tables }: Store, payouts: Payout[], wanted: Wanted): Write[] {
  const { affiliate, amount, now } = wanted;
  const puts = payouts.map((Item) => ({
    Put: { TableName: tables.payouts, Item, ConditionExpression: PAYOUT_IS_NEW },
  }));
  const Update = {
    TableName: tables.balances,
    Key: { affiliate_id: affiliate.affiliate_id },
    UpdateExpression:
      'SET committed = committed + :amount, held = held + :amount, payout_count = payout_count + :count',
    ConditionExpression: `${BALANCE_COVERS_IT} AND ${RECORDS_ARE_READABLE}`,
    ExpressionAttributeValues: {
      ':amount': amount,
      ':count': payouts.length,
      ':headroom': drawableAt(affiliate, now) - amount,
    },
  };
  return [...puts, { Update }, affiliateStands(tables, affiliate, wanted)];
}
