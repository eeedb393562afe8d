import { verify } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { PayoutError } from '../payouts/errors.ts';
import type { Certificates } from './certificate.ts';

/** PayPal redelivers for three days: anything older is a replay. Clocks may differ by minutes. */
const AGE_MS_MAX = 7 * 24 * 60 * 60_000;
const CLOCK_LEEWAY_MS = 5 * 60_000;

/** Header names are in lower case, as API Gateway sends them. */
type Headers = Record<string, string | undefined>;

/**
 * Makes sure that PayPal signed this body for this webhook. The signature covers a CRC32 of the body, which
 * is no hash: another body can have the same. So what a verified event says is a hint, and nothing more.
 * @throws unauthenticated; try_again if the certificate cannot be fetched just now
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
  // Nothing is fetched for a caller who has not even pretended to sign, or signed at another time.
  const isComplete = id && time && signature && url && algorithm === 'SHA256withRSA' && isRecent(time, now);
  const certificate = isComplete ? await certificates(url, now) : undefined;
  const signed = Buffer.from(`${id}|${time}|${webhookId}|${crc32(body)}`);
  if (certificate && signature && isSigned(signed, certificate.publicKey, signature)) return;
  throw new PayoutError('unauthenticated', 'This is not signed by PayPal.');
}

/** False for what is no time at all. */
function isRecent(time: string, now: Date): boolean {
  const age = now.getTime() - Date.parse(time);
  return age <= AGE_MS_MAX && age >= -CLOCK_LEEWAY_MS;
}

function isSigned(signed: Buffer, key: Parameters<typeof verify>[2], signature: string): boolean {
  try {
    return verify('RSA-SHA256', signed, key, Buffer.from(signature, 'base64'));
  } catch {
    return false;
  }
}
