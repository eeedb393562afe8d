import { createSign, randomUUID } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { generate } from 'selfsigned';
import { newCode, toTime } from './ids.ts';

/** A key, and the certificate that vouches for it. */
export interface Certificate {
  /** The name that it is served by, under /certs. */
  id: string;
  /** The X.509 certificate. */
  pem: string;
  /** The private key, in PEM. */
  privateKey: string;
}

/** What is needed to sign for a webhook. */
export interface Signer {
  privateKey: string;
  certUrl: string;
  webhookId: string;
}

/** The headers that PayPal signs an event with. */
export type WebhookHeaders = Record<
  | 'paypal-transmission-id'
  | 'paypal-transmission-time'
  | 'paypal-transmission-sig'
  | 'paypal-cert-url'
  | 'paypal-auth-algo',
  string
>;

/** Makes a new key with a self-signed certificate, valid between two times in milliseconds. */
export async function createCertificate(validity: { from: number; until: number }): Promise<Certificate> {
  const made = await generate([{ name: 'commonName', value: 'messageverificationcerts.paypal.com' }], {
    algorithm: 'sha256',
    keySize: 2048,
    notBeforeDate: new Date(validity.from),
    notAfterDate: new Date(validity.until),
  });
  return { id: `CERT-${newCode(24).toLowerCase()}`, pem: made.cert, privateKey: made.private };
}

/** Signs the bytes of an event as PayPal does, so that tests can also sign what PayPal would never send. */
export function signWebhook(
  body: string | Uint8Array,
  { privateKey, certUrl, webhookId }: Signer,
  { id = randomUUID() as string, time = toTime(Date.now()) } = {},
): WebhookHeaders {
  const message = `${id}|${time}|${webhookId}|${crc32(body)}`;
  return {
    'paypal-transmission-id': id,
    'paypal-transmission-time': time,
    'paypal-transmission-sig': createSign('RSA-SHA256').update(message).sign(privateKey, 'base64'),
    'paypal-cert-url': certUrl,
    'paypal-auth-algo': 'SHA256withRSA',
  };
}
