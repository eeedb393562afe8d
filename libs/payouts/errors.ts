/** One field of a request that breaks its schema. `path` is dotted, as in `payouts.0.amount`. */
export interface FieldFault {
  path: string;
  message: string;
}

/** The closed catalogue: every way in which a call can end badly, and the details that its caller gets. */
export interface ErrorDetails {
  unauthenticated: undefined;
  admin_required: undefined;
  insufficient_scope: { scope: string };
  read_only: undefined;
  not_an_affiliate: undefined;
  affiliate_inactive: { status: string };
  affiliate_ambiguous: undefined;
  invalid_json: undefined;
  invalid_request: { fields: FieldFault[] };
  amount_below_minimum: { minimum: number; index?: number };
  amount_above_maximum: { maximum: number; index?: number };
  insufficient_balance: { available: number; requested: number };
  payment_details_missing: { fields: string[]; index?: number };
  payout_not_found: undefined;
  affiliate_not_found: undefined;
  run_not_found: undefined;
  route_not_found: undefined;
  invalid_transition: { status: string; action: string };
  needs_override: { warnings: string[] };
  run_changed: { payout_ids: string[] };
  records_unreadable: undefined;
  payload_too_large: undefined;
  unsupported_media_type: undefined;
  idempotency_key_reused: undefined;
  try_again: undefined;
  internal: undefined;
}

/** The code of an error, as callers see it. */
export type ErrorCode = keyof ErrorDetails;

type DetailsArgument<Code extends ErrorCode> = ErrorDetails[Code] extends undefined
  ? []
  : [details: ErrorDetails[Code]];

/**
 * The one error that this project throws on purpose. Its message is shown to the caller: whole sentences, no
 * secrets.
 */
export class PayoutError<Code extends ErrorCode = ErrorCode> extends Error {
  override readonly name = 'PayoutError';
  readonly code: Code;
  readonly details: ErrorDetails[Code] | undefined;

  constructor(code: Code, message: string, ...[details]: DetailsArgument<Code>) {
    super(message);
    this.code = code;
    this.details = details;
  }
}

/** Whether something that was thrown is our own error with this code. */
export function isCode(thrown: unknown, code: ErrorCode): thrown is PayoutError {
  return thrown instanceof PayoutError && thrown.code === code;
}

/** The error for an affiliate's id that no record has. */
export function affiliateNotFound(): PayoutError<'affiliate_not_found'> {
  return new PayoutError('affiliate_not_found', 'There is no such affiliate.');
}

/** The error for every write of a stage in shadow. */
export function readOnly(): PayoutError<'read_only'> {
  return new PayoutError('read_only', 'This service is a shadow: it can be read, and changes nothing.');
}

/** The error for one bad field. */
export function invalidField(path: string, message: string): PayoutError<'invalid_request'> {
  return invalidFields([{ path, message }]);
}

/**
 * The error for every field that breaks its schema, named in the message too, so that a log line suffices.
 * `of` is what has the fields.
 */
export function invalidFields(fields: FieldFault[], of = 'request'): PayoutError<'invalid_request'> {
  const faults = fields.map(({ path, message }) => (path ? `${path} ${message}` : message)).join('; ');
  return new PayoutError('invalid_request', `The ${of} is not valid: ${faults}.`, { fields });
}

/** Retries did not outlast contention, throttling or an outage; nothing was done. `why` is for the log. */
export function tryAgain(why?: string): PayoutError<'try_again'> {
  const message = 'The service is busy and nothing was done. Try again in 1 second.';
  return Object.assign(new PayoutError('try_again', message), why !== undefined && { cause: why });
}

/**
 * An answer of the database was lost, and what was asked of it may have been done. The stack is that of the
 * fault, which is what the log needs.
 */
export function outcomeUnknown(fault: unknown): PayoutError {
  if (isCode(fault, 'internal')) return fault;
  const message =
    'Something went wrong on our side, and the outcome is unknown. Send the same request under the same key.';
  const { stack = '' } = fault instanceof Error ? fault : new Error(String(fault));
  return Object.assign(new PayoutError('internal', message), { cause: fault, stack });
}
