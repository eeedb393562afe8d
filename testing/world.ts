import { randomUUID } from 'node:crypto';
import { CreateTableCommand } from '@aws-sdk/client-dynamodb';
import { BatchWriteCommand, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Affiliate } from '../libs/payouts/affiliate.ts';
import type { Counters } from '../libs/payouts/balance.ts';
import { marksOf } from '../libs/payouts/mark.ts';
import { type Destination, isReadable, type Payout } from '../libs/payouts/payout.ts';
import { searchKeysOf } from '../libs/payouts/search-keys.ts';
import { LOCAL_JWT_SECRET, readSettings } from '../libs/runtime/settings.ts';
import { toAffiliate } from '../libs/store/affiliates.ts';
import { openStore } from '../libs/store/engine/client.ts';
import { TABLES } from '../libs/store/engine/tables.ts';
import { toPayout } from '../libs/store/payouts/record.ts';
import type { Dependencies } from '../libs/workflows/dependencies.ts';
import { openDatabase, openFilledDatabase } from './database.ts';

export const NOW = '2026-03-01T12:00:00.000Z';

export const ENVIRONMENT = {
  STAGE: 'local',
  JWT_SECRET: LOCAL_JWT_SECRET,
  AFFILIATES_TABLE: TABLES.affiliates.name,
  PAYOUTS_TABLE: TABLES.payouts.name,
  BALANCES_TABLE: TABLES.balances.name,
  DIGESTS_TABLE: TABLES.digests.name,
  RUNS_TABLE: TABLES.runs.name,
  ALLOWED_ORIGINS: 'https://app.example.com',
};

/** The dependencies of the functions, on their own embedded database. */
export type World = Dependencies;

/** What tables of a world have besides their keys. */
export interface WorldOptions {
  stream?: boolean;
  /** False for tables that are filled first, and then prepared, which is quicker. */
  indexes?: boolean;
  /** What the table of payouts has from the beginning. A database that is given is filled by writing. */
  payouts?: () => Record<string, unknown>[];
}

/** Opens a world with empty tables. Closing it ends its database. */
export async function openWorld({
  stream = false,
  indexes = true,
  payouts,
}: WorldOptions = {}): Promise<{ world: World; close: () => void }> {
  const filled = payouts && !process.env.DYNAMODB_ENDPOINT && { ...TABLES.payouts, items: payouts() };
  const { endpoint, prefix, close } = await (filled ? openFilledDatabase(filled) : openDatabase());
  const named = Object.entries(ENVIRONMENT).map(([name, value]) => [
    name,
    name.endsWith('_TABLE') ? prefix + value : value,
  ]);
  const settings = readSettings({ ...Object.fromEntries(named), DYNAMODB_ENDPOINT: endpoint });
  const store = openStore(settings.store);
  const options = {
    BillingMode: 'PAY_PER_REQUEST',
    ...(stream && { StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' } }),
  };
  for (const { name, schema } of Object.values(TABLES)) {
    if (filled && name === filled.name) continue;
    const shape = indexes ? schema : keyOnly(schema);
    await store.db.send(new CreateTableCommand({ TableName: prefix + name, ...options, ...shape } as never));
  }
  const world = { settings, store, now: () => NOW, newId: randomUUID };
  if (payouts && !filled) await putItems(world, payouts());
  return { world, close };
}

function keyOnly({ KeySchema, AttributeDefinitions }: (typeof TABLES)[keyof typeof TABLES]['schema']) {
  const names = KeySchema.map(({ AttributeName }) => AttributeName);
  return {
    KeySchema,
    AttributeDefinitions: AttributeDefinitions.filter(({ AttributeName }) => names.includes(AttributeName)),
  };
}

/** An affiliate as this service reads the record. Those of tests have earnings that can be read. */
export type SeededAffiliate = Affiliate & { total_earned: number };

/** A payout that the old service left. Those of tests have the time of their request. */
export type SeededPayout = Payout & Destination & { requested_at: string };

/** Puts an affiliate on record: active, with $500.00 earned and PayPal, unless `facts` differ. */
export async function addAffiliate(
  { store }: World,
  { record: _, ...facts }: Partial<Affiliate> = {},
): Promise<SeededAffiliate> {
  const name = randomUUID().slice(0, 8);
  const affiliate = {
    affiliate_id: `aff-${name}`,
    user_id: `user-${name}`,
    status: 'active',
    total_earned: 50_000,
    payment_method: 'paypal' as const,
    payment_email: `${name}@example.com`,
    ...facts,
  };
  await store.db.send(new PutCommand({ TableName: store.tables.affiliates, Item: affiliate }));
  const { maturing, record } = toAffiliate(affiliate) as Affiliate;
  return { ...affiliate, maturing, record } as SeededAffiliate;
}

/** Puts payouts on record as the old service did: without history, and without counters. */
export async function addPayouts({ store }: World, ...payouts: Partial<Payout>[]): Promise<SeededPayout[]> {
  const items = payouts.map(oldPayout);
  await putItems({ store }, items);
  return items as SeededPayout[];
}

async function putItems({ store }: Pick<World, 'store'>, items: Record<string, unknown>[]): Promise<void> {
  for (let start = 0; start < items.length; start += 25) {
    const puts = items.slice(start, start + 25).map((Item) => ({ PutRequest: { Item } }));
    await store.db.send(new BatchWriteCommand({ RequestItems: { [store.tables.payouts]: puts } }));
  }
}

/** The same, as they are after they were marked as counted and filed: without counters all the same. */
export function addFiledPayouts(world: World, ...payouts: Partial<Payout>[]): Promise<SeededPayout[]> {
  return addPayouts(world, ...payouts.map(filedPayout));
}

/** The record of a payout that the old service left, marked as counted and filed. */
export function filedPayout(facts: Partial<Payout>): Partial<Payout> {
  const item = oldPayout(facts);
  const payout = toPayout({ ...item });
  return { ...item, ...(isReadable(payout) && marksOf(payout)), ...searchKeysOf(payout) };
}

function oldPayout(facts: Partial<Payout>): Partial<Payout> {
  return {
    payout_id: randomUUID(),
    affiliate_id: 'aff-nobody',
    amount: 1000,
    payment_method: 'paypal',
    payment_email: 'old@example.com',
    status: 'completed',
    requested_at: '2025-01-01T00:00:00.000Z',
    ...facts,
  };
}

/** The counters on record, or undefined if no row was opened. */
export async function countersOf(
  { store }: World,
  affiliateId: string,
): Promise<Omit<Counters, 'held'> | undefined> {
  const { Item } = await store.db.send(
    new GetCommand({ TableName: store.tables.balances, Key: { affiliate_id: affiliateId } }),
  );
  if (!Item || Item.marked !== undefined) return undefined;
  const { affiliate_id: _, held, ...counters } = Item as Counters & { affiliate_id: string };
  if (held !== counters.committed - counters.paid) throw new Error(`held ${held} is not committed less paid`);
  return counters;
}
