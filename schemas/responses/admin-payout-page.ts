import { nextCursor } from '../parts/next-cursor.ts';
import { closedObject, listOf } from '../parts/objects.ts';
import { adminPayout } from '../parts/payout.ts';

export const data = closedObject('A page of the payouts of all affiliates.', {
  payouts: listOf('The payouts, newest first.', adminPayout),
  next_cursor: nextCursor,
});
