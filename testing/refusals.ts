import jwt from 'jsonwebtoken';
import { LOCAL_JWT_SECRET } from '../libs/runtime/settings.ts';
import { localToken } from '../local/token.ts';
import type { Refusal } from './expect.ts';

/** What strangers hold instead of a token of this user, who is an admin too. */
export const STRANGERS = [
  { who: 'somebody without a token', headers: (_: string) => ({}) },
  {
    who: 'the bearer of an expired token',
    headers: (user: string) => bearer(localToken(user, { admin: true, expiresIn: '-1s' })),
  },
  {
    who: 'whoever signs tokens without our secret',
    headers: (user: string) => bearer(localToken(user, { admin: true }).replace(/[^.]+$/, 'c2lnbmF0dXJl')),
  },
  {
    who: 'a token without its scheme',
    headers: (user: string) => ({ authorization: localToken(user, { admin: true }) }),
  },
];

/** Claims of good tokens that make nobody an admin. */
export const NO_ADMINS = [
  { who: 'somebody without a role', claims: {} },
  { who: 'a user whose role is another', claims: { role: 'affiliate' } },
  { who: 'a user whose role is nearly that', claims: { role: 'Admin' } },
  { who: 'a user whose role is one of several', claims: { role: 'affiliate,admin' } },
  { who: 'a user who says so elsewhere', claims: { admin: true, roles: ['admin'] } },
];

/** The headers of a good token of this user with these claims besides. */
export const claiming = (user_id: string, claims: object) =>
  bearer(jwt.sign({ user_id, ...claims }, LOCAL_JWT_SECRET, { expiresIn: '1h' }));

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

export const ADMIN_REQUIRED: Refusal = {
  status: 403,
  code: 'admin_required',
  message: 'This needs the token of an admin.',
};

export const PAYOUT_NOT_FOUND: Refusal = {
  status: 404,
  code: 'payout_not_found',
  message: 'There is no such payout.',
};

export const KEY_REUSED: Refusal = {
  status: 422,
  code: 'idempotency_key_reused',
  message: 'This Idempotency-Key was used with another request. Use a new key for a new payout.',
};

/** Ids that no payout has, however they are spelled. */
export const ODD_IDS = [
  '',
  ' ',
  '.',
  '..',
  '%00',
  '\u0000',
  'a/b',
  '💸',
  '\ud800',
  'constructor',
  '{payout_id}',
  'x'.repeat(128),
  'x'.repeat(300),
  'ß'.repeat(128),
];

const PAST_TENSE: Record<string, string> = {
  start: 'started',
  cancel: 'cancelled',
  complete: 'completed',
  fail: 'failed',
};

export const invalidTransition = (status: string, action: string): Refusal => ({
  status: 409,
  code: 'invalid_transition',
  message: `A ${status} payout cannot be ${PAST_TENSE[action]}.`,
  details: { status, action },
});
