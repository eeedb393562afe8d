import { pageOrigin } from './addresses.ts';
import { type Environment, list } from './environment.ts';

/** Someone whom the reference page can call as, and a token of theirs. */
export interface Caller {
  name: string;
  token: string;
}

/** The two pages: the one origin that may embed them, and whether they may offer the demo users. */
export interface DashboardSettings {
  embedOrigin?: string;
  isDemo: boolean;
}

/** @throws Error that names the variable which is not acceptable */
export function readDashboardSettings(env: Environment): DashboardSettings {
  const embedOrigin = pageOrigin(env, 'EMBED_ORIGIN');
  return { ...(embedOrigin && { embedOrigin }), isDemo: env.STAGE === 'local' };
}

/** As in `user-ada=<token>`, separated by commas. @throws Error in any stage but `local` */
export function readCallers(env: Environment): Caller[] {
  const callers = list(env, 'DEMO_TOKENS').map((pair) => pair.split('='));
  if (callers.length > 0 && env.STAGE !== 'local') {
    throw new Error('DEMO_TOKENS is for the stage local only.');
  }
  return callers.map(([name = '', token = '']) => ({ name, token }));
}
