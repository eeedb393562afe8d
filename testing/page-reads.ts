import { buildListAllPayouts } from '../functions/admin/list.ts';
import { buildListPayouts } from '../functions/payouts/list.ts';
import { PAYOUT_STATUSES, type Payout, type PayoutStatus } from '../libs/payouts/payout.ts';
import { ensureBalanceRow } from '../libs/store/balances/open-balance.ts';
import { call } from './call.ts';
import { withClient } from './client.ts';
import { addAffiliate, filedPayout, type World } from './world.ts';

/** A page of a list may read so many items at any filter, with the warnings about some forty affiliates. */
export const READS_MAX = 350;

/** Who asks for a page, and for which one. */
export interface PageCaller {
  as: string;
  admin?: boolean;
}

const AFFILIATES = 40;

/** One of those whose payouts are many. */
export function affiliateAt(index: number) {
  const number = index % AFFILIATES;
  return {
    affiliate_id: `aff-${number}`,
    user_id: `user-${number}`,
    payment_email: `${number}@example.com`,
  };
}

const BEGIN = Date.UTC(2026, 0, 1);
const second = (index: number) => new Date(BEGIN + index * 1000).toISOString();

/** The status of each payout: stretches of one, of all in turns, and of a few at a time. */
function statusAt(index: number): PayoutStatus {
  const stretch = Math.floor(index / 150) % 4;
  const place = [index % 6, (index >> 4) % 6, 3, (index * 7) % 5][stretch] ?? 0;
  return PAYOUT_STATUSES[place] ?? 'pending';
}

/** Every other payout goes to an address to which everybody is paid, and most have one transaction. */
function draft(count: number, index: number): Partial<Payout> {
  const status = statusAt(index);
  const isEnd = ['completed', 'failed', 'cancelled'].includes(status);
  const { affiliate_id, payment_email } = affiliateAt(index);
  return {
    affiliate_id,
    status,
    payment_method: index % 50 === 0 ? 'zelle' : 'paypal',
    payment_email: index % 2 ? 'everybody@example.com' : payment_email,
    requested_at: second(index),
    ...(isEnd && {
      processed_at: second((index * 31) % count),
      transaction_id: index % 4 ? 'T-all' : `T-${index}`,
    }),
  };
}

/** So many payouts of forty affiliates, filed and counted. */
export function manyPayouts(count: number): Partial<Payout>[] {
  return Array.from({ length: count }, (_, index) => filedPayout(draft(count, index)));
}

/** Puts the affiliates of `manyPayouts` on record, with their rows. */
export async function addTheirAffiliates(world: World): Promise<void> {
  for (let index = 0; index < AFFILIATES; index++) {
    const { affiliate_id } = await addAffiliate(world, affiliateAt(index));
    await ensureBalanceRow(world.store, affiliate_id);
  }
}

/** Items that a page has read: for the list itself, and for the warnings of what it shows. */
export interface Reads {
  /** Entries that its queries looked at, or gave, and payouts that were fetched. */
  list: number;
  /** Affiliates, rows, and others who are paid at the same address. */
  warnings: number;
}

interface DatabaseCall {
  name: string;
  input: { TableName?: string; IndexName?: string; RequestItems?: Record<string, { Keys: object[] }> };
  output: unknown;
}

/** What a call has read: also what a filter has left out, and what it asked for and was not there. */
function itemsRead(
  { store }: World,
  { name, input, output }: DatabaseCall,
): { of: keyof Reads; items: number }[] {
  const { TableName = '', IndexName, RequestItems = {} } = input;
  const of = (table: string) => (table === store.tables.payouts ? 'list' : 'warnings');
  if (name === 'QueryCommand') {
    const { Count = 0, ScannedCount = 0 } = output as { Count?: number; ScannedCount?: number };
    const isOfWarnings = IndexName === 'paid-to-payouts-index';
    return [{ of: isOfWarnings ? 'warnings' : of(TableName), items: Math.max(Count, ScannedCount) }];
  }
  if (name === 'GetCommand') return [{ of: of(TableName), items: 1 }];
  return Object.entries(RequestItems).map(([table, { Keys }]) => ({ of: of(table), items: Keys.length }));
}

/** The most that a page of a walk has read. */
export async function mostRead(
  world: World,
  query: Record<string, string>,
  { pages, ...caller }: PageCaller & { pages: number },
): Promise<Reads> {
  const reads: Reads = { list: 0, warnings: 0 };
  const store = withClient(world, async (name, send, input) => {
    const answer = await send();
    for (const { of, items } of itemsRead(world, { name, input, output: answer.output })) reads[of] += items;
    return answer;
  });
  const handler = (caller.admin ? buildListAllPayouts : buildListPayouts)({ ...world, store });
  const most: Reads = { list: 0, warnings: 0 };
  let cursor: string | null = null;
  for (let page = 0; page < pages; page++) {
    Object.assign(reads, { list: 0, warnings: 0 });
    const request = { ...caller, query: { ...query, ...(cursor !== null && { cursor }) } };
    const { status, json } = await call(handler, request);
    if (status !== 200) throw new Error(`A page was answered with ${status}.`);
    most.list = Math.max(most.list, reads.list);
    most.warnings = Math.max(most.warnings, reads.warnings);
    cursor = json.data.next_cursor;
    if (cursor === null) break;
  }
  return most;
}

const FROM = { from: '2026-01-01T00:10:00Z' };
const ENDED = { ended_from: '2026-01-01' };
const ADDRESS = { payment_email: 'Everybody@example.com' };

/** Filters of every kind, alone and together. */
export const PAGE_QUERIES: Record<string, string>[] = [
  {},
  { limit: '40' },
  { limit: '100' },
  { status: 'completed' },
  { status: 'pending,processing' },
  { status: 'scheduled,pending,processing,completed,failed' },
  { payment_method: 'zelle' },
  { payment_method: 'zelle', limit: '3' },
  FROM,
  { ...FROM, to: '2026-01-01T00:30Z' },
  ADDRESS,
  { ...ADDRESS, status: 'failed' },
  { transaction_id: 'T-all' },
  { receipt_number: 'R-00000000' },
  { transaction_id: 'T-all', payment_method: 'zelle' },
  ENDED,
  { ...ENDED, status: 'cancelled', payment_method: 'zelle' },
  { ...ENDED, ...ADDRESS },
  { ...ENDED, transaction_id: 'T-all', ...FROM },
];

/** What an affiliate can ask for. */
export const OWN_PAGE_QUERIES: Record<string, string>[] = [{}, { status: 'completed,failed' }, FROM];
