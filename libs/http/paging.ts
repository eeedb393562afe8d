import { type FieldFault, invalidFields } from '../payouts/errors.ts';
import { type ListRequest, orderOf, type PayoutFilter, type TimeRange } from '../payouts/filter.ts';
import { PAYOUT_STATUSES, type PaymentMethod } from '../payouts/payout.ts';
import type { Position } from '../payouts/position.ts';
import { toIsoTime } from '../payouts/time.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';

const LIMIT_DEFAULT = 100;

/** What a validated query can say of a list: all of it for admins, a part of it for affiliates. */
export interface ListQuery {
  limit?: string;
  cursor?: string;
  /** One status, or several separated by commas. */
  status?: string;
  affiliate_id?: string;
  payment_method?: PaymentMethod;
  payment_email?: string;
  transaction_id?: string;
  receipt_number?: string;
  from?: string;
  to?: string;
  ended_from?: string;
  ended_to?: string;
}

/**
 * The page that a validated query asks for.
 * @throws invalid_request for a time that is none, a range that ends before it begins, and a cursor that is
 * not one of this list
 */
export function listRequestOf(query: ListQuery): ListRequest {
  const filter = filterOf(query);
  return {
    limit: limitOf(query),
    filter,
    ...(query.cursor !== undefined && { after: decodeCursor(query.cursor, orderOf(filter)) }),
  };
}

/** How many items a page may have. */
export function limitOf({ limit }: { limit?: string }): number {
  return Number(limit ?? LIMIT_DEFAULT);
}

/** The `next_cursor` of a page: null on the last one. */
export function cursorAfter(next: Position | undefined): string | null {
  return next ? encodeCursor(next) : null;
}

function filterOf(query: ListQuery): PayoutFilter {
  const { status, affiliate_id, payment_method, payment_email, transaction_id, receipt_number } = query;
  const faults: FieldFault[] = [];
  const requested = rangeOf(query, 'from', 'to', faults);
  const ended = rangeOf(query, 'ended_from', 'ended_to', faults);
  if (faults.length > 0) throw invalidFields(faults);
  const named = new Set<string>(status?.split(','));
  return {
    ...(affiliate_id !== undefined && { affiliateId: affiliate_id }),
    ...(status !== undefined && { statuses: PAYOUT_STATUSES.filter((each) => named.has(each)) }),
    ...(payment_method !== undefined && { method: payment_method }),
    ...(payment_email !== undefined && { email: payment_email.toLowerCase() }),
    ...(transaction_id !== undefined && { transactionId: transaction_id }),
    ...(receipt_number !== undefined && { receiptNumber: receipt_number.toUpperCase() }),
    ...(requested && { requested }),
    ...(ended && { ended }),
  };
}

type Bound = 'from' | 'to' | 'ended_from' | 'ended_to';

/**
 * The time between two members of a query, with both of its ends; undefined if it has neither. What is wrong
 * with them is added to the faults.
 */
export function rangeOf(
  query: Pick<ListQuery, Bound>,
  fromName: Bound,
  toName: Bound,
  faults: FieldFault[],
): TimeRange | undefined {
  const from = boundOf(query[fromName], '00:00:00.000');
  const to = boundOf(query[toName], '23:59:59.999');
  if (from === null) faults.push({ path: fromName, message: NO_TIME });
  if (to === null) faults.push({ path: toName, message: NO_TIME });
  if (from && to && to < from) faults.push({ path: toName, message: `must not be before ${fromName}` });
  if (!from && !to) return undefined;
  return { ...(from && { from }), ...(to && { to }) };
}

const NO_TIME = 'must be a date or a time that exists';

/** The time in ISO 8601 UTC, with this time of day if it is only a date; null if there is no such time. */
function boundOf(text: string | undefined, timeOfDay: string): string | null | undefined {
  if (text === undefined) return undefined;
  const isDate = !text.includes('T');
  return toIsoTime(isDate ? `${text}T${timeOfDay}Z` : text) ?? null;
}
