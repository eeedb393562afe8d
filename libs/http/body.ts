import { invalidField, isCode, PayoutError } from '../payouts/errors.ts';
import type { ApiEvent } from './event.ts';

/** The limit of every endpoint whose record names no other. */
export const BODY_BYTES_MAX = 16 * 1024;

/** The content types that are JSON. Some clients put a blank before the semicolon. */
const JSON_TYPE = /^application\/(?:[a-z0-9.+-]+\+)?json[ \t]*(?:;|$)/i;
const CSV_TYPE = /^text\/csv[ \t]*(?:;|$)/i;

/** A byte order mark stays, and is not JSON. */
const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** What was sent, byte for byte: signatures are over bytes, and some gateways encode them. */
export function rawBodyOf({ body, isBase64Encoded }: ApiEvent): Buffer {
  return Buffer.from(body ?? '', isBase64Encoded ? 'base64' : 'utf8');
}

/** The bytes as text. Reading them in any other way would store what was not sent. @throws invalid_json */
export function textOf(body: Buffer): string {
  try {
    return UTF8.decode(body);
  } catch {
    throw invalidJson();
  }
}

/** The refusal of a body that is not JSON, or not even text. */
export function invalidJson(): PayoutError<'invalid_json'> {
  return new PayoutError('invalid_json', 'The body is not valid JSON.');
}

/** @throws payload_too_large for a body of more bytes than the limit */
export function requireSize(bytes: number, limit = BODY_BYTES_MAX): void {
  if (bytes <= limit) return;
  throw new PayoutError('payload_too_large', `The body is larger than ${limit} bytes.`);
}

/**
 * The middleware that refuses a body before it costs anything to parse. Other content types arrive
 * base64-encoded.
 */
export const limitBody = (limit: number | undefined) => ({
  before: ({ event }: { event: ApiEvent }): void => {
    // No body is an empty one, whether the gateway leaves the member out or sets it to null.
    event.body ??= '';
    requireSize(Buffer.byteLength(event.body, event.isBase64Encoded ? 'base64' : 'utf8'), limit);
  },
});

/** The middleware that makes a body that was sent as JSON text, whichever way the gateway hands it over. */
export const decodeBody = {
  before: ({ event }: { event: ApiEvent }): void => {
    decode(event, JSON_TYPE, 'application/json');
  },
};

/** The same for a body that was sent as CSV. */
export const decodeCsv = {
  before: ({ event }: { event: ApiEvent }): void => {
    try {
      decode(event, CSV_TYPE, 'text/csv');
    } catch (error) {
      throw isCode(error, 'invalid_json') ? invalidField('', 'must be text in UTF-8') : error;
    }
  },
};

function decode(event: ApiEvent, form: RegExp, name: string): void {
  if (!form.test(event.headers?.['content-type'] ?? '')) {
    throw new PayoutError('unsupported_media_type', `The body must be sent as ${name}.`);
  }
  if (event.isBase64Encoded) event.body = textOf(rawBodyOf(event));
  else if (!event.body?.isWellFormed()) throw invalidJson();
  event.isBase64Encoded = false;
}
