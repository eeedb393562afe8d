import { type Adjustment, adjustmentsFor, isCounted } from '../../payouts/mark.ts';
import { type Payout, requirePayout, requireReadable, type UnreadablePayout } from '../../payouts/payout.ts';
import { openBalanceRow } from '../balances/open-balance.ts';
import { assign } from '../engine/assignments.ts';
import type { Store } from '../engine/client.ts';
import { ROW_IS_OPEN } from '../engine/conditions.ts';
import { AGAIN, untilSettled } from '../engine/retry.ts';
import { transact, type Write } from '../engine/transaction.ts';
import { writeIfHolds } from '../engine/write-if-holds.ts';
import { counted, marking } from './marking.ts';
import { toRecordedPayout } from './record.ts';

/** A payout that is counted as what it is, and how the counters were moved for that. */
export interface Adoption {
  payout: Payout;
  /** Empty if it was counted already. */
  adjustments: Adjustment[];
}

/**
 * Sees to it that the balance row counts the payout as what its record says: a payout that another service
 * wrote, or moved, is counted first, whatever is asked of it. One transaction moves the counters from what
 * the mark says to what the status says. A payout that is counted already costs nothing.
 * @throws payout_not_found, records_unreadable, try_again
 */
export async function adoptPayout(store: Store, payout: Payout, at: string): Promise<Adoption> {
  let current = payout;
  return untilSettled(store, async () => {
    if (isCounted(current)) return { payout: current, adjustments: [] };
    const adjustments = adjustmentsFor(current);
    const rows = adjustments.map((adjustment) => adjusting(store, current.payout_id, adjustment));
    const reasons = await transact(store, [marking(store, current, at), ...rows]);
    if (!reasons) return { payout: counted(current), adjustments };
    const [onRecord, ...failed] = reasons;
    if (onRecord?.conditionFailed) {
      current = requireReadable(requirePayout(onRecord.item && toRecordedPayout(onRecord.item)));
    }
    for (const [index, { affiliateId }] of adjustments.entries()) {
      if (failed[index]?.conditionFailed) await openBalanceRow(store, affiliateId);
    }
    return AGAIN;
  });
}

type Named = Pick<Payout, 'payout_id' | 'affiliate_id'>;

/**
 * Stops an affiliate's money until the record can be read again. Opens the row if there is none: one that is
 * being opened may have been summed before the record was spoilt.
 */
export async function noteUnreadable(store: Store, payout: UnreadablePayout): Promise<void> {
  await untilSettled(store, async () => {
    if (await changeUnreadable(store, payout, 'ADD')) return true;
    await openBalanceRow(store, payout.affiliate_id);
    return AGAIN;
  });
}

/** Lets an affiliate's money go on after a record was mended. */
export async function noteReadable(store: Store, payout: Named): Promise<void> {
  await changeUnreadable(store, payout, 'DELETE');
}

/** @returns false if there is no row */
async function changeUnreadable(
  store: Store,
  { payout_id, affiliate_id }: Named,
  action: 'ADD' | 'DELETE',
): Promise<boolean> {
  // A record that names no affiliate stops no money. The alarm of its read has named it.
  if (affiliate_id === '') return true;
  const Update = {
    TableName: store.tables.balances,
    Key: { affiliate_id },
    UpdateExpression: `${action} unreadable :ids`,
    ConditionExpression: ROW_IS_OPEN,
    ExpressionAttributeValues: { ':ids': new Set([payout_id]) },
  };
  return writeIfHolds(store, { Update });
}

function adjusting({ tables }: Store, payoutId: string, { affiliateId, change }: Adjustment): Write {
  const Update = {
    TableName: tables.balances,
    Key: { affiliate_id: affiliateId },
    UpdateExpression:
      'ADD committed :committed, paid :paid, held :held, payout_count :payout_count DELETE unreadable :ids',
    ConditionExpression: ROW_IS_OPEN,
    ExpressionAttributeValues: { ...assign(change).values, ':ids': new Set([payoutId]) },
  };
  return { Update };
}
