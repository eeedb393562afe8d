import { beforeAll, describe, expect, it } from 'vitest';
import { buildListAllPayouts } from '../../../functions/admin/list.ts';
import { buildRouter } from '../../../functions/router.ts';
import { PAYOUT_STATUSES } from '../../../libs/payouts/payout.ts';
import { call } from '../../../testing/call.ts';
import { expectSuccess, FROM_ORIGIN, ORIGIN } from '../../../testing/expect.ts';
import { AS_ADMIN, NO_PROVIDER } from '../../../testing/lifecycle.ts';
import { unordered } from '../../../testing/unordered.ts';
import { useHandler } from '../../../testing/use-handler.ts';
import { addPayouts, type SeededPayout } from '../../../testing/world.ts';

interface Page {
  payouts: { payout_id: string; status: string; affiliate_id: string }[];
  next_cursor: string | null;
}

type Query = Record<string, string>;

/** The two oldest payouts: one with many members, and one with only the required ones. */
const TOLD = {
  payout_id: 'told',
  affiliate_id: 'aff-view',
  amount: 7000,
  payment_method: 'zelle',
  payment_email: 'eve@example.com',
  status: 'failed',
  requested_at: '2020-02-02T00:00:00.000Z',
  processed_at: '2020-02-03T00:00:00.000Z',
  processed_by: 'user-boss',
  failure_reason: 'No account.',
  notes: 'called',
  destination_changed: true,
} as const;
const UNTOLD = { payout_id: 'untold', affiliate_id: 'aff-view', requested_at: '2020-02-01T00:00:00.000Z' };

const COUNT = 92;
const AFFILIATES = ['aff-ada', 'aff-grace', 'aff-new'];

/** An hour apart, except sixty that have the same time. */
const timeOf = (index: number) =>
  new Date(Date.UTC(2025, 0, 1, index >= 20 && index < 80 ? 20 : index)).toISOString();

const { world, handler: list } = useHandler(buildListAllPayouts);
let newestFirst: SeededPayout[];
beforeAll(async () => {
  const drafts = Array.from({ length: 90 }, (_, index) => ({
    affiliate_id: AFFILIATES[index % 3] ?? '',
    amount: 1000 + index,
    // Each affiliate has payouts of each status.
    status: PAYOUT_STATUSES[Math.floor(index / 3) % 6] ?? 'pending',
    requested_at: timeOf(index),
  }));
  const byTimeAndId = (one: SeededPayout, other: SeededPayout) =>
    other.requested_at.localeCompare(one.requested_at) || (one.payout_id < other.payout_id ? 1 : -1);
  newestFirst = (await addPayouts(world, ...drafts, TOLD, UNTOLD)).sort(byTimeAndId);
});

/** Expects a whole answer, which has no `total`, and returns its page. */
async function pageOf(query: Query = {}, handler = list): Promise<Page> {
  const answer = await call(handler, { ...AS_ADMIN, path: '/admin/payouts', query });
  const { next_cursor } = answer.json.data;
  expectSuccess(answer, { data: { payouts: expect.any(Array), next_cursor } });
  expect(next_cursor === null || /^[\w-]+$/.test(next_cursor)).toBe(true);
  return answer.json.data;
}

async function walk(query: Query, handler = list): Promise<Page[]> {
  const pages = [await pageOf(query, handler)];
  for (let cursor = pages[0]?.next_cursor; cursor; cursor = pages.at(-1)?.next_cursor) {
    pages.push(await pageOf({ ...query, cursor }, handler));
  }
  return pages;
}

const idsOf = (payouts: { payout_id: string }[]) => payouts.map(({ payout_id }) => payout_id);
const idsMet = (pages: Page[]) => pages.flatMap(({ payouts }) => idsOf(payouts));

/** The ids that match a filter, newest first. */
const fitting = (filter: Query) =>
  idsOf(
    newestFirst.filter((payout) =>
      Object.entries(filter).every(([key, value]) => payout[key as keyof SeededPayout] === value),
    ),
  );

const NOTHING = { ...NO_PROVIDER, run_id: null, transaction_id: null, scheduled_for: null };
const FILTERS: Query[] = [
  {},
  ...PAYOUT_STATUSES.map((status) => ({ status })),
  ...AFFILIATES.map((affiliate_id) => ({ affiliate_id })),
  ...PAYOUT_STATUSES.map((status) => ({ status, affiliate_id: 'aff-grace' })),
];

