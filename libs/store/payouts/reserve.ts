import { type Affiliate, requireActive, requireAffiliate } from '../../payouts/affiliate.ts';
import { type Counters, insufficientBalance } from '../../payouts/balance.ts';
import { tryAgain } from '../../payouts/errors.ts';
import { type RequestStamp, requireSameRequest } from '../../payouts/idempotency.ts';
import type { Payout } from '../../payouts/payout.ts';
import { getAffiliate } from '../affiliates.ts';
import { openBalanceRow } from '../balances/open-balance.ts';
import { sumPayouts } from '../balances/read-balance.ts';
import type { Store } from '../engine/client.ts';
import {
  AFFILIATE_STANDS,
  BALANCE_COVERS_IT,
  EMAIL_STANDS,
  METHOD_STANDS,
  PAYOUT_IS_NEW,
} from '../engine/conditions.ts';
import { AGAIN, untilSettled } from '../engine/retry.ts';
import { type Reason, transact, type Writes } from '../engine/transaction.ts';
import { getPayout } from './get-payout.ts';

/** The payouts that a call ended with: its own, or those that the same call made before. */
export interface Reservation {
  payouts: Payout[];
  isReplay: boolean;
}

/**
 * Reserves the money for all of the payouts and records them, in one transaction: never more than was earned, and
 * never twice under one id, however many calls run at once and whichever answers are lost.
 * @throws insufficient_balance, affiliate_inactive, not_an_affiliate, idempotency_key_reused, try_again
 */
export async function reservePayouts(
  store: Store,
  payouts: Payout[],
  affiliate: Affiliate,
): Promise<Reservation> {
  let current = affiliate;
  const amount = payouts.reduce((sum, payout) => sum + payout.amount, 0);
  const reservation = await untilSettled(store, async () => {
    const reasons = await transact(store, writes(store, payouts, amount, current));
    if (!reasons) return { payouts, isReplay: false };
    const [row, record] = reasons.slice(payouts.length);
    // First the replay: a call that was carried out must not be refused for the money that it took itself.
    const earlier = earlierCall(reasons.slice(0, payouts.length), payouts[0]?.request_fingerprint);
    if (earlier) return earlier;
    if (record?.conditionFailed || row?.conditionFailed) {
      current = await readAgain(store, current);
      if (hasMoved(current, affiliate)) return undefined;
      const missing = await missingRow(store, row, current, amount);
      if (missing) await openBalanceRow(store, current.affiliate_id, missing);
    }
    return AGAIN;
  });
  // The payouts were drawn up for a destination that is on record no more. The next call draws them up for the new one.
  if (!reservation) throw tryAgain();
  return reservation;
}

/**
 * The payouts that the same call made before, undefined where there are none. An answer that was given once is given
 * again, even where today's rules would refuse the request.
 * @throws idempotency_key_reused
 */
export async function findReplay(
  store: Store,
  { payoutIds, fingerprint }: RequestStamp,
): Promise<Reservation | undefined> {
  const onRecord = await Promise.all(payoutIds.map((payoutId) => getPayout(store, payoutId)));
  const payouts = onRecord.filter((payout) => payout !== undefined);
  return payouts.length > 0 ? replay(payouts, fingerprint, payoutIds.length) : undefined;
}

/** What the same call made before; AGAIN while another write to a payout, such as a mail's note, hides whether it did. */
function earlierCall(puts: Reason[], fingerprint?: string): Reservation | typeof AGAIN | undefined {
  const onRecord = puts.flatMap(({ item }) => (item as Payout) ?? []);
  if (onRecord.length > 0) return replay(onRecord, fingerprint, puts.length) ?? AGAIN;
  return puts.some(({ isHidden }) => isHidden) ? AGAIN : undefined;
}

/** Undefined where some are missing: conflicts can hide a part of what is on record. */
function replay(onRecord: Payout[], fingerprint = '', count: number): Reservation | undefined {
  for (const payout of onRecord) requireSameRequest(payout, fingerprint);
  return onRecord.length === count ? { payouts: onRecord, isReplay: true } : undefined;
}

/** The index may have been behind, so nobody is refused before the record itself was read. */
async function readAgain(store: Store, { affiliate_id, user_id }: Affiliate): Promise<Affiliate> {
  const record = await getAffiliate(store, affiliate_id);
  const affiliate = requireAffiliate(record?.user_id === user_id ? record : undefined);
  requireActive(affiliate);
  return affiliate;
}

function hasMoved(now: Affiliate, before: Affiliate): boolean {
  return now.payment_method !== before.payment_method || now.payment_email !== before.payment_email;
}

/** What the row must be opened with, where there is none. @throws insufficient_balance where there is one, or the sum says so */
async function missingRow(store: Store, row: Reason | undefined, affiliate: Affiliate, amount: number) {
  if (!row?.conditionFailed) return undefined;
  const { affiliate_id, total_earned } = affiliate;
  const counters = (row.item as Counters | undefined) ?? (await sumPayouts(store, affiliate_id));
  const available = total_earned - counters.committed;
  if (available < amount) throw insufficientBalance(Math.max(0, available), amount);
  return row.item ? undefined : counters;
}

/** With ALL_OLD a refusal explains itself without another read. The order is the order in which reasons are judged. */
function writes({ tables }: Store, payouts: Payout[], amount: number, affiliate: Affiliate): Writes {
  const ReturnValuesOnConditionCheckFailure = 'ALL_OLD' as const;
  const Key = { affiliate_id: affiliate.affiliate_id };
  const puts = payouts.map((Item) => ({
    Put: {
      TableName: tables.payouts,
      Item,
      ConditionExpression: PAYOUT_IS_NEW,
      ReturnValuesOnConditionCheckFailure,
    },
  }));
  const Update = {
    TableName: tables.balances,
    Key,
    UpdateExpression:
      'SET committed = committed + :amount, held = held + :amount, payout_count = payout_count + :count',
    ConditionExpression: BALANCE_COVERS_IT,
    ExpressionAttributeValues: {
      ':amount': amount,
      ':count': payouts.length,
      ':headroom': affiliate.total_earned - amount,
    },
    ReturnValuesOnConditionCheckFailure,
  };
  const ConditionCheck = { TableName: tables.affiliates, Key, ...standing(affiliate) };
  return [...puts, { Update }, { ConditionCheck }];
}

/** That the record still says what the request was judged by. What of a destination is not usable, nothing was drawn from. */
function standing({ user_id, total_earned, payment_method, payment_email }: Affiliate) {
  const clauses = [AFFILIATE_STANDS, payment_method ? METHOD_STANDS : [], payment_email ? EMAIL_STANDS : []];
  return {
    ConditionExpression: clauses.flat().join(' AND '),
    ExpressionAttributeNames: { '#status': 'status' },
    ExpressionAttributeValues: {
      ':active': 'active',
      ':user': user_id,
      ':earned': total_earned,
      ...(payment_method && { ':method': payment_method }),
      ...(payment_email && { ':email': payment_email }),
    },
  };
}
