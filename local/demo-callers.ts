import type { Caller } from '../libs/runtime/page-settings.ts';
import { DEMO_USERS } from './demo-users.ts';
import { localToken } from './token.ts';

/** Long enough for a working day. */
export const EXPIRES_IN = '12h';

/** The demo users, each with a token of the local stage. */
export function demoCallers(): Caller[] {
  return Object.keys(DEMO_USERS).map((user) => {
    const admin = user === 'user-admin';
    const token = localToken(user, { admin, expiresIn: EXPIRES_IN });
    return { name: admin ? `${user} (role admin)` : user, token };
  });
}
