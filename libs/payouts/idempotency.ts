import { createHash } from 'node:crypto';
import { v5 as nameBasedUuid } from 'uuid';
import type { PayoutRequest } from '../../schemas/requests/request-payout.ts';
import type { Affiliate } from './affiliate.ts';
import { PayoutError } from './errors.ts';
import type { Payout } from './payout.ts';

/** Any constant UUID serves; changing it would let every key pay again. */
const NAMESPACE = '6f6ed44c-1a3c-4d9c-9d3b-0a4f9f1e7b52';

/** What identifies a call: the ids of its payouts, a digest of its body, and its time. */
export interface RequestStamp {
  payoutIds: string[];
  fingerprint: string;
  isBulk: boolean;
  now: string;
}

/**
 * What a stamp is made of. `key` is the caller's, if there is one; `newId` and `now` come from outside.
 */
export interface StampSource {
  key: string | undefined;
  newId: () => string;
  now: () => string;
}

/**
 * Stamps a call. With a key, the ids follow from affiliate and key, so that the payouts themselves are the
 * record of the key: no second table, no expiry, no lock.
 */
export function stampRequest(
  { requests, isBulk }: { requests: readonly PayoutRequest[]; isBulk: boolean },
  affiliate: Affiliate | undefined,
  { key, newId, now }: StampSource,
): RequestStamp {
  return {
    payoutIds: requests.map((_, index) => (key === undefined ? newId() : idForKey(affiliate, key, index))),
    fingerprint: fingerprintOf(requests, isBulk),
    isBulk,
    now: now(),
  };
}

/**
 * The length keeps (`a`, `b:c`) and (`a:b`, `c`) apart. The first payout of a call has the id that a single
 * one has, so that one key cannot be used for both.
 */
function idForKey(affiliate: Affiliate | undefined, key: string, index: number): string {
  const { affiliate_id } = affiliate ?? { affiliate_id: '' };
  const place = index === 0 ? '' : `${index}/`;
  return nameBasedUuid(`${place}${affiliate_id.length}:${affiliate_id}:${key}`, NAMESPACE);
}

/** Equal exactly when two validated bodies ask for the same, whatever the order of their members. */
function fingerprintOf(requests: readonly PayoutRequest[], isBulk: boolean): string {
  const members = requests.map(({ amount, payment_method, payment_email, scheduled_for }) => [
    amount,
    payment_method,
    payment_email,
    scheduled_for,
  ]);
  return createHash('sha256')
    .update(JSON.stringify([isBulk, members]))
    .digest('base64url');
}

/** @throws idempotency_key_reused if the payout on record was asked for with another body */
export function requireSameRequest(onRecord: Payout, fingerprint: string | undefined): void {
  if (onRecord.request_fingerprint === fingerprint) return;
  throw new PayoutError(
    'idempotency_key_reused',
    'This Idempotency-Key was used with another request. Use a new key for a new payout.',
  );
}
