/** A refusal: the parts of an error answer. */
export interface Refusal {
  status: number;
  code: string;
  message: string;
  details?: object;
  headers?: Record<string, string>;
}

export const UNAUTHENTICATED: Refusal = {
  status: 401,
  code: 'unauthenticated',
  message: 'A valid bearer token is needed.',
  headers: { 'www-authenticate': 'Bearer' },
};

export const NOT_AN_AFFILIATE: Refusal = {
  status: 403,
  code: 'not_an_affiliate',
  message: 'This user has no affiliate account.',
};

/** An `invalid_request` with these errors, in this order. */
export function invalidRequest(...faults: [path: string, message: string][]): Refusal {
  return {
    status: 400,
    code: 'invalid_request',
    message: `The request is not valid: ${faults.map((fault) => fault.join(' ').trim()).join('; ')}.`,
    details: { fields: faults.map(([path, message]) => ({ path, message })) },
  };
}

/** What the API says of a value in a request that it refuses. */
export const SAYS = {
  action: 'must be an action: start, complete, fail, return, amend or recall, with its own members',
  cents: 'must be a whole number of cents',
  cursor: 'must be a next_cursor of this list',
  dateOrTime: 'must be a date such as 2027-01-31, or a time in ISO 8601 UTC such as 2027-01-31T12:00:00Z',
  email: 'must be an e-mail address of at most 127 characters',
  key: 'must be 1 to 255 printable ASCII characters, bare or in double quotes',
  limit: 'must be a whole number from 1 to 100',
  method: 'must be paypal or zelle',
  object: 'must be object',
  reference: 'must be 1 to 255 printable ASCII characters',
  required: 'is required',
  status:
    'must be scheduled, pending, processing, completed, failed or cancelled, or several of them separated by commas',
  noTime: 'must be a date or a time that exists',
  text: 'must be text of 1 to 1000 characters',
  time: 'must be a time in ISO 8601 UTC, such as 2027-01-31T12:00:00Z',
  transaction: 'must be 1 to 128 printable ASCII characters',
  timeAhead: 'must be a time in the next 365 days',
  unknown: 'is not a known member',
};

export const ADMIN_REQUIRED: Refusal = {
  status: 403,
  code: 'admin_required',
  message: 'This needs the token of an admin.',
};

export const insufficientScope = (scope: string): Refusal => ({
  status: 403,
  code: 'insufficient_scope',
  message: `This needs a token with the scope ${scope}.`,
  details: { scope },
});

export const PAYOUT_NOT_FOUND: Refusal = {
  status: 404,
  code: 'payout_not_found',
  message: 'There is no such payout.',
};

export const RECORDS_UNREADABLE: Refusal = {
  status: 409,
  code: 'records_unreadable',
  message: 'A record of this affiliate cannot be read. No money moves until we have mended it.',
};

export const AFFILIATE_AMBIGUOUS: Refusal = {
  status: 409,
  code: 'affiliate_ambiguous',
  message:
    'This user has several active affiliate accounts, so it is not clear whose money this is. We have been alerted.',
};

export const KEY_REUSED: Refusal = {
  status: 422,
  code: 'idempotency_key_reused',
  message: 'This Idempotency-Key was used with another request. Use a new key for a new payout.',
};

export const REFERENCE_REUSED: Refusal = {
  ...KEY_REUSED,
  message:
    'This reference was used with another request for this affiliate. Use a new reference for a new payout.',
};

export const AFFILIATE_NOT_FOUND: Refusal = {
  status: 404,
  code: 'affiliate_not_found',
  message: 'There is no such affiliate.',
};

const PAST_TENSE: Record<string, string> = {
  start: 'started',
  cancel: 'cancelled',
  complete: 'completed',
  fail: 'failed',
  return: 'returned',
  amend: 'amended',
};

export const invalidTransition = (status: string, action: string): Refusal => ({
  status: 409,
  code: 'invalid_transition',
  message: `A ${status} payout cannot be ${PAST_TENSE[action]}.`,
  details: { status, action },
});

export const INVALID_JSON: Refusal = {
  status: 400,
  code: 'invalid_json',
  message: 'The body is not valid JSON.',
};

export const ROUTE_NOT_FOUND: Refusal = {
  status: 404,
  code: 'route_not_found',
  message: 'There is nothing at this method and path.',
};

export const TOO_LARGE: Refusal = {
  status: 413,
  code: 'payload_too_large',
  message: 'The body is larger than 16384 bytes.',
};

export const UNSUPPORTED_MEDIA_TYPE: Refusal = {
  status: 415,
  code: 'unsupported_media_type',
  message: 'The body must be sent as application/json.',
};

export const INTERNAL: Refusal = {
  status: 500,
  code: 'internal',
  message: 'Something went wrong on our side. The same request may be sent again.',
};

export const OUTCOME_UNKNOWN: Refusal = {
  ...INTERNAL,
  message:
    'Something went wrong on our side, and the outcome is unknown. Send the same request under the same key.',
};

export const TRY_AGAIN: Refusal = {
  status: 503,
  code: 'try_again',
  message: 'The service is busy and nothing was done. Try again in 1 second.',
};

export const affiliateInactive = (status: string): Refusal => ({
  status: 403,
  code: 'affiliate_inactive',
  message: `Payouts need an active affiliate account; this one is ${status}.`,
  details: { status },
});

export const insufficientBalance = (requested: number, available: number): Refusal => ({
  status: 400,
  code: 'insufficient_balance',
  message: `${inWords(requested)} were requested, but ${inWords(available)} are available.`,
  details: { available, requested },
});

const inWords = (cents: number) => `${cents} cents ($${(cents / 100).toFixed(2)})`;

export const RUN_NOT_FOUND: Refusal = {
  status: 404,
  code: 'run_not_found',
  message: 'There is no such run.',
};

export const runChanged = (...payout_ids: string[]): Refusal => ({
  status: 409,
  code: 'run_changed',
  message: `Of this run, ${payout_ids.length === 1 ? '1 payout' : `${payout_ids.length} payouts`} can no longer be started as frozen. Nothing was started: make a new run.`,
  details: { payout_ids },
});

export const runHas = (what: string, action: 'file' | 'result', status: string): Refusal => ({
  status: 409,
  code: 'invalid_transition',
  message: `This run ${what}.`,
  details: { status, action },
});
