import { verify } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { PayoutError } from '../payouts/errors.ts';
import type { Certificates } from './certificate.ts';

/** Header names are in lower case, as API Gateway sends them. */
type Headers = Record<string, string | undefined>;

/**
 * Makes sure that PayPal signed this body for this webhook. The signature covers a CRC32 of the body, which is no hash:
 * another body can have the same. So what a verified event says is a hint, and nothing more.
 * @throws unauthenticated
 */
export async function requirePaypalSignature(
  body: Buffer,
  headers: Headers,
  { webhookId, certificates, now }: { webhookId: string; certificates: Certificates; now: Date },
): Promise<void> {
  const id = headers['paypal-transmission-id'];
  const time = headers['paypal-transmission-time'];
  const signature = headers['paypal-transmission-sig'];
  const url = headers['paypal-cert-url'];
  const algorithm = headers['paypal-auth-algo'];
  // Nothing is fetched for who has not even pretended to sign.
  const isComplete = id && time && signature && url && algorithm === 'SHA256withRSA';
  const certificate = isComplete ? await certificates(url, now) : undefined;
  const signed = Buffer.from(`${id}|${time}|${webhookId}|${crc32(body)}`);
  if (certificate && signature && isSigned(signed, certificate.publicKey, signature)) return;
  throw new PayoutError('unauthenticated', 'This is not signed by PayPal.');
}

function isSigned(signed: Buffer, key: Parameters<typeof verify>[2], signature: string): boolean {
  try {
    return verify('RSA-SHA256', signed, key, Buffer.from(signature, 'base64'));
  } catch {
    return false;
  }
}
