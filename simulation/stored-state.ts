import { GetCommand, paginateQuery } from '@aws-sdk/lib-dynamodb';
import type { Store } from '../libs/store/engine/client.ts';
import type { SeededAffiliate, SeededPayout } from '../testing/world.ts';
import type { Account, Entry, ModelPayout } from './model/account.ts';
import type { Event } from './operations.ts';

/** A payout as it is stored, read by no code of the service's. */
export interface StoredPayout {
  id: string;
  /** Null if it cannot be read. */
  amount: number | null;
  receiver: string;
  status: string;
  /** What the mark says that the payout is counted as. */
  mark?: string;
  isListed: boolean;
  transactionId?: string;
  onRail: boolean;
  runId?: string;
  /** Undefined in a record of the old service's. */
  history?: (Entry & { at: string; role: string })[];
}

/** The counters as they are stored, and the payouts that the row names as unreadable. */
export interface StoredRow {
  committed: number;
  paid: number;
  held: number;
  payout_count: number;
  unreadable: ReadonlySet<string>;
}

/** What is stored about an affiliate, read past all faults. */
export interface StoredState {
  affiliateId: string;
  standing: Account['standing'];
  earned: number;
  row: StoredRow | undefined;
  payouts: StoredPayout[];
}

type Item = Record<string, unknown>;

/**
 * Reads everything about an affiliate, while nothing else runs. `unlisted` are payouts that the index may
 * not show.
 */
export async function readState(store: Store, affiliateId: string, unlisted: string[]): Promise<StoredState> {
  const Key = { affiliate_id: affiliateId };
  const [affiliate, row, listed, others] = await Promise.all([
    getItem(store, store.tables.affiliates, Key),
    getItem(store, store.tables.balances, Key),
    listedPayouts(store, affiliateId),
    Promise.all(unlisted.map((payout_id) => getItem(store, store.tables.payouts, { payout_id }))),
  ]);
  const found = [...listed, ...others.filter((item) => item !== undefined)];
  const items = new Map(found.map((item): [unknown, Item] => [item.payout_id, item]));
  return {
    affiliateId,
    standing: !affiliate ? 'missing' : affiliate.status === 'active' ? 'active' : 'closed',
    earned: Number(affiliate?.total_earned ?? 0),
    row:
      row && row.marked === undefined
        ? ({ ...row, unreadable: row.unreadable ?? new Set() } as StoredRow)
        : undefined,
    payouts: Array.from(items.values(), storedPayout),
  };
}

async function getItem({ db }: Store, TableName: string, Key: Item): Promise<Item | undefined> {
  return (await db.send(new GetCommand({ TableName, Key, ConsistentRead: true }))).Item;
}

/** The payouts of an affiliate that the index shows. */
export async function listedPayouts({ db, tables }: Store, affiliateId: string): Promise<Item[]> {
  const query = {
    TableName: tables.payouts,
    IndexName: 'affiliate-payouts-index',
    KeyConditionExpression: 'affiliate_id = :affiliate',
    ExpressionAttributeValues: { ':affiliate': affiliateId },
  };
  const items: Item[] = [];
  for await (const { Items = [] } of paginateQuery({ client: db }, query)) items.push(...Items);
  return items;
}

function storedPayout(item: Item): StoredPayout {
  const { payout_id, amount, affiliate_status: mark, transaction_id, history } = item;
  const isAmount = typeof amount === 'number' || /^\d+$/.test(String(amount));
  return {
    id: String(payout_id),
    amount: isAmount ? Number(amount) : null,
    receiver: String(item.payment_email),
    status: String(item.status).trim().toLowerCase(),
    ...(mark !== undefined && { mark: String(mark).split('#')[0] ?? '' }),
    isListed: item.requested_at !== undefined,
    onRail: item.rail === 'paypal',
    ...(item.run_id !== undefined && { runId: String(item.run_id) }),
    ...(transaction_id !== undefined && { transactionId: String(transaction_id) }),
    ...(history !== undefined && { history: (history as Item[]).map(entryOf) }),
  };
}

function entryOf({ id, status, by, at, role, reason, transaction_id }: Item) {
  return {
    id: String(id),
    status: String(status),
    by: String(by),
    at: String(at ?? ''),
    role: String(role),
    ...(reason !== undefined && { reason: String(reason) }),
    ...(transaction_id !== undefined && { transactionId: String(transaction_id) }),
  };
}

/** The account of an affiliate before anything happened: what the old service left. */
export function accountOf({ total_earned }: SeededAffiliate, records: SeededPayout[]): Account {
  const payouts = records.map((record): [string, ModelPayout] => [record.payout_id, modelOf(record)]);
  return {
    earned: total_earned,
    standing: 'active',
    isOpen: false,
    unreadable: new Set(),
    payouts: new Map(payouts),
    calls: new Map(),
  };
}

function modelOf({ amount, payment_email, payment_method, status, processed_at }: SeededPayout): ModelPayout {
  return {
    amount,
    isReadable: true,
    receiver: payment_email,
    status,
    isListed: true,
    hasEndTime: processed_at !== undefined,
    isMovedByOthers: true,
    isPaypal: payment_method === 'paypal',
    onRail: false,
  };
}

/**
 * What the clock, PayPal and runs did since: the new entries of the histories that are theirs, in the order
 * of their times.
 */
export function movesIn({ affiliateId, payouts }: StoredState, { payouts: known }: Account): Event[] {
  return payouts
    .flatMap(({ id, history = [] }) =>
      history.slice(known.get(id)?.history?.length ?? 1).map((entry) => ({ payoutId: id, entry })),
    )
    .filter(({ entry }) => entry.role === 'schedule' || entry.by === 'paypal' || isOfRun(entry))
    .toSorted((one, other) => (one.entry.at < other.entry.at ? -1 : 1))
    .map(({ payoutId, entry: { at, role, ...entry } }) => ({
      affiliateId,
      act: { kind: 'move', payoutId, entry, at, role: isOfRun(entry) ? 'run' : role },
      outcome: { kind: 'done' },
    }));
}

function isOfRun({ id = '' }: Entry): boolean {
  return id.startsWith('run:');
}

/** The payouts that the model has not seen, by what tells which call they are of. */
export function newPayoutsIn({ payouts }: StoredState, { payouts: known }: Account) {
  return payouts.filter(({ id }) => !known.has(id)).map(({ id, receiver }) => ({ id, receiver }));
}
