import { closedObject } from '../parts/objects.ts';
import { payout } from '../parts/payout.ts';

export const data = closedObject('One payout.', { payout });
