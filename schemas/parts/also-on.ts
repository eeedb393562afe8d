import { listOf } from './objects.ts';

export const alsoOn = listOf(
  'The ids of the other payouts that have the same transaction, up to a hundred; absent if there are none.',
  { type: 'string' },
);
