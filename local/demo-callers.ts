import affiliates from './demo/affiliates.json' with { type: 'json' };
import { localToken } from './token.ts';

/** Long enough for a working day. */
export const EXPIRES_IN = '12h';

/** Someone to call as, as `npm start` and the reference page offer them. */
export interface DemoCaller {
  name: string;
  token: string;
}

/** The demo users, each with a token of the local stage. */
export function demoCallers(): DemoCaller[] {
  const users = [...affiliates.map(({ user_id }) => user_id), 'user-nobody'];
  return [
    ...users.map((name) => ({ name, token: localToken(name, { expiresIn: EXPIRES_IN }) })),
    {
      name: 'user-admin (role admin)',
      token: localToken('user-admin', { admin: true, expiresIn: EXPIRES_IN }),
    },
  ];
}
