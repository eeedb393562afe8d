import { beforeAll, describe, expect, it } from 'vitest';
import { buildListAllPayouts } from '../../../functions/admin/list.ts';
import { buildGetBalance } from '../../../functions/payouts/balance.ts';
import { buildListPayouts } from '../../../functions/payouts/list.ts';
import { buildRequestPayout } from '../../../functions/payouts/request.ts';
import type { Affiliate } from '../../../libs/payouts/affiliate.ts';
import { calculateBalance, getPendingPayoutAmount } from '../../../libs/store/balances/read-balance.ts';
import type { Store } from '../../../libs/store/engine/client.ts';
import { recording } from '../../../testing/client.ts';
import { callExpecting } from '../../../testing/expect.ts';
import { AS_ADMIN, asking } from '../../../testing/lifecycle.ts';
import { useWorld } from '../../../testing/use-world.ts';
import { addAffiliate, addPayouts, countersOf } from '../../../testing/world.ts';

const world = useWorld();

/** What the functions of the API are given: the first request after a takeover may open a long history. */
const API_TIMEOUT_MS = 29_000;

const ask = (store: Store, as: string) =>
  callExpecting(201, buildRequestPayout({ ...world, store }), {
    ...asking(as, { amount: 1000 }),
    remainingMs: API_TIMEOUT_MS,
  });
const readBalance = (store: Store, as: string) =>
  callExpecting(200, buildGetBalance({ ...world, store }), { as });
const readList = (store: Store, as: string, query: Record<string, string> = {}) =>
  callExpecting(200, buildListPayouts({ ...world, store }), { as, query });
const readListAsAdmin = (store: Store, query: Record<string, string>) =>
  callExpecting(200, buildListAllPayouts({ ...world, store }), { ...AS_ADMIN, query });

describe('with an open balance row', () => {
  it('a request takes two round trips', async () => {
    const { user_id } = await addAffiliate(world);
    await ask(world.store, user_id);
    const { store, sent } = recording(world);
    expect((await ask(store, user_id)).status).toBe(201);
    expect(sent).toStrictEqual(['QueryCommand', 'TransactWriteItemsCommand']);
  });

  it('a balance read takes two round trips, and no transaction that a write could refuse', async () => {
    const { user_id } = await addAffiliate(world);
    await ask(world.store, user_id);
    const { store, sent } = recording(world);
    expect((await readBalance(store, user_id)).status).toBe(200);
    expect(sent).toStrictEqual(['QueryCommand', 'GetItemCommand']);
  });
});

describe('5000 payouts of 1 KB each on record, and no balance row', () => {
  const HISTORY = 5000;
  let affiliate: Affiliate;
  beforeAll(async () => {
    affiliate = await addAffiliate(world, { total_earned: 20_000_000 });
    const statuses = ['completed', 'failed', 'cancelled', 'pending', 'processing'] as const;
    const notes = 'x'.repeat(800);
    const payouts = Array.from({ length: HISTORY }, (_, index) => ({
      affiliate_id: affiliate.affiliate_id,
      amount: 1000 + index,
      status: statuses[index % statuses.length] ?? 'completed',
      requested_at: new Date(Date.UTC(2020, 0, 1) + index * 60_000).toISOString(),
      notes,
    }));
    await addPayouts(world, ...payouts);
  });

  const sumOf = (...remainders: number[]) =>
    Array.from({ length: HISTORY }, (_, index) => (remainders.includes(index % 5) ? 1000 + index : 0)).reduce(
      (sum, amount) => sum + amount,
    );

  it('are all counted: balance, total and helper functions are exact', async () => {
    const paid = sumOf(0);
    const pending = sumOf(3, 4);
    const expected = {
      total_earned: 20_000_000,
      total_paid: paid,
      pending,
      available: 20_000_000 - paid - pending,
    };
    const { json } = await readBalance(world.store, affiliate.user_id);
    expect(json.data.balance).toStrictEqual(expected);
    expect(await calculateBalance(affiliate.affiliate_id, world.store)).toStrictEqual(expected);
    expect(await getPendingPayoutAmount(affiliate.affiliate_id, world.store)).toBe(pending);
    const list = await readList(world.store, affiliate.user_id);
    expect(list.json.data.total).toBe(HISTORY);
    expect(list.json.data.payouts).toHaveLength(100);
    expect(await countersOf(world, affiliate.affiliate_id)).toBeUndefined();
  });

  it('are all listed', async () => {
    const seen = new Set<string>();
    let cursor: string | null = null;
    do {
      const { json } = await readList(world.store, affiliate.user_id, cursor ? { cursor } : {});
      for (const { payout_id } of json.data.payouts) seen.add(payout_id);
      cursor = json.data.next_cursor;
    } while (cursor);
    expect(seen.size).toBe(HISTORY);
  });

  it('fill the pages of a filtered list', async () => {
    const { json } = await readList(world.store, affiliate.user_id, { status: 'failed', limit: '100' });
    expect(json.data.payouts).toHaveLength(100);
    expect(new Set(json.data.payouts.map((payout: { status: string }) => payout.status))).toEqual(
      new Set(['failed']),
    );
    expect(json.data.total).toBe(HISTORY);
  });

  it('are read by the first request, and never again', async () => {
    expect((await ask(world.store, affiliate.user_id)).status).toBe(201);
    const { store, sent } = recording(world);
    expect((await ask(store, affiliate.user_id)).status).toBe(201);
    expect((await readBalance(store, affiliate.user_id)).status).toBe(200);
    expect(sent).toStrictEqual([
      'QueryCommand',
      'TransactWriteItemsCommand',
      'QueryCommand',
      'GetItemCommand',
    ]);
    expect(await countersOf(world, affiliate.affiliate_id)).toStrictEqual({
      committed: sumOf(0, 3, 4) + 2000,
      paid: sumOf(0),
      payout_count: HISTORY + 2,
    });
  });

  it('take one query for each page by status from then on, and are all found', async () => {
    const { affiliate_id, user_id } = affiliate;
    // The rarest status costs most to find: one scheduled payout among thousands of others.
    const body = { amount: 1000, scheduled_for: '2026-04-01T00:00:00.000Z' };
    await callExpecting(201, buildRequestPayout(world), asking(user_id, body));
    const { store, sent } = recording(world);
    const { json } = await readList(store, user_id, { status: 'scheduled' });
    expect(json.data.payouts).toHaveLength(1);
    expect(sent.toSorted()).toStrictEqual([
      'GetItemCommand',
      'GetItemCommand',
      'QueryCommand',
      'QueryCommand',
    ]);
    sent.length = 0;
    const seen = new Set<string>();
    let cursor: string | undefined;
    let pages = 0;
    do {
      const query = { affiliate_id, status: 'failed', ...(cursor !== undefined && { cursor }) };
      const { json } = await readListAsAdmin(store, query);
      for (const { payout_id, status } of json.data.payouts) if (status === 'failed') seen.add(payout_id);
      cursor = json.data.next_cursor ?? undefined;
      pages++;
    } while (cursor !== undefined);
    expect([seen.size, pages]).toStrictEqual([HISTORY / 5, HISTORY / 5 / 100]);
    // Of the queries of a page, one is for its payouts, and two are for who else was paid at their address.
    const ofPage = ['GetItemCommand', 'QueryCommand', 'QueryCommand', 'QueryCommand', 'BatchGetItemCommand'];
    expect(sent.toSorted()).toStrictEqual(
      Array.from({ length: pages }, () => ofPage)
        .flat()
        .sort(),
    );
  });
});
