import jwt from 'jsonwebtoken';
import { LOCAL_JWT_SECRET } from '../libs/runtime/settings.ts';
import { localToken } from '../local/token.ts';
import type { Refusal } from './expect.ts';

/** Ways to come without a valid token, for a user who has this role or not. */
export const WITHOUT_VALID_TOKEN = [
  { credentials: 'without a token', headers: () => ({}) },
  {
    credentials: 'with an expired token',
    headers: (user: string, admin: boolean) => bearer(localToken(user, { admin, expiresIn: '-1s' })),
  },
  {
    credentials: 'with a token that is signed with another secret',
    headers: (user: string, admin: boolean) =>
      bearer(localToken(user, { admin }).replace(/[^.]+$/, 'c2lnbmF0dXJl')),
  },
  {
    credentials: 'with a token that lacks its last character',
    headers: (user: string, admin: boolean) => bearer(localToken(user, { admin }).slice(0, -1)),
  },
  {
    credentials: 'with a token but no scheme',
    headers: (user: string, admin: boolean) => ({ authorization: localToken(user, { admin }) }),
  },
  { credentials: 'with a password', headers: () => ({ authorization: 'Basic YWRhOnNlY3JldA==' }) },
  { credentials: 'with an empty Authorization header', headers: () => ({ authorization: '' }) },
];

/** Claims of valid tokens that do not make their user an admin. */
export const NOT_ADMINS = [
  { caller: 'a user without a role', claims: {} },
  { caller: 'a user with another role', claims: { role: 'affiliate' } },
  { caller: 'a user with the role in another case', claims: { role: 'Admin' } },
  { caller: 'a user with several roles in one text', claims: { role: 'affiliate,admin' } },
  { caller: 'a user with admin in other claims', claims: { admin: true, roles: ['admin'] } },
];

/** The headers of a valid token of this user, with additional claims. */
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

/** An id of the right form that no payout has. */
export const UNKNOWN_ID = '00000000-0000-4000-8000-000000000000';

/** Ids that no payout can have. */
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

/** Ids that no payout can have, as they stand in the path of a URL. */
export const ODD_IDS_IN_URLS = [
  '..',
  '%00',
  '%2e%2e',
  '%F0%9F%92%B8',
  '%25',
  '%',
  '%FF',
  'request',
  'bulk',
  'process',
  'x'.repeat(300),
];

/** Ways to write an id that is almost right. */
export const MISSPELLINGS: { how: string; misspell: (id: string) => string }[] = [
  { how: 'in braces', misspell: (id) => `{${id}}` },
  { how: 'with a space before it', misspell: (id) => ` ${id}` },
  { how: 'with a space after it', misspell: (id) => `${id} ` },
  { how: 'without its last character', misspell: (id) => id.slice(0, -1) },
  { how: 'with a NUL after it', misspell: (id) => `${id}\u0000` },
];

export const invalidTransition = (status: string, action: string): Refusal => ({
  status: 409,
  code: 'invalid_transition',
  message: `This payout is ${status}, and ${action} leads nowhere from there.`,
  details: { status, action },
});
