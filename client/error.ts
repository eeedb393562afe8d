import type { ErrorDetails } from './compiled/types.ts';

/** The code of an error of the API. */
export type ErrorCode = keyof ErrorDetails;

/** What the client itself finds: no answer came, none came in time, or it was not one of this API. */
export type ClientErrorCode = 'no_answer' | 'timed_out' | 'unexpected_answer';

/** What is known of a call before it is answered. */
export interface KnownOfCall {
  requestId: string;
  idempotencyKey: string | undefined;
}

interface Facts extends KnownOfCall {
  details?: unknown;
  status?: number;
  retryAfterMs?: number | undefined;
  cause?: unknown;
}

/** Every way in which a call can fail. An aborted one throws its signal's reason instead. */
export class PayoutsApiError extends Error {
  override readonly name = 'PayoutsApiError';
  /** What programs go by. The API may add codes. */
  readonly code: ErrorCode | ClientErrorCode | (string & {});
  /** What the code has to say besides. Once `is` has told the code, they have their type. */
  readonly details: unknown;
  /** The HTTP status; undefined if no answer came. */
  readonly status: number | undefined;
  /** The name of the call in the service's log, even if no answer came. */
  readonly requestId: string;
  /** The key that a request was sent under. Sent again under it, it is never a second payout. */
  readonly idempotencyKey: string | undefined;
  /** How long the answer asked to wait before another try. */
  readonly retryAfterMs: number | undefined;

  constructor(code: string, message: string, facts: Facts) {
    super(message, 'cause' in facts ? { cause: facts.cause } : {});
    this.code = code;
    this.details = facts.details;
    this.status = facts.status;
    this.requestId = facts.requestId;
    this.idempotencyKey = facts.idempotencyKey;
    this.retryAfterMs = facts.retryAfterMs;
  }

  /** Whether it is this error of the API. */
  is<Code extends ErrorCode>(
    code: Code,
  ): this is PayoutsApiError & { readonly code: Code; readonly details: ErrorDetails[Code] } {
    return this.code === code;
  }

  /** Whether what was asked for may have been done all the same. */
  get isOutcomeUnknown(): boolean {
    const { code, status = 500 } = this;
    return code !== 'try_again' && (status < 400 || status >= 500);
  }
}
