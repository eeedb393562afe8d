import { listOf } from './objects.ts';

export const alsoOn = (howMany: string) =>
  listOf(
    `The ids of the other payouts that have the same transaction, ${howMany}; absent if there are none.`,
    { type: 'string' },
  );
