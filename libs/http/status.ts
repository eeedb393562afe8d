import type { ErrorCode } from '../payouts/errors.ts';

/** The HTTP status of each code. A code that is missing here does not compile. */
export const STATUS_OF: Record<ErrorCode, number> = {
  unauthenticated: 401,
  admin_required: 403,
  insufficient_scope: 403,
  read_only: 403,
  not_an_affiliate: 403,
  affiliate_inactive: 403,
  affiliate_ambiguous: 409,
  invalid_json: 400,
  invalid_request: 400,
  amount_below_minimum: 400,
  amount_above_maximum: 400,
  insufficient_balance: 400,
  payment_details_missing: 400,
  payout_not_found: 404,
  affiliate_not_found: 404,
  run_not_found: 404,
  route_not_found: 404,
  invalid_transition: 409,
  needs_override: 409,
  run_changed: 409,
  records_unreadable: 409,
  payload_too_large: 413,
  unsupported_media_type: 415,
  idempotency_key_reused: 422,
  try_again: 503,
  internal: 500,
};

/** The headers that a code adds to the answer. A conflict on one row passes in far less than a second. */
export const HEADERS_OF: Partial<Record<ErrorCode, Record<string, string>>> = {
  unauthenticated: { 'WWW-Authenticate': 'Bearer' },
  try_again: { 'Retry-After': '1' },
};
