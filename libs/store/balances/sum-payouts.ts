import { paginateQuery } from '@aws-sdk/lib-dynamodb';
import { type Counters, countPayout, NO_PAYOUTS } from '../../payouts/balance.ts';
import { isCounted } from '../../payouts/mark.ts';
import { isReadable, type RecordedPayout, recordsUnreadable } from '../../payouts/payout.ts';
import type { Named } from '../../payouts/reconciliation.ts';
import type { Store } from '../engine/client.ts';
import { toRecordedPayout } from '../payouts/record.ts';

/** What the payouts on record come to, and the ids of those that need a look. */
export interface PayoutSum extends Counters, Named {}

/**
 * Sums an affiliate's payouts by their statuses, from all pages: a query stops at 1 MB, and a sum that stops
 * with it is short.
 */
export async function sumPayouts(store: Store, affiliateId: string): Promise<PayoutSum> {
  let counters = NO_PAYOUTS;
  const named: Named = { uncounted: [], unreadable: [], unknown: [] };
  for await (const { Items = [] } of paginateQuery({ client: store.db }, query(store, affiliateId))) {
    for (const payout of Items.map(toRecordedPayout)) {
      if (isReadable(payout)) counters = countPayout(counters, payout);
      for (const kind of kindsOf(payout)) named[kind].push(payout.payout_id);
    }
  }
  return { ...counters, ...named };
}

function kindsOf(payout: RecordedPayout): (keyof Named)[] {
  if (!isReadable(payout)) return ['unreadable'];
  return [
    ...(isCounted(payout) ? [] : (['uncounted'] as const)),
    ...(payout.status === 'unknown' ? (['unknown'] as const) : []),
  ];
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
