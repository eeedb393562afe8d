import { markOf } from '../../payouts/mark.ts';
import type { Payout } from '../../payouts/payout.ts';
import { assign } from '../engine/assignments.ts';
import type { Store } from '../engine/client.ts';
import { PAYOUT_EXISTS, stillIs } from '../engine/conditions.ts';
import type { Write } from '../engine/transaction.ts';

/**
 * Marks the payout as counted by its status, and writes the status as this service does. A record without the time of
 * its request gets the time `at` which it was counted: without one it would be in no list.
 */
export function marking({ tables }: Store, payout: Payout, at?: string): Write {
  const { status, raw_status = status, affiliate_status, requested_at } = payout;
  const { sets, names, values } = assign(changesOf(payout));
  const isDated = requested_at !== undefined || at === undefined;
  const dating = isDated ? [] : ['requested_at = if_not_exists(requested_at, :at)'];
  const Update = {
    TableName: tables.payouts,
    Key: { payout_id: payout.payout_id },
    UpdateExpression: `SET ${[...sets, ...dating].join(', ')}`,
    ConditionExpression: [
      PAYOUT_EXISTS,
      stillIs('status', raw_status ?? undefined),
      stillIs('affiliate_status', affiliate_status),
    ].join(' AND '),
    ExpressionAttributeNames: { ...names, '#status': 'status', '#affiliate_status': 'affiliate_status' },
    ExpressionAttributeValues: {
      ...values,
      ...(!isDated && { ':at': at }),
      ...(raw_status !== null && { ':was_status': raw_status }),
      ...(affiliate_status !== undefined && { ':was_affiliate_status': affiliate_status }),
    },
  };
  return { Update };
}

/** The payout after it was marked. */
export function counted({ raw_status, ...payout }: Payout): Payout {
  const isKept = payout.status === 'unknown' && raw_status !== undefined;
  return { ...payout, ...changesOf(payout), ...(isKept && { raw_status }) };
}

/** An unknown status stays as it is, for a person to look at. */
function changesOf(payout: Payout): Pick<Payout, 'affiliate_status'> & Partial<Pick<Payout, 'status'>> {
  const { status } = payout;
  return { affiliate_status: markOf(payout), ...(status !== 'unknown' && { status }) };
}
