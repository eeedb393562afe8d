import { X509Certificate } from 'node:crypto';
import { tryAgain } from '../payouts/errors.ts';
import { trustedAddress } from './certificate-address.ts';

const TIMEOUT_MS = 5000;
const BYTES_MAX = 64 * 1024;

/** PayPal has one or two in use at a time. */
const KEPT_MAX = 10;

/** How long an address is left alone after it did not answer, and after it served no valid certificate. */
const UNREACHABLE_MS = 30_000;
const REFUSED_MS = 10 * 60_000;

/** At most this many fetches in this time: a stranger can make up any number of names. */
const FETCHES_MAX = 5;
const FETCHES_MS = 10 * 60_000;

/**
 * Gives the certificate at an address, or undefined if the address, or what it serves, is not to be trusted.
 */
export type Certificates = (url: string, now: Date) => Promise<X509Certificate | undefined>;

/** What an address gave, and until when that is kept: a certificate as long as it is valid. */
interface Kept {
  answer: Promise<Fetched>;
  until: number;
}

type Fetched = { certificate: X509Certificate } | { refused: true } | { unreachable: string };

/**
 * Certificates by their normal address, fetched once and kept. The caller of our webhook chooses the address,
 * so it is judged before any connection is made, and what was refused or did not answer is not asked again at
 * once.
 * @throws try_again if PayPal cannot be reached just now
 */
export function openCertificates(extraOrigins: readonly string[]): Certificates {
  const kept = new Map<string, Kept>();
  let fetches: number[] = [];

  /** Calls at the same time share one fetch. */
  function fetchOnce(address: string, now: Date): Kept | undefined {
    fetches = fetches.filter((at) => at > now.getTime() - FETCHES_MS);
    if (fetches.length >= FETCHES_MAX) return undefined;
    fetches.push(now.getTime());
    const entry: Kept = { answer: download(address), until: Number.POSITIVE_INFINITY };
    keep(kept, address, entry);
    entry.answer.then((fetched) => {
      entry.until = keptUntil(fetched, now);
    });
    return entry;
  }

  return async (url, now) => {
    const address = trustedAddress(url, extraOrigins);
    if (!address) return undefined;
    const known = kept.get(address);
    const entry = known && known.until > now.getTime() ? known : fetchOnce(address, now);
    if (!entry) return undefined;
    const fetched = await entry.answer;
    if ('unreachable' in fetched) throw tryAgain(fetched.unreachable);
    return 'certificate' in fetched && isValidAt(fetched.certificate, now) ? fetched.certificate : undefined;
  };
}

/** The oldest makes room. A map keeps its order of insertion. */
function keep(kept: Map<string, Kept>, address: string, entry: Kept): void {
  kept.delete(address);
  const [oldest] = kept.keys();
  if (kept.size >= KEPT_MAX && oldest !== undefined) kept.delete(oldest);
  kept.set(address, entry);
}

function keptUntil(fetched: Fetched, now: Date): number {
  if ('unreachable' in fetched) return now.getTime() + UNREACHABLE_MS;
  const isGood = 'certificate' in fetched && isValidAt(fetched.certificate, now);
  return isGood ? fetched.certificate.validToDate.getTime() : now.getTime() + REFUSED_MS;
}

/** A redirect is an answer that is no certificate: we never go where a stranger leads. */
async function download(address: string): Promise<Fetched> {
  try {
    const response = await fetch(address, { redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT_MS) });
    if (isTrouble(response.status))
      return { unreachable: `The certificate's host answers ${response.status}.` };
    const pem = await response.text();
    const certificate = response.ok && pem.length <= BYTES_MAX ? parseCertificate(pem) : undefined;
    return certificate ? { certificate } : { refused: true };
  } catch (error) {
    return { unreachable: `The certificate's host does not answer: ${error}` };
  }
}

/** It says nothing of the certificate, and will pass. */
function isTrouble(status: number): boolean {
  return status === 429 || status >= 500;
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
