import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb';
import { chunksOf } from '../libs/runtime/chunks.ts';
import { inParallel } from '../libs/runtime/concurrency.ts';
import type { World } from './world.ts';

type Item = Record<string, unknown>;

/** What is seeded: so many pending payouts of as many affiliates, in turn. */
interface Crowd {
  payouts: number;
  affiliates: number;
  facts?: (index: number) => Item;
}

/**
 * Puts many pending payouts on record as this service would have, with histories, marks and counters, in far
 * less time. @returns their ids, the oldest request first
 */
export async function seedPending(world: World, { payouts, affiliates, facts }: Crowd): Promise<string[]> {
  const { tables } = world.store;
  const items = Array.from({ length: payouts }, (_, index) => payoutItem(world, index, affiliates, facts));
  const groups = Map.groupBy(items, ({ affiliate_id }) => String(affiliate_id));
  await putAll(world, tables.payouts, items);
  await putAll(
    world,
    tables.affiliates,
    Array.from(groups, ([id]) => affiliateItem(id)),
  );
  await putAll(
    world,
    tables.balances,
    Array.from(groups, ([id, own]) => rowItem(id, own)),
  );
  return items.map(({ payout_id }) => String(payout_id));
}

function payoutItem(world: World, index: number, affiliates: number, facts: Crowd['facts']): Item {
  const payout_id = world.newId();
  const affiliate_id = `aff-many-${index % affiliates}`;
  const at = new Date(Date.UTC(2026, 0, 1) + index * 1000).toISOString();
  const item = {
    payout_id,
    affiliate_id,
    amount: 1000 + index,
    payment_method: 'paypal',
    payment_email: `many-${index}@example.com`,
    status: 'pending',
    requested_at: at,
    history: [{ id: payout_id, status: 'pending', at, by: `user-${affiliate_id}`, role: 'owner' }],
    ...facts?.(index),
  };
  return { ...item, affiliate_status: `pending#${affiliate_id}`, counted_amount: item.amount };
}

const affiliateItem = (affiliate_id: string): Item => ({
  affiliate_id,
  user_id: `user-${affiliate_id}`,
  status: 'active',
  total_earned: 1_000_000_000,
  payment_method: 'paypal',
  payment_email: 'many@example.com',
});

function rowItem(affiliate_id: string, payouts: Item[]): Item {
  const committed = payouts.reduce((sum, { amount }) => sum + Number(amount), 0);
  return { affiliate_id, committed, paid: 0, held: committed, payout_count: payouts.length };
}

async function putAll({ store }: World, table: string, items: Item[]): Promise<void> {
  await inParallel(chunksOf(items, 25), async (chunk) => {
    const puts = chunk.map((Item) => ({ PutRequest: { Item } }));
    await store.db.send(new BatchWriteCommand({ RequestItems: { [table]: puts } }));
  });
}
