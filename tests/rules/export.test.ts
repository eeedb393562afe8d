import { expect, it } from 'vitest';
import { exportList, exportRequestOf } from '../../libs/workflows/export-payouts.ts';

/** Gives the rows of a list that never ends. */
const readPage = async ({ limit, after = 0 }: { limit: number; after?: number }) => ({
  views: Array.from({ length: limit }, (_, index) => ({ row: after + index + 1 })),
  next: after + limit,
});

it.each([
  [10_000, {}],
  [10_000, { limit: '10000' }],
  [9999, { limit: '9999' }],
])('an export has %i rows at most, and goes on after them: %j', async (count, query) => {
  const { limit } = exportRequestOf(query);
  const { csv, next } = await exportList(
    { remainingMs: () => 29_000 },
    { columns: ['row'], limit },
    readPage,
  );
  expect([csv.split('\r\n').length, next]).toStrictEqual([count + 2, count]);
});
