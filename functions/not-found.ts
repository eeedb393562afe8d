import { PayoutError } from '../libs/errors.ts';
import { endpoint } from '../libs/http/chain.ts';
import type { Dependencies } from './dependencies.ts';

/** What the router answers where no route fits: a preflight, or `route_not_found` in the usual envelope. */
export const buildNotFound = ({ settings }: Dependencies) =>
  endpoint(settings, { reads: 'nothing' }, async () => {
    throw new PayoutError('route_not_found', 'There is nothing at this method and path.');
  });
