import type { TokenSettings } from '../settings.ts';
import type { ApiEvent } from './chain.ts';
import { type User, userOf } from './token.ts';

/** The middleware that lets nobody pass whom it cannot name. The name goes into the event, where it reaches the core. */
export function authenticate(settings: TokenSettings) {
  return {
    before: ({ event }: { event: ApiEvent & { user?: User } }): void => {
      event.user = userOf(event.headers?.authorization, settings);
    },
  };
}
