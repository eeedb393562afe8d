import { balance } from '../parts/balance.ts';
import { closedObject } from '../parts/objects.ts';

export const data = closedObject('The balance of the caller.', { balance });
