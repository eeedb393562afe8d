import jwt from 'jsonwebtoken';
import { LOCAL_JWT_SECRET } from '../libs/runtime/settings.ts';
import { localToken } from '../local/token.ts';

/** Ways to call without a valid token, for a user with or without this role. */
export const WITHOUT_VALID_TOKEN = [
  { credentials: 'without a token', headers: () => ({}) },
  {
    credentials: 'with an expired token',
    headers: (user: string, admin: boolean) => bearer(localToken(user, { admin, expiresIn: '-6s' })),
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
