import { closedObject } from '../parts/objects.ts';
import { requestedOnBehalf as payout } from '../parts/payout.ts';

export const data = closedObject("The payout that was requested on an affiliate's behalf.", { payout });
