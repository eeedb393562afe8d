import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildListAllPayouts } from '../../../functions/admin/list.ts';
import { buildListPayouts } from '../../../functions/payouts/list.ts';
import { PAYOUT_STATUSES, type Payout } from '../../../libs/payouts/payout.ts';
import { receiptNumber } from '../../../libs/payouts/receipt-number.ts';
import { openBalances } from '../../../testing/bookkeeping.ts';
import { callExpecting } from '../../../testing/expect.ts';
import { AS_ADMIN } from '../../../testing/lifecycle.ts';
import { useHandler } from '../../../testing/use-handler.ts';
import { addAffiliate, addPayouts, type SeededAffiliate } from '../../../testing/world.ts';

type Query = Record<string, string>;
type Row = Payout & { requested_at: string };

const COUNT = 240;
const ADDRESSES = ['ada@example.com', 'Ada@Example.COM', 'grace@example.com', 'eve@example.org'];
const TRANSACTIONS = ['T-1', 'T-2', 't-1', undefined];
const HOUR_MS = 3_600_000;
const BEGIN = Date.UTC(2026, 0, 1);

const { world, handler: list } = useHandler(buildListAllPayouts);
let affiliates: SeededAffiliate[];
let rows: Row[];

beforeAll(async () => {
  affiliates = [await addAffiliate(world), await addAffiliate(world), await addAffiliate(world)];
  // Numbers that share no factor with each other: every value of one member meets every value of another.
  const drafts = Array.from({ length: COUNT }, (_, index) => {
    const status = PAYOUT_STATUSES[(index * 5) % 6] ?? 'pending';
    const isEnd = ['completed', 'failed', 'cancelled'].includes(status);
    const transaction_id = isEnd ? TRANSACTIONS[(index * 7) % 4] : undefined;
    return {
      affiliate_id: affiliates[(index * 11) % 3]?.affiliate_id ?? '',
      status,
      payment_method: (['paypal', 'zelle'] as const)[(index >> 2) % 2] ?? 'paypal',
      payment_email: ADDRESSES[(index * 13) % 4] ?? '',
      // Ten days, in which up to four have one time.
      requested_at: new Date(BEGIN + Math.floor(index / 3.3) * 3 * HOUR_MS).toISOString(),
      ...(isEnd && { processed_at: new Date(BEGIN + ((index * 17) % 100) * 5 * HOUR_MS).toISOString() }),
      ...(transaction_id && { transaction_id }),
    };
  });
  rows = (await addPayouts(world, ...drafts)) as Row[];
  expect(await openBalances(world)).toMatchObject({ opened: 3, failed: 0, next: null });
});

/** What a filter asks for, written down once more, as plainly as can be. */
function asked(query: Query): Row[] {
  const lastMs = (text: string) => Date.parse(text.length === 10 ? `${text}T23:59:59.999Z` : text);
  const isWithin = (at: string | undefined, from = '1970-01-01', to = '9999-12-31') =>
    at !== undefined && Date.parse(at) >= Date.parse(from) && Date.parse(at) <= lastMs(to);
  const isByEnd = query.ended_from !== undefined || query.ended_to !== undefined;
  const timeOf = (row: Row) => (isByEnd ? row.processed_at : row.requested_at) ?? '';
  return rows
    .filter(
      (row) =>
        (!query.status || query.status.split(',').includes(row.status)) &&
        (!query.affiliate_id || query.affiliate_id === row.affiliate_id) &&
        (!query.payment_method || query.payment_method === row.payment_method) &&
        (!query.payment_email || query.payment_email.toLowerCase() === row.payment_email?.toLowerCase()) &&
        (!query.transaction_id || query.transaction_id === row.transaction_id) &&
        isWithin(row.requested_at, query.from, query.to) &&
        (!isByEnd || isWithin(row.processed_at, query.ended_from, query.ended_to)),
    )
    .sort((one, other) => {
      if (timeOf(one) !== timeOf(other)) return timeOf(one) < timeOf(other) ? 1 : -1;
      return one.payout_id < other.payout_id ? 1 : -1;
    });
}

/** The ids on each page. */
async function walk(query: Query, handler = list, caller: object = AS_ADMIN): Promise<string[][]> {
  const pages: string[][] = [];
  let cursor: string | null = null;
  do {
    const { json } = await callExpecting(200, handler, {
      ...caller,
      query: { ...query, ...(cursor !== null && { cursor }) },
    });
    pages.push(json.data.payouts.map(({ payout_id }: Row) => payout_id));
    cursor = json.data.next_cursor;
  } while (cursor !== null);
  return pages;
}

const idsOf = (found: Row[]) => found.map(({ payout_id }) => payout_id);

const time = fc
  .integer({ min: -30, max: 300 })
  .map((hours) => new Date(BEGIN + hours * HOUR_MS).toISOString())
  .chain((iso) => fc.constantFrom(iso, iso.slice(0, 10), `${iso.slice(0, 19)}Z`, `${iso.slice(0, 16)}Z`));
