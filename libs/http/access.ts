import { PayoutError } from '../payouts/errors.ts';
import type { TokenSettings } from '../runtime/settings.ts';
import type { ApiEvent } from './event.ts';
import type { Access } from './route.ts';
import { type User, userOf } from './token.ts';

const NOBODY: User = { userId: '', isAdmin: false };

/**
 * The middleware that lets nobody pass whom it cannot name, and to the admins' endpoints nobody but them. The name
 * goes into the event, where it reaches the core.
 */
export function requireAccess(access: Access, settings: TokenSettings) {
  return {
    before: ({ event }: { event: ApiEvent & { user?: User } }): void => {
      event.user = access === 'everybody' ? NOBODY : userOf(event.headers?.authorization, settings);
      if (access !== 'admins' || event.user.isAdmin) return;
      throw new PayoutError('admin_required', 'This needs the token of an admin.');
    },
  };
}
