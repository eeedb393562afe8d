import { closedObject } from '../parts/objects.ts';
import { adminPayoutWithHistory as payout } from '../parts/payout.ts';

export const data = closedObject('One payout with its history, for an admin.', { payout });