const range = (from: string, to: string) =>
  fc
    .tuple(fc.option(time), fc.option(time))
    .filter(([begin, end]) => begin === null || end === null || begin.slice(0, 10) < end.slice(0, 10))
    .map(([begin, end]) => ({ ...(begin && { [from]: begin }), ...(end && { [to]: end }) }));
const statuses = fc.shuffledSubarray([...PAYOUT_STATUSES], { minLength: 1 }).map((each) => each.join(','));
const sometimes = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined, freq: 2 });
const members = fc
  .record({
    status: sometimes(statuses),
    affiliate_id: sometimes(fc.nat(2).map((index) => affiliates[index]?.affiliate_id)),
    payment_method: sometimes(fc.constantFrom('paypal', 'zelle')),
    payment_email: sometimes(fc.constantFrom(...ADDRESSES)),
    transaction_id: sometimes(fc.constantFrom('T-1', 'T-2', 't-1', 'T-3')),
  })
  .map((each) => JSON.parse(JSON.stringify(each)));
const limit = fc.constantFrom('3', '40', '100');

describe('GET /admin/payouts: 200 for several filters at once', () => {
  it('returns each payout that matches all of them once, in order, whatever the combination', async () => {
    const queries = fc.tuple(members, range('from', 'to'), range('ended_from', 'ended_to'));
    await fc.assert(
      fc.asyncProperty(queries, limit, async (parts, size) => {
        const query = Object.assign({}, ...parts);
        const pages = await walk({ ...query, limit: size });
        expect(pages.flat()).toStrictEqual(idsOf(asked(query)));
      }),
      { numRuns: 150 },
    );
  }, 120_000);

  it.each<Query>([
    { payment_email: 'ADA@example.com' },
    { transaction_id: 'T-1' },
    { from: '2026-01-03', to: '2026-01-06' },
    { status: 'completed,failed', from: '2026-01-03T06:00:00Z' },
    { status: 'scheduled,pending,processing,completed' },
    { ended_from: '2026-01-05' },
    { ended_to: '2026-01-09', status: 'cancelled,completed' },
    { ended_from: '2026-01-02', transaction_id: 'T-1' },
    { ended_from: '2026-01-02', payment_email: 'grace@example.com' },
    { payment_email: 'grace@example.com', to: '2026-01-06T12:00Z' },
  ])('fills every page of %j but the last', async (query) => {
    const pages = await walk({ ...query, limit: '7' });
    expect(pages.flat().length).toBeGreaterThan(14);
    expect(pages.flat()).toStrictEqual(idsOf(asked(query)));
    expect(pages.slice(0, -1).every((page) => page.length === 7)).toBe(true);
    expect(pages.at(-1)).not.toHaveLength(0);
  });

  it('finds the payout of a receipt at once, though more have ended since than a page looks at', async () => {
    const first = asked({ ended_from: '2026-01-01', status: 'completed' }).at(-1)?.payout_id ?? '';
    const query = { ended_from: '2026-01-01', receipt_number: receiptNumber(first) };
    expect(await walk(query)).toStrictEqual([[first]]);
  });

  it.each<Query>([{ transaction_id: 'T-1' }, { payment_email: 'grace@example.com' }])(
    'finds what has ended of %j at once, though more have ended than a page looks at',
    async (few) => {
      const query = { ended_from: '2026-01-01', payment_method: 'zelle', ...few };
      expect(await walk(query)).toStrictEqual([idsOf(asked(query))]);
    },
  );

  it('includes the whole day that a range ends with, and the moment that it begins and ends with', async () => {
    const day = rows.filter(({ requested_at }) => requested_at.startsWith('2026-01-04'));
    expect(day.length).toBeGreaterThan(0);
    const query = { from: '2026-01-04', to: '2026-01-04' };
    expect((await walk(query)).flat().sort()).toStrictEqual(idsOf(day).sort());
    const { requested_at = '' } = day[0] ?? {};
    const moment = rows.filter((row) => row.requested_at === requested_at);
    const found = await walk({ from: requested_at, to: requested_at });
    expect(found.flat().sort()).toStrictEqual(idsOf(moment).sort());
  });
});

describe('GET /payouts: 200 for a filter', () => {
  it('returns the own payouts of several statuses and a range of days, and nobody else’s', async () => {
    const [{ user_id, affiliate_id } = { user_id: '', affiliate_id: '' }] = affiliates;
    await fc.assert(
      fc.asyncProperty(sometimes(statuses), range('from', 'to'), limit, async (status, days, size) => {
        const query = { ...(status && { status }), ...days };
        const pages = await walk({ ...query, limit: size }, buildListPayouts(world), { as: user_id });
        const all = idsOf(asked({ ...query, affiliate_id }));
        expect(pages.flat()).toStrictEqual(all);
        expect(pages).toHaveLength(Math.max(1, Math.ceil(all.length / Number(size))));
      }),
      { numRuns: 30 },
    );
  }, 60_000);
});
