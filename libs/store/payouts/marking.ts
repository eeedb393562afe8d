import { marksOf } from '../../payouts/mark.ts';
import type { Payout } from '../../payouts/payout.ts';
import { filed } from '../../payouts/search-keys.ts';
import { assign } from '../engine/assignments.ts';
import type { Store } from '../engine/client.ts';
import { PAYOUT_EXISTS, stillAre } from '../engine/conditions.ts';
import type { Write } from '../engine/transaction.ts';
import { filing, updateOf } from './filing.ts';

/**
 * Marks the payout as counted by its status and its amount, writes the status as this service does, and files
 * it. A record without the time of its request gets the time `at` which it was counted: without one it would
 * be in no list.
 */
export function marking({ tables }: Store, payout: Payout, at?: string): Write {
  const { sets, names, values } = assign(changesOf(payout));
  const keys = filing(payout, counted(payout));
  const still = stillAre(countedBy(payout));
  const isDated = payout.requested_at !== undefined || at === undefined;
  const dating = isDated ? [] : ['requested_at = if_not_exists(requested_at, :at)'];
  const Update = {
    TableName: tables.payouts,
    Key: { payout_id: payout.payout_id },
    UpdateExpression: updateOf([...sets, ...keys.sets, ...dating], keys.removes),
    ConditionExpression: [PAYOUT_EXISTS, ...still.conditions].join(' AND '),
    ExpressionAttributeNames: { ...names, ...keys.names, ...still.names },
    ExpressionAttributeValues: { ...values, ...keys.values, ...still.values, ...(!isDated && { ':at': at }) },
  };
  return { Update };
}

/** All that decides what a payout is counted as, to the letter as it was read. */
export function countedBy(payout: Payout) {
  const {
    status,
    raw_status = status,
    amount,
    raw_amount = amount,
    affiliate_id,
    affiliate_status,
    counted_amount,
  } = payout;
  return {
    affiliate_id,
    status: raw_status ?? undefined,
    amount: raw_amount,
    affiliate_status,
    counted_amount,
  };
}

/** The payout after it was marked. */
export function counted({ raw_status, ...payout }: Payout): Payout {
  const isKept = payout.status === 'unknown' && raw_status !== undefined;
  return filed({ ...payout, ...changesOf(payout), ...(isKept && { raw_status }) });
}

/** An unknown status stays as it is, for a person to look at. */
function changesOf(payout: Payout): Partial<Payout> {
  const { status } = payout;
  return { ...marksOf(payout), ...(status !== 'unknown' && { status }) };
}
