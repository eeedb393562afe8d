import { nextCursor } from '../parts/next-cursor.ts';
import { closedObject, listOf } from '../parts/objects.ts';
import { payout } from '../parts/payout.ts';

export const data = closedObject("A page of the caller's own payouts.", {
  payouts: listOf('The payouts, newest first.', payout),
  total: { type: 'integer', description: 'How many payouts the affiliate has, whatever the page or filter.' },
  next_cursor: nextCursor,
});
