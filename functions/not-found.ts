import { endpoint } from '../libs/http/chain.ts';
import type { ApiHandler } from '../libs/http/event.ts';
import { pathOf } from '../libs/http/path.ts';
import { PayoutError } from '../libs/payouts/errors.ts';
import type { Dependencies } from '../libs/workflows/dependencies.ts';
import { deployed } from './deployed.ts';

/**
 * Everything that no other route takes: a preflight, or `route_not_found` in the usual envelope. Below
 * `/admin` only an admin learns what is there and what is not.
 */
export const buildNotFound = (dependencies: Dependencies): ApiHandler => {
  const open = endpoint(dependencies, { access: 'everybody', reads: 'nothing' }, nothingHere);
  const closed = endpoint(dependencies, { access: 'admins', reads: 'nothing' }, nothingHere);
  return (event, context) => (isAdminPath(pathOf(event)) ? closed : open)(event, context);
};

async function nothingHere(): Promise<never> {
  throw new PayoutError('route_not_found', 'There is nothing at this method and path.');
}

function isAdminPath(path: string): boolean {
  return path === '/admin' || path.startsWith('/admin/');
}

export const handler = deployed(buildNotFound);
