import { describe, expect, it } from 'vitest';
import { buildListPayouts } from '../../../functions/payouts/list.ts';
import { buildRequestPayout } from '../../../functions/payouts/request.ts';
import type { Affiliate } from '../../../libs/payouts/affiliate.ts';
import type { Payout, PayoutStatus } from '../../../libs/payouts/payout.ts';
import { call } from '../../../testing/call.ts';
import { callExpecting, expectSuccess, FROM_ORIGIN, ORIGIN } from '../../../testing/expect.ts';
import { asking } from '../../../testing/lifecycle.ts';
import { useHandler } from '../../../testing/use-handler.ts';
import { addAffiliate, addPayouts, NOW } from '../../../testing/world.ts';

interface Page {
  payouts: Payout[];
  total: number;
  next_cursor: string | null;
}

const { world, handler: list } = useHandler(buildListPayouts);

async function pageOf({ user_id }: Affiliate, query: Record<string, string> = {}): Promise<Page> {
  const answer = await call(list, { as: user_id, query });
  const { next_cursor } = answer.json.data;
  expectSuccess(answer, { data: { payouts: expect.any(Array), total: expect.any(Number), next_cursor } });
  return answer.json.data;
}

/** All pages up to the last; `meanwhile` runs after the first. */
async function walk(affiliate: Affiliate, query: Record<string, string>, meanwhile = async () => {}) {
  const pages = [await pageOf(affiliate, query)];
  await meanwhile();
  for (let cursor = pages[0]?.next_cursor; cursor; cursor = pages.at(-1)?.next_cursor) {
    expect(cursor).toMatch(/^[\w-]+$/);
    pages.push(await pageOf(affiliate, { ...query, cursor }));
  }
  return pages;
}

const idsOf = (pages: Page[]) => pages.flatMap(({ payouts }) => payouts.map(({ payout_id }) => payout_id));
const hour = (index: number) => new Date(Date.UTC(2025, 0, 1, index)).toISOString();

/** This number of payouts of one affiliate, an hour apart unless `facts` says otherwise. */
async function withPayouts(count: number, facts: (index: number) => Partial<Payout> = () => ({})) {
  const affiliate = await addAffiliate(world);
  const { affiliate_id } = affiliate;
  const draft = (index: number) => ({ affiliate_id, requested_at: hour(index), ...facts(index) });
  const drafts = Array.from({ length: count }, (_, index) => draft(index));
  return { affiliate, payouts: await addPayouts(world, ...drafts) };
}

describe('GET /payouts: 200', () => {
  it('lists all payouts, newest first', async () => {
    const { affiliate, payouts } = await withPayouts(250);
    const pages = await walk(affiliate, {});
    expect(idsOf(pages)).toStrictEqual(payouts.map(({ payout_id }) => payout_id).reverse());
    expect(pages.map((page) => page.payouts.length)).toStrictEqual([100, 100, 50]);
    expect(pages.map(({ total }) => total)).toStrictEqual([250, 250, 250]);
    expect(pages.at(-1)?.next_cursor).toBeNull();
  });

  it('returns an empty list if there are no payouts', async () => {
    const { user_id } = await addAffiliate(world);
    const answer = await call(list, { as: user_id, headers: { origin: ORIGIN } });
    expectSuccess(answer, { data: { payouts: [], total: 0, next_cursor: null }, headers: FROM_ORIGIN });
  });

  it('shows null for what a record of the old service does not say', async () => {
    const { affiliate, payouts } = await withPayouts(1);
    const answer = await call(list, { as: affiliate.user_id });
    const payout = {
      payout_id: payouts[0]?.payout_id,
      amount: 1000,
      payment_method: 'paypal',
      payment_email: 'old@example.com',
      status: 'completed',
      transaction_id: null,
      notes: null,
      requested_at: hour(0),
      processed_at: null,
      scheduled_for: null,
      failure_reason: null,
      attention: null,
    };
    expectSuccess(answer, { data: { payouts: [payout], total: 1, next_cursor: null } });
  });

  it('shows the members for the owner, and none that are for admins only', async () => {
    const known = {
      payout_id: 'b3f1c2d4-5e6f-4a7b-8c9d-0e1f2a3b4c5d',
      amount: 12_345,
      payment_method: 'zelle' as const,
      payment_email: 'ada@example.com',
      status: 'failed' as const,
      transaction_id: 'T-1',
      notes: 'second attempt',
      requested_at: hour(0),
      processed_at: hour(1),
      scheduled_for: hour(2),
      failure_reason: 'account closed',
    };
    const operators = { history: [], request_fingerprint: 'f', processed_by: 'user-admin' };
    const { affiliate } = await withPayouts(1, () => ({ ...known, ...operators }));
    const answer = await call(list, { as: affiliate.user_id });
    const shown = { ...known, attention: null };
    expectSuccess(answer, { data: { payouts: [shown], total: 1, next_cursor: null } });
  });

  it('lists a payout as soon as it is requested', async () => {
    const { user_id } = await addAffiliate(world);
    const asked = await callExpecting(201, buildRequestPayout(world), asking(user_id, { amount: 5000 }));
    const unknown = { transaction_id: null, notes: null, processed_at: null, failure_reason: null };
    const nothing = { ...unknown, scheduled_for: null, attention: null };
    const payout = { ...asked.json.data.payout, ...nothing, requested_at: NOW };
    const answer = await call(list, { as: user_id });
    expectSuccess(answer, { data: { payouts: [payout], total: 1, next_cursor: null } });
  });

  it('lists the payouts of an inactive affiliate', async () => {
    const { affiliate } = await withPayouts(2);
    await addAffiliate(world, { ...affiliate, status: 'inactive' });
    expect((await pageOf(affiliate)).payouts).toHaveLength(2);
  });

  it('does not list the payouts of another affiliate', async () => {
    await withPayouts(3);
    const { affiliate, payouts } = await withPayouts(2);
    const pages = await walk(affiliate, {});
    expect(idsOf(pages).sort()).toStrictEqual(payouts.map(({ payout_id }) => payout_id).sort());
    expect(pages[0]?.total).toBe(2);
  });
});

