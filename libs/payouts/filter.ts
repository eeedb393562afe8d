import type { PaymentMethod, PayoutStatus, RecordedPayout } from './payout.ts';
import type { Position, SortedBy } from './position.ts';
import { receiptNumber } from './receipt-number.ts';
import { endOf } from './search-keys.ts';

/** Some time, in ISO 8601 UTC with milliseconds. Both ends belong to it, and each may be open. */
export interface TimeRange {
  from?: string;
  to?: string;
}

/** Which payouts a list has: those that match every member. */
export interface PayoutFilter {
  affiliateId?: string;
  statuses?: readonly PayoutStatus[];
  method?: PaymentMethod;
  /** In lower case. */
  email?: string;
  transactionId?: string;
  /** In upper case. */
  receiptNumber?: string;
  requested?: TimeRange;
  ended?: TimeRange;
}

/** A page of a list: how many payouts at most, which ones, and where it begins. */
export interface ListRequest {
  limit: number;
  filter: PayoutFilter;
  after?: Position;
}

/** What a list with this filter is sorted by. */
export function orderOf({ ended }: PayoutFilter): SortedBy {
  return ended ? 'ended_at' : 'requested_at';
}

/** Whether the record says what the filter asks for. */
export function matches(filter: PayoutFilter, payout: RecordedPayout): boolean {
  const { affiliateId, statuses, method, email, transactionId, requested, ended } = filter;
  const number = filter.receiptNumber;
  return (
    (affiliateId === undefined || payout.affiliate_id === affiliateId) &&
    (statuses === undefined || statuses.some((status) => status === payout.status)) &&
    (method === undefined || payout.payment_method === method) &&
    (email === undefined || payout.payment_email?.toLowerCase() === email) &&
    (transactionId === undefined || payout.transaction_id?.trim() === transactionId) &&
    (number === undefined || receiptNumber(payout.payout_id) === number) &&
    (requested === undefined || isWithin(requested, payout.requested_at)) &&
    (ended === undefined || isWithin(ended, endOf(payout)?.at))
  );
}

function isWithin({ from, to }: TimeRange, at: string | undefined): boolean {
  return at !== undefined && (from === undefined || from <= at) && (to === undefined || at <= to);
}
