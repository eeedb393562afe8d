import { X509Certificate } from 'node:crypto';

const PAYPAL_HOSTS = new Set([
  'api.paypal.com',
  'api.sandbox.paypal.com',
  'api-m.paypal.com',
  'api-m.sandbox.paypal.com',
]);

/** Where PayPal keeps them; what else its hosts serve is no certificate of a webhook. */
const CERTIFICATE = /^\/v1\/notifications\/certs\/[\w-]+$/;

const TIMEOUT_MS = 5000;
const BYTES_MAX = 64 * 1024;
const KEPT_MAX = 10;

/** Gives the certificate at an address, or undefined where the address, or what it serves, is not to be trusted. */
export type Certificates = (url: string, now: Date) => Promise<X509Certificate | undefined>;

/**
 * Certificates by their address, fetched once and kept. Whoever calls our webhook chooses the address, so it is judged
 * before any connection is made: PayPal's hosts over https, to the letter, or an extra origin of the stage `local`.
 */
export function openCertificates(extraOrigins: readonly string[]): Certificates {
  const kept = new Map<string, X509Certificate>();
  return async (url, now) => {
    if (!isTrusted(url, extraOrigins)) return undefined;
    const certificate = kept.get(url) ?? (await download(url));
    if (!certificate) return undefined;
    if (kept.size >= KEPT_MAX) kept.clear();
    kept.set(url, certificate);
    return isValidAt(certificate, now) ? certificate : undefined;
  };
}

/** Whether a certificate may be fetched from this address at all. */
export function isTrusted(text: string, extraOrigins: readonly string[]): boolean {
  const url = URL.parse(text);
  if (!url || url.username || url.password) return false;
  if (extraOrigins.includes(url.origin)) return true;
  const isPaypal = url.protocol === 'https:' && url.port === '' && PAYPAL_HOSTS.has(url.hostname);
  // One certificate has one address: with a query, a stranger could have the same one fetched for ever.
  return isPaypal && CERTIFICATE.test(url.pathname) && !url.search && !url.hash;
}

/** A redirect is an answer that is no certificate: where it leads is nobody's choice but ours. */
async function download(url: string): Promise<X509Certificate | undefined> {
  const response = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT_MS) });
  const pem = await response.text();
  return response.ok && pem.length <= BYTES_MAX ? parseCertificate(pem) : undefined;
}

function parseCertificate(pem: string): X509Certificate | undefined {
  try {
    return new X509Certificate(pem);
  } catch {
    return undefined;
  }
}

function isValidAt({ validFromDate, validToDate }: X509Certificate, now: Date): boolean {
  return validFromDate <= now && now <= validToDate;
}
