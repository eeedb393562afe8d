import type { Caller } from '../libs/runtime/page-settings.ts';
import affiliates from './demo/affiliates.json' with { type: 'json' };
import { localToken } from './token.ts';

/** Long enough for a working day. */
export const EXPIRES_IN = '12h';

/** The demo users, each with a token of the local stage. */
export function demoCallers(): Caller[] {
  const users = [...affiliates.map(({ user_id }) => user_id), 'user-nobody'];
  return [
    ...users.map((name) => ({ name, token: localToken(name, { expiresIn: EXPIRES_IN }) })),
    {
      name: 'user-admin (role admin)',
      token: localToken('user-admin', { admin: true, expiresIn: EXPIRES_IN }),
    },
  ];
}
