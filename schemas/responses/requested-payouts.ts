import { closedObject, listOf } from '../parts/objects.ts';
import { requestedPayout } from '../parts/payout.ts';

export const data = closedObject('The payouts that were requested in one call.', {
  payouts: listOf('The payouts, in the order of the request.', requestedPayout),
  total_amount: { type: 'integer', description: 'The sum of their amounts, in cents.' },
});
