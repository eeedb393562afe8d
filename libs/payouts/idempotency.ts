import { createHash } from 'node:crypto';
import { v5 as nameBasedUuid } from 'uuid';
import type { PayoutRequest } from '../../schemas/requests/request-payout.ts';
import type { Affiliate } from './affiliate.ts';
import { PayoutError } from './errors.ts';
import type { Payout } from './payout.ts';

/** Any constant UUID serves; changing it would let every key pay again. */
const NAMESPACE = '6f6ed44c-1a3c-4d9c-9d3b-0a4f9f1e7b52';

/** Another one for the references of admins, so that none of them is ever an affiliate's own key. */
const ADMINS_NAMESPACE = '0b1d3c52-5a0e-4f0c-8f6d-2f5f6a7f9c34';

/** What identifies a call: the ids of its payouts, a digest of its body, its time, and who makes it. */
export interface RequestStamp {
  payoutIds: string[];
  fingerprint: string;
  isBulk: boolean;
  now: string;
  /** The user id of the admin who asks on the affiliate's behalf; undefined if the affiliate asks. */
  admin?: string;
}

/**
 * What a stamp is made of. `key` is the caller's, if there is one; `newId` and `now` come from outside. With
 * an `admin`, the key is an admin's reference, which all admins share.
 */
export interface StampSource {
  key: string | undefined;
  admin?: string;
  newId: () => string;
  now: () => string;
}

/**
 * Stamps a call. With a key, the ids follow from affiliate and key, so that the payouts themselves are the
 * record of the key: no second table, no expiry, no lock.
 */
export function stampRequest(
  { requests, isBulk }: { requests: readonly PayoutRequest[]; isBulk: boolean },
  affiliate: Pick<Affiliate, 'affiliate_id'> | undefined,
  { key, admin, newId, now }: StampSource,
): RequestStamp {
  const namespace = admin === undefined ? NAMESPACE : ADMINS_NAMESPACE;
  const idOf = (index: number) =>
    key === undefined ? newId() : idForKey(affiliate?.affiliate_id ?? '', key, index, namespace);
  return {
    payoutIds: requests.map((_, index) => idOf(index)),
    fingerprint: fingerprintOf(requests, isBulk),
    isBulk,
    now: now(),
    ...(admin !== undefined && { admin }),
  };
}

/**
 * The length keeps (`a`, `b:c`) and (`a:b`, `c`) apart. The first payout of a call has the id that a single
 * one has, so that one key cannot be used for both.
 */
function idForKey(affiliateId: string, key: string, index: number, namespace: string): string {
  const place = index === 0 ? '' : `${index}/`;
  return nameBasedUuid(`${place}${affiliateId.length}:${affiliateId}:${key}`, namespace);
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
