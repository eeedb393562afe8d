import { expect, it } from 'vitest';
import { itemsOf } from '../../../libs/store/runs/run-record.ts';

/** DynamoDB's limits for an item and for a key. */
const [ITEM_BYTES_MAX, KEY_BYTES_MAX] = [400 * 1024, 2048];

it('no item of a run is too large, whatever ids another service has chosen', () => {
  const id = 'x'.repeat(KEY_BYTES_MAX);
  const line = { payout_id: id, affiliate_id: id, amount: 5000, payment_email: '', warnings: [] };
  const run = {
    run_id: 'run',
    form: 'paypal',
    status: 'draft',
    count: 1000,
    total_amount: 5_000_000,
    hash: 'hash',
    created_at: '2026-03-01T12:00:00.000Z',
    created_by: 'user-admin',
  } as const;
  const items = itemsOf({ run, lines: Array(1000).fill(line), leftOut: [] });
  for (const item of items) expect(JSON.stringify(item).length).toBeLessThan(ITEM_BYTES_MAX);
  // The run, what it leaves out, and its lines: all are written in one transaction, which takes 100.
  expect(items.length).toBeLessThanOrEqual(100);
});
