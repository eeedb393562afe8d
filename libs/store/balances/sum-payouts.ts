import { type Counters, countPayout, NO_PAYOUTS } from '../../payouts/balance.ts';
import { isCounted } from '../../payouts/mark.ts';
import { isReadable, type RecordedPayout, recordsUnreadable } from '../../payouts/payout.ts';
import type { Named } from '../../payouts/reconciliation.ts';
import type { Store } from '../engine/client.ts';
import { pagesOfPayouts } from '../payouts/payouts-of.ts';

/** What the payouts on record come to, and the ids of those that need a look. */
export interface PayoutSum extends Counters, Named {}

/** Sums an affiliate's payouts by their statuses. */
export async function sumPayouts(store: Store, affiliateId: string): Promise<PayoutSum> {
  let counters = NO_PAYOUTS;
  const named: Named = { uncounted: [], unreadable: [], unknown: [] };
  for await (const payouts of pagesOfPayouts(store, affiliateId)) {
    for (const payout of payouts) {
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