describe('GET /payouts: 200, page by page', () => {
  it.each(['1', '7', '99'])(
    'returns each payout once in pages of %s, although many share one time',
    async (limit) => {
      const { affiliate, payouts } = await withPayouts(60, (index) => ({ requested_at: hour(index % 3) }));
      const pages = await walk(affiliate, { limit });
      expect(idsOf(pages).sort()).toStrictEqual(payouts.map(({ payout_id }) => payout_id).sort());
      const times = pages.flatMap((page) => page.payouts.map(({ requested_at }) => requested_at));
      expect(times).toStrictEqual([...times].sort().reverse());
      expect(new Set(pages.map(({ total }) => total))).toStrictEqual(new Set([60]));
    },
  );

  it('returns no cursor after a last page that happens to be full', async () => {
    const { affiliate } = await withPayouts(10);
    expect((await walk(affiliate, { limit: '5' })).map((page) => page.payouts.length)).toStrictEqual([5, 5]);
    expect((await pageOf(affiliate, { limit: '10' })).next_cursor).toBeNull();
  });

  it('fills a page that takes more than one query', async () => {
    const { affiliate } = await withPayouts(12, () => ({ notes: 'x'.repeat(300_000) }));
    const page = await pageOf(affiliate);
    expect(page).toMatchObject({ total: 12, next_cursor: null });
    expect(page.payouts).toHaveLength(12);
  });

  it('fills every page of a filtered list but the last, however rare the status', async () => {
    const status = (index: number): PayoutStatus => (index % 100 === 0 ? 'failed' : 'completed');
    const { affiliate, payouts } = await withPayouts(2200, (index) => ({ status: status(index) }));
    const pages = await walk(affiliate, { status: 'failed', limit: '5' });
    expect(pages.map((page) => page.payouts.length)).toStrictEqual([5, 5, 5, 5, 2]);
    const failed = payouts.filter((payout) => payout.status === 'failed').map(({ payout_id }) => payout_id);
    expect(idsOf(pages)).toStrictEqual(failed.reverse());
    expect(pages.map(({ total }) => total)).toStrictEqual([2200, 2200, 2200, 2200, 2200]);
  });

  it('returns no cursor after the last match of a filter', async () => {
    const { affiliate } = await withPayouts(6, (index) => ({ status: index < 2 ? 'failed' : 'completed' }));
    const page = await pageOf(affiliate, { status: 'failed', limit: '2' });
    expect(page).toMatchObject({ total: 6, next_cursor: null });
    expect(page.payouts).toHaveLength(2);
  });

  it.each(['scheduled', 'pending', 'processing', 'completed', 'failed', 'cancelled'] as const)(
    'lists the payouts that are %s',
    async (status) => {
      const all = ['scheduled', 'pending', 'processing', 'completed', 'failed', 'cancelled'] as const;
      const { affiliate } = await withPayouts(6, (index) => ({ status: all[index] ?? status }));
      const page = await pageOf(affiliate, { status });
      expect(page.payouts.map((payout) => payout.status)).toStrictEqual([status]);
      expect(page).toMatchObject({ total: 6, next_cursor: null });
    },
  );

  it('returns each payout once while payouts arrive and change status', async () => {
    const { affiliate, payouts } = await withPayouts(20, () => ({ status: 'pending' }));
    const pages = await walk(affiliate, { limit: '6' }, async () => {
      const moved = payouts.map((payout) => ({ ...payout, status: 'processing' as const }));
      const { affiliate_id } = affiliate;
      await addPayouts(world, ...moved, { affiliate_id, requested_at: hour(99) });
    });
    expect(idsOf(pages)).toStrictEqual(payouts.map(({ payout_id }) => payout_id).reverse());
  });
});
