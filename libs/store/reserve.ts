import { type Affiliate, requireActive, requireAffiliate } from '../affiliates.ts';
import { type Counters, insufficientBalance } from '../balance.ts';
import { requireSameRequest } from '../idempotency.ts';
import type { Payout } from '../payouts.ts';
import { getAffiliate } from './affiliates.ts';
import { openBalanceRow } from './balances.ts';
import type { Store } from './client.ts';
import { AFFILIATE_STANDS, BALANCE_COVERS_IT, PAYOUT_IS_NEW } from './conditions.ts';
import { getPayout } from './payouts.ts';
import { AGAIN, untilSettled } from './retry.ts';
import { type Reason, transact, type Writes } from './transaction.ts';

/** The payout that a request ended with: this one's, or the one that the same request made before. */
export interface Reservation {
  payout: Payout;
  isReplay: boolean;
}

/**
 * Reserves the money and records the payout, in one transaction: never more than was earned, and never twice under
 * one id, however many run at once and whichever answers are lost.
 * @throws insufficient_balance, affiliate_inactive, not_an_affiliate, idempotency_key_reused, try_again
 */
export async function reservePayout(
  store: Store,
  payout: Payout,
  affiliate: Affiliate,
  remainingMs: () => number,
): Promise<Reservation> {
  let current = affiliate;
  return untilSettled(remainingMs, async () => {
    const reasons = await transact(store, reservation(store, payout, current));
    if (!reasons) return { payout, isReplay: false };
    const [onRecord, row, record] = reasons;
    // First the replay: a request that was carried out must not be refused for the money that it took itself.
    if (onRecord?.item) return replay(onRecord.item as unknown as Payout, payout.request_fingerprint);
    if (record?.conditionFailed || row?.conditionFailed) {
      current = await readAgain(store, current);
      await settleRow(store, row, current, payout.amount);
    }
    return AGAIN;
  });
}

/**
 * The payout that the same request made before, where today's rules refuse it: an answer given once is given for ever.
 * @throws the refusal where there is none; idempotency_key_reused
 */
export async function requireReplay(
  store: Store,
  { payoutId, fingerprint }: { payoutId: string; fingerprint: string },
  refusal: Error,
): Promise<Reservation> {
  const onRecord = await getPayout(store, payoutId);
  if (!onRecord) throw refusal;
  return replay(onRecord, fingerprint);
}

function replay(onRecord: Payout, fingerprint: string | undefined): Reservation {
  requireSameRequest(onRecord, fingerprint);
  return { payout: onRecord, isReplay: true };
}

/** The index may have been behind, so nobody is refused before the record itself was read. */
async function readAgain(store: Store, { affiliate_id, user_id }: Affiliate): Promise<Affiliate> {
  const record = await getAffiliate(store, affiliate_id);
  const affiliate = requireAffiliate(record?.user_id === user_id ? record : undefined);
  requireActive(affiliate);
  return affiliate;
}

async function settleRow(store: Store, row: Reason | undefined, affiliate: Affiliate, amount: number) {
  if (!row?.conditionFailed) return;
  if (!row.item) return openBalanceRow(store, affiliate.affiliate_id);
  const available = affiliate.total_earned - (row.item as unknown as Counters).committed;
  if (available < amount) throw insufficientBalance(Math.max(0, available), amount);
}

/** With ALL_OLD a refusal explains itself without another read. The order is the order in which reasons are judged. */
function reservation({ tables }: Store, payout: Payout, affiliate: Affiliate): Writes {
  const ReturnValuesOnConditionCheckFailure = 'ALL_OLD' as const;
  const Key = { affiliate_id: affiliate.affiliate_id };
  return [
    {
      Put: {
        TableName: tables.payouts,
        Item: payout,
        ConditionExpression: PAYOUT_IS_NEW,
        ReturnValuesOnConditionCheckFailure,
      },
    },
    {
      Update: {
        TableName: tables.balances,
        Key,
        UpdateExpression: 'SET committed = committed + :amount, payout_count = payout_count + :one',
        ConditionExpression: BALANCE_COVERS_IT,
        ExpressionAttributeValues: {
          ':amount': payout.amount,
          ':one': 1,
          ':headroom': affiliate.total_earned - payout.amount,
        },
        ReturnValuesOnConditionCheckFailure,
      },
    },
    {
      ConditionCheck: {
        TableName: tables.affiliates,
        Key,
        ConditionExpression: AFFILIATE_STANDS,
        ExpressionAttributeNames: { '#status': 'status' },
        ExpressionAttributeValues: {
          ':active': 'active',
          ':user': affiliate.user_id,
          ':earned': affiliate.total_earned,
        },
        ReturnValuesOnConditionCheckFailure: 'NONE',
      },
    },
  ];
}
