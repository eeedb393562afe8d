import { Webhook } from 'standardwebhooks';
import { PayoutError } from '../payouts/errors.ts';

/**
 * Makes sure that the bank partner signed this body, in the last five minutes, with one of the secrets
 * (Standard Webhooks).
 * @throws unauthenticated
 */
export function requirePartnerSignature(
  body: Buffer,
  headers: Record<string, string | undefined>,
  secrets: readonly string[],
): void {
  if (secrets.some((secret) => isSignedWith(secret, body, headers))) return;
  throw new PayoutError('unauthenticated', 'This is not signed by our bank partner.');
}

function isSignedWith(secret: string, body: Buffer, headers: Record<string, string | undefined>): boolean {
  try {
    // A body that is not JSON can be signed all the same: its reader refuses it later, and with another
    // error.
    new Webhook(secret).verify(body, headers as Record<string, string>, { jsonParse: false });
    return true;
  } catch {
    // Another secret may have signed it.
  }
  return false;
}
