import { closedObject } from '../parts/objects.ts';
import { requestedPayout as payout } from '../parts/payout.ts';

export const data = closedObject('The payout that was requested.', { payout });
