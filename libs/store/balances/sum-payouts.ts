import { paginateQuery } from '@aws-sdk/lib-dynamodb';
import { type Counters, countPayout, NO_PAYOUTS } from '../../payouts/balance.ts';
import { isCounted } from '../../payouts/mark.ts';
import { isReadable, recordsUnreadable } from '../../payouts/payout.ts';
import type { Store } from '../engine/client.ts';
import { toRecordedPayout } from '../payouts/record.ts';

/** What the payouts on record come to. The ids name those that are not in the counters, or not yet. */
export interface PayoutSum extends Counters {
  unreadable: string[];
  /** Those that no balance row counts as what they are. They are in this sum. */
  uncounted: string[];
}

/**
 * Sums an affiliate's payouts by their statuses, from all pages: a query stops at 1 MB, and a sum that stops with it
 * is short.
 */
export async function sumPayouts(store: Store, affiliateId: string): Promise<PayoutSum> {
  let counters = NO_PAYOUTS;
  const unreadable: string[] = [];
  const uncounted: string[] = [];
  for await (const { Items = [] } of paginateQuery({ client: store.db }, query(store, affiliateId))) {
    for (const payout of Items.map(toRecordedPayout)) {
      if (!isReadable(payout)) unreadable.push(payout.payout_id);
      else counters = countPayout(counters, payout);
      if (isReadable(payout) && !isCounted(payout)) uncounted.push(payout.payout_id);
    }
  }
  return { ...counters, unreadable, uncounted };
}

/** @throws records_unreadable if the sum lacks a payout that cannot be read */
export function requireAllReadable(sum: PayoutSum): PayoutSum {
  if (sum.unreadable.length > 0) throw recordsUnreadable();
  return sum;
}

function query({ tables }: Store, affiliateId: string) {
  return {
    TableName: tables.payouts,
    IndexName: 'affiliate-payouts-index',
    KeyConditionExpression: 'affiliate_id = :affiliate',
    ProjectionExpression: 'payout_id, affiliate_id, affiliate_status, counted_amount, #status, amount',
    ExpressionAttributeNames: { '#status': 'status' },
    ExpressionAttributeValues: { ':affiliate': affiliateId },
  };
}
