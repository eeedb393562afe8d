import { buildListAllPayouts } from '../functions/admin/list.ts';
import { buildListPayouts } from '../functions/payouts/list.ts';
import { PAYOUT_STATUSES, type Payout, type PayoutStatus } from '../libs/payouts/payout.ts';
import { ensureBalanceRow } from '../libs/store/balances/open-balance.ts';
import { call } from './call.ts';
import { withClient } from './client.ts';
import { addAffiliate, addFiledPayouts, type SeededAffiliate, type World } from './world.ts';

/** A page of a list may read so many entries of the indexes, its warnings included. */
export const READS_MAX = 350;

/** Who asks for a page, and for which one. */
export interface PageCaller {
  as: string;
  admin?: boolean;
}

const AFFILIATES = 40;
const BATCH = 25;
const WRITERS = 4;

const BEGIN = Date.UTC(2026, 0, 1);
const second = (index: number) => new Date(BEGIN + index * 1000).toISOString();

/** The status of each payout: stretches of one, of all in turns, and of a few at a time. */
function statusAt(index: number): PayoutStatus {
  const stretch = Math.floor(index / 150) % 4;
  const place = [index % 6, (index >> 4) % 6, 3, (index * 7) % 5][stretch] ?? 0;
  return PAYOUT_STATUSES[place] ?? 'pending';
}

/** Every other payout goes to an address to which everybody is paid, and most have one transaction. */
function draft(affiliates: SeededAffiliate[], count: number, index: number): Partial<Payout> {
  const status = statusAt(index);
  const isEnd = ['completed', 'failed', 'cancelled'].includes(status);
  const affiliate = affiliates[index % affiliates.length];
  return {
    affiliate_id: affiliate?.affiliate_id ?? '',
    status,
    payment_method: index % 50 === 0 ? 'zelle' : 'paypal',
    payment_email: index % 2 ? 'everybody@example.com' : (affiliate?.payment_email ?? ''),
    requested_at: second(index),
    ...(isEnd && {
      processed_at: second((index * 31) % count),
      transaction_id: index % 4 ? 'T-all' : `T-${index}`,
    }),
  };
}

/** Puts so many payouts of forty affiliates on record, filed and counted. @returns the affiliates */
export async function addManyPayouts(world: World, count: number): Promise<SeededAffiliate[]> {
  const affiliates: SeededAffiliate[] = [];
  for (let index = 0; index < AFFILIATES; index++) affiliates.push(await addAffiliate(world));
  const write = async (writer: number) => {
    for (let start = writer * BATCH; start < count; start += WRITERS * BATCH) {
      const size = Math.min(BATCH, count - start);
      const drafts = Array.from({ length: size }, (_, place) => draft(affiliates, count, start + place));
      await addFiledPayouts(world, ...drafts);
    }
  };
  await Promise.all(Array.from({ length: WRITERS }, (_, writer) => write(writer)));
  for (const { affiliate_id } of affiliates) await ensureBalanceRow(world.store, affiliate_id);
  return affiliates;
}

/** The most that a page of a walk has read of the indexes: what its queries looked at, or gave. */
export async function mostRead(
  world: World,
  query: Record<string, string>,
  { pages, ...caller }: PageCaller & { pages: number },
): Promise<number> {
  let reads = 0;
  const store = withClient(world, async (name, send) => {
    const answer = await send();
    const { Count = 0, ScannedCount = 0 } = answer.output as { Count?: number; ScannedCount?: number };
    if (name === 'QueryCommand') reads += Math.max(Count, ScannedCount);
    return answer;
  });
  const handler = (caller.admin ? buildListAllPayouts : buildListPayouts)({ ...world, store });
  let most = 0;
  let cursor: string | null = null;
  for (let page = 0; page < pages; page++) {
    reads = 0;
    const request = { ...caller, query: { ...query, ...(cursor !== null && { cursor }) } };
    const { status, json } = await call(handler, request);
    if (status !== 200) throw new Error(`A page was answered with ${status}.`);
    most = Math.max(most, reads);
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
  { transaction_id: 'T-all', payment_method: 'zelle' },
  ENDED,
  { ...ENDED, status: 'cancelled', payment_method: 'zelle' },
  { ...ENDED, ...ADDRESS },
  { ...ENDED, transaction_id: 'T-all', ...FROM },
];

/** What an affiliate can ask for. */
export const OWN_PAGE_QUERIES: Record<string, string>[] = [{}, { status: 'completed,failed' }, FROM];
