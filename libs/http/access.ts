import { PayoutError } from '../payouts/errors.ts';
import type { TokenSettings } from '../runtime/settings.ts';
import type { ApiEvent } from './event.ts';
import { type EndpointFacts, type Scope, scopeOf } from './route.ts';
import { type User, userOf } from './token.ts';

const NOBODY: User = { userId: '', isAdmin: false };

/**
 * The middleware that rejects callers without a valid token and, on admin endpoints, everyone who is not an
 * admin; then those whose token was narrowed to something else. The user goes into the event, where it
 * reaches the core.
 */
export function requireAccess(route: EndpointFacts, settings: TokenSettings) {
  return {
    before: ({ event }: { event: ApiEvent & { user?: User } }): void => {
      const { access } = route;
      event.user = access === 'everybody' ? NOBODY : userOf(event.headers?.authorization, settings);
      if (access === 'admins' && !event.user.isAdmin) {
        throw new PayoutError('admin_required', 'This needs the token of an admin.');
      }
      const method = route.method ?? event.requestContext.http.method;
      requireScope(event.user, scopeOf({ access, method }));
    },
  };
}

/** A token without the claim may do what its role may. */
function requireScope({ scopes }: User, scope: Scope): void {
  if (scopes === undefined || scopes.includes(scope)) return;
  throw new PayoutError('insufficient_scope', `This needs a token with the scope ${scope}.`, { scope });
}
