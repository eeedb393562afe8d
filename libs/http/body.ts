import { PayoutError } from '../payouts/errors.ts';
import type { ApiEvent } from './event.ts';

/** What was sent, byte for byte: signatures are over bytes, and some gateways encode them. */
export function rawBodyOf({ body = '', isBase64Encoded }: ApiEvent): Buffer {
  return Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');
}

const BODY_BYTES_MAX = 16 * 1024;

/** The middleware that refuses a body before it costs anything to parse. Other content types arrive base64-encoded. */
export const limitBody = {
  before: ({ event }: { event: ApiEvent }): void => {
    // No body is an empty one, whether the gateway leaves the member out or sets it to null.
    event.body ??= '';
    if (Buffer.byteLength(event.body, event.isBase64Encoded ? 'base64' : 'utf8') <= BODY_BYTES_MAX) return;
    throw new PayoutError('payload_too_large', `The body is larger than ${BODY_BYTES_MAX} bytes.`);
  },
};
