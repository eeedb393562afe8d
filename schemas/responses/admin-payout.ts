import { closedObject } from '../parts/objects.ts';
import { adminPayout as payout } from '../parts/payout.ts';

export const data = closedObject('One payout, for an admin.', { payout });
