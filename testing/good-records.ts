import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { BatchWriteCommand, DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { addCounters, contributionOf, NO_PAYOUTS } from '../libs/payouts/balance.ts';
import { type PayoutStatus, WAITING } from '../libs/payouts/payout.ts';
import { searchKeysOf } from '../libs/payouts/search-keys.ts';
import { chunksOf } from '../libs/runtime/chunks.ts';
import { toPayout } from '../libs/store/payouts/record.ts';
import type { Item } from './other-service.ts';
import type { World } from './world.ts';

/** A table that an audit reads. */
export type Table = 'affiliates' | 'balances' | 'payouts';

/** The owner of payouts that do not name another one. */
export const OWNER = 'aff-good-1';
const step = (status: PayoutStatus) => ({ id: status, status, by: 'user-admin', role: 'admin' });

/** What good payouts are in turn: one of them came back, and one waits for its time. */
const STATES: { status: PayoutStatus; facts?: Item }[] = [
  { status: 'completed' },
  { status: 'failed', facts: { history: [step('completed'), step('failed')] } },
  { status: 'cancelled' },
  { status: 'scheduled', facts: { schedule: WAITING, scheduled_for: '2099-01-01T00:00:00.000Z' } },
];

/** A failed payout without faults, which its owner's row counts and searches find, but for these facts. */
export function payout(facts: Item): Item {
  const item: Item = {
    affiliate_id: OWNER,
    amount: 1000,
    status: 'failed',
    payment_method: 'paypal',
    payment_email: 'someone@example.com',
    requested_at: '2025-01-01T00:00:00.000Z',
    ...facts,
  };
  const marks = { affiliate_status: `${item.status}#${item.affiliate_id}`, counted_amount: item.amount };
  return { ...marks, ...searchKeysOf(toPayout(item)), ...item };
}

/** An active affiliate's record without faults, except for these facts. */
export function affiliate(facts: Item): Item {
  const { affiliate_id } = facts;
  const item = { user_id: `user-of-${affiliate_id}`, status: 'active', total_earned: 5_000_000, ...facts };
  return { payment_method: 'zelle', payment_email: 'someone@example.com', ...item };
}

/** Records without any fault: payouts of several states, shared among affiliates with rows that add up. */
export function goodRecords(payouts: number, affiliates: number): [Table, Item][] {
  const ids = Array.from({ length: affiliates }, (_, index) => `aff-good-${index + 1}`);
  const rows = new Map(ids.map((id) => [id, NO_PAYOUTS]));
  const items = Array.from({ length: payouts }, (_, index): [Table, Item] => {
    const affiliate_id = ids[index % affiliates] ?? '';
    const { status, facts } = STATES[Math.floor(index / affiliates) % STATES.length] as (typeof STATES)[0];
    rows.set(affiliate_id, addCounters(rows.get(affiliate_id) ?? NO_PAYOUTS, contributionOf(status, 1000)));
    const transaction_id = `T-good-${index}`;
    const named = { payout_id: `payout-good-${index}`, affiliate_id };
    return ['payouts', payout({ ...named, status, transaction_id, ...facts })];
  });
  return [
    ...ids.map((affiliate_id): [Table, Item] => ['affiliates', affiliate({ affiliate_id })]),
    ...Array.from(rows, ([affiliate_id, row]): [Table, Item] => ['balances', { affiliate_id, ...row }]),
    ...items,
  ];
}

/** How many writes of 25 are under way at once. */
const WRITERS = 4;

/** Puts items on record, to the letter, however long a busy machine takes for it. */
export async function putRecords({ settings, store }: World, items: [Table, Item][]): Promise<void> {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const { endpoint = '' } = settings.store;
  const patient = new DynamoDBClient({ endpoint, region: 'localhost', credentials });
  const db = DynamoDBDocumentClient.from(patient, { marshallOptions: { removeUndefinedValues: true } });
  const chunks = chunksOf(items, 25).values();
  const write = async () => {
    for (const chunk of chunks) {
      const byTable = Object.groupBy(chunk, ([table]) => store.tables[table]);
      const requests = Object.entries(byTable).map(([name, puts = []]) => [
        name,
        puts.map(([, Item]) => ({ PutRequest: { Item } })),
      ]);
      await db.send(new BatchWriteCommand({ RequestItems: Object.fromEntries(requests) }));
    }
  };
  await Promise.all(Array.from({ length: WRITERS }, write));
  db.destroy();
}
