import { createHash } from 'node:crypto';
import { v5 as nameBasedUuid } from 'uuid';
import type { RequestPayoutBody } from '../schemas/request-payout.ts';
import type { Affiliate } from './affiliates.ts';
import { PayoutError } from './errors.ts';
import type { Payout } from './payouts.ts';

/** Any constant UUID serves; changing it would let every key pay again. */
const NAMESPACE = '6f6ed44c-1a3c-4d9c-9d3b-0a4f9f1e7b52';

/** What makes a request this one and no other: the id of its payout, a digest of its body, and its time. */
export interface RequestStamp {
  payoutId: string;
  fingerprint: string;
  now: string;
}

/**
 * Stamps a request. With a key, the id follows from affiliate and key, so that the payout itself is the record of
 * the key: no second table, no expiry, no lock.
 */
export function stampRequest(
  body: RequestPayoutBody,
  affiliate: Affiliate,
  { key, newId, now }: { key: string | undefined; newId: () => string; now: () => string },
): RequestStamp {
  const payoutId = key === undefined ? newId() : payoutIdForKey(affiliate, key);
  return { payoutId, fingerprint: fingerprintOf(body), now: now() };
}

function payoutIdForKey({ affiliate_id }: Affiliate, key: string): string {
  // The length keeps (`a`, `b:c`) and (`a:b`, `c`) apart.
  return nameBasedUuid(`${affiliate_id.length}:${affiliate_id}:${key}`, NAMESPACE);
}

/** Equal exactly when two validated bodies ask for the same, whatever the order of their members. */
function fingerprintOf(body: RequestPayoutBody): string {
  const members = [body.amount, body.payment_method, body.payment_email];
  return createHash('sha256').update(JSON.stringify(members)).digest('base64url');
}

/** @throws idempotency_key_reused where the payout on record was asked for with another body */
export function requireSameRequest(onRecord: Payout, fingerprint: string | undefined): void {
  if (onRecord.request_fingerprint === fingerprint) return;
  throw new PayoutError(
    'idempotency_key_reused',
    'This Idempotency-Key was used with another request. Use a new key for a new payout.',
  );
}
