import { PRINTABLE } from '../../../libs/http/request-id.ts';
import type { ErrorCode } from '../../../libs/payouts/errors.ts';
import { idempotencyKey } from '../../parts/fields.ts';
import { type Json, refTo } from './json.ts';
import { meaningOf } from './request-schemas.ts';

const text = { type: 'string' };

/** The headers that requests may have, besides the token. */
export const PARAMETERS: Record<string, Json> = {
  RequestId: {
    name: 'X-Request-Id',
    in: 'header',
    description:
      'A name of your own for this call. One that is not 1 to 128 printable characters is replaced.',
    schema: { type: 'string', pattern: PRINTABLE.source },
  },
  IdempotencyKey: {
    name: 'Idempotency-Key',
    in: 'header',
    description: meaningOf(idempotencyKey, 'idempotency-key', { part: 'headers' }),
    schema: { type: 'string', pattern: idempotencyKey.pattern },
  },
};

/** The headers that answers may have. */
export const HEADERS: Record<string, Json> = {
  RequestId: {
    description: "The name of the call, under which it is in the service's log.",
    required: true,
    schema: text,
  },
  CacheControl: {
    description: 'Answers belong into no cache.',
    required: true,
    schema: { type: 'string', const: 'no-store' },
  },
  IdempotencyReplayed: {
    description:
      'Only there if the same request was answered before under the same key: this is that answer.',
    schema: { type: 'string', const: 'true' },
  },
  RetryAfter: {
    description: 'After how many seconds to send the same request again.',
    required: true,
    schema: { type: 'integer' },
  },
  Authenticate: {
    description: 'How to authenticate.',
    required: true,
    schema: { type: 'string', const: 'Bearer' },
  },
  NextCursor: {
    description: 'Only there if the list goes on: the `cursor` of the next file.',
    schema: text,
  },
  ContentDisposition: {
    description: 'The file name under which a browser saves the document.',
    required: true,
    schema: text,
  },
};

const ON_EVERY_ANSWER = {
  'X-Request-Id': refTo('headers', 'RequestId'),
  'Cache-Control': refTo('headers', 'CacheControl'),
};

/** The headers of an answer, given those that are its own. */
export function headersWith(headers: Json = {}): Json {
  return { ...ON_EVERY_ANSWER, ...headers };
}

/** The headers of a failure with these codes. */
export function headersOfFailure(codes: ErrorCode[]): Json {
  return headersWith({
    ...(codes.includes('unauthenticated') && { 'WWW-Authenticate': refTo('headers', 'Authenticate') }),
    ...(codes.includes('try_again') && { 'Retry-After': refTo('headers', 'RetryAfter') }),
  });
}
