import { closedObject } from '../parts/objects.ts';
import { payoutWithHistory as payout } from '../parts/payout.ts';

export const data = closedObject('One payout with its history.', { payout });
