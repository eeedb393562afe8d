import { expect, it } from 'vitest';
import { ADMIN_COLUMNS, exportList, exportRequestOf } from '../../libs/workflows/export-payouts.ts';

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

it('an export for admins has its columns in an order that others read it by', () =>
  expect(ADMIN_COLUMNS.join(' ')).toBe(
    'payout_id requested_at status amount payment_method payment_email transaction_id processed_at scheduled_for ' +
      'failure_reason notes affiliate_id processed_by destination_changed warnings provider_status ' +
      'provider_batch_id provider_item_id run_id',
  ));
