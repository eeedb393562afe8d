import affiliates from './demo/affiliates.json' with { type: 'json' };
import { localToken } from './token.ts';

/** Long enough for a working day. */
export const EXPIRES_IN = '12h';

interface Caller {
  name: string;
  token: string;
}

let callers: Caller[] | undefined;

/** The demo users, each with a token of the local stage: the same tokens as long as the process lives. */
export function demoCallers(): Caller[] {
  callers ??= makeCallers();
  return callers;
}

function makeCallers(): Caller[] {
  const users = [...affiliates.map(({ user_id }) => user_id), 'user-nobody'];
  return [
    ...users.map((name) => ({ name, token: localToken(name, { expiresIn: EXPIRES_IN }) })),
    {
      name: 'user-admin (role admin)',
      token: localToken('user-admin', { admin: true, expiresIn: EXPIRES_IN }),
    },
  ];
}