describe('GET /admin/payouts: 200', () => {
  it('shows the affiliate of each payout, and null for what is not known yet', async () => {
    const nothing = { ...NOTHING, warnings: ['affiliate_missing'] };
    const unknown = { notes: null, processed_at: null, processed_by: null, failure_reason: null };
    const old = {
      amount: 1000,
      payment_method: 'paypal',
      payment_email: 'old@example.com',
      status: 'completed',
    };
    const shown = [
      { ...TOLD, ...nothing },
      { ...UNTOLD, ...nothing, ...unknown, ...old, destination_changed: false },
    ];
    const { affiliate_id } = TOLD;
    const answer = await call(list, { ...AS_ADMIN, headers: { origin: ORIGIN }, query: { affiliate_id } });
    expectSuccess(answer, { data: { payouts: shown, next_cursor: null }, headers: FROM_ORIGIN });
  });

  it('returns an empty list if nothing matches', async () => {
    for (const query of [{ affiliate_id: 'aff-nobody' }, { affiliate_id: '💸', status: 'pending' }]) {
      const answer = await call(list, { ...AS_ADMIN, query });
      expectSuccess(answer, { data: { payouts: [], next_cursor: null } });
    }
  });

  it.each(FILTERS)('returns all payouts that match %j, newest first', async (filter) => {
    const pages = await walk(filter);
    expect(idsMet(pages)).toStrictEqual(fitting(filter));
    expect(pages).toHaveLength(1);
  });

  it('returns the same through the router', async () => {
    const query = { status: 'pending', limit: '3' };
    const answer = await call(buildRouter(world), { ...AS_ADMIN, path: '/admin/payouts', query });
    expectSuccess(answer, { data: await pageOf(query) });
  });
});

describe('GET /admin/payouts: 200, page by page', () => {
  it.each([3, 7, 20, 89])(
    'returns each payout once in pages of %d, although sixty share one time',
    async (limit) => {
      const pages = await walk({ limit: String(limit) });
      expect(idsMet(pages)).toStrictEqual(fitting({}));
      expect(pages.slice(0, -1).every(({ payouts }) => payouts.length === limit)).toBe(true);
      expect(pages).toHaveLength(Math.ceil(COUNT / limit));
    },
  );

  it.each(FILTERS)(
    'returns each match of %j once in pages of 4, and only the last page is not full',
    async (filter) => {
      const pages = await walk({ ...filter, limit: '4' });
      expect(idsMet(pages)).toStrictEqual(fitting(filter));
      expect(pages.slice(0, -1).every(({ payouts }) => payouts.length === 4)).toBe(true);
    },
  );

  it.each([3, 20])(
    'returns each payout once in pages of %d, although payouts of one time are in no order',
    async (limit) => {
      const handler = buildListAllPayouts({ ...world, store: unordered(world) });
      for (const filter of [{}, { status: 'pending' }, { affiliate_id: 'aff-new' }]) {
        const pages = await walk({ ...filter, limit: String(limit) }, handler);
        expect(idsMet(pages)).toStrictEqual(fitting(filter));
      }
    },
  );

  it('returns no cursor after a last page that happens to be full', async () => {
    expect((await pageOf({ limit: String(COUNT) })).next_cursor).toBeNull();
    expect((await pageOf({ affiliate_id: 'aff-ada', limit: '30' })).next_cursor).toBeNull();
    expect((await pageOf({ status: 'pending', limit: '15' })).next_cursor).toBeNull();
    expect((await pageOf({ status: 'pending', limit: '14' })).next_cursor).not.toBeNull();
  });

  it('goes on from a cursor under another filter and another limit', async () => {
    const { next_cursor, payouts } = await pageOf({ limit: '30' });
    const last = payouts.at(-1)?.payout_id ?? '';
    const rest = fitting({}).slice(fitting({}).indexOf(last) + 1);
    const failed = new Set(fitting({ status: 'failed' }));
    const page = await pageOf({ cursor: next_cursor ?? '', status: 'failed' });
    expect(idsOf(page.payouts)).toStrictEqual(rest.filter((id) => failed.has(id)));
  });
});
