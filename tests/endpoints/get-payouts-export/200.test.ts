import { beforeAll, describe, expect, it } from 'vitest';
import { buildExportPayouts } from '../../../functions/payouts/export.ts';
import { buildListPayouts } from '../../../functions/payouts/list.ts';
import { buildRouter } from '../../../functions/router.ts';
import type { Affiliate } from '../../../libs/payouts/affiliate.ts';
import type { Payout } from '../../../libs/payouts/payout.ts';
import { call, contextOf, eventOf, type TestAnswer } from '../../../testing/call.ts';
import { rowsOf } from '../../../testing/csv.ts';
import { callExpecting, FROM_ORIGIN, HEADERS, ORIGIN } from '../../../testing/expect.ts';
import { payoutThatIs } from '../../../testing/lifecycle.ts';
import { useHandler } from '../../../testing/use-handler.ts';
import { addAffiliate, addPayouts } from '../../../testing/world.ts';

const { world, handler: exporting } = useHandler(buildExportPayouts);

const hour = (index: number) => new Date(Date.UTC(2025, 0, 1, index)).toISOString();
const idsOf = ({ text }: TestAnswer) => rowsOf(text).map(({ payout_id }) => payout_id);
const nextOf = ({ headers }: TestAnswer) => headers['x-next-cursor'];
const export_ = ({ user_id }: Affiliate, query: Record<string, string> = {}, remainingMs = 29_000) =>
  callExpecting(200, exporting, { path: '/payouts/export', as: user_id, query, remainingMs });

/** The ids of all payouts in the files up to the last. */
async function walk(affiliate: Affiliate, query: Record<string, string>, remainingMs?: number) {
  const files = [await export_(affiliate, query, remainingMs)];
  for (let cursor = nextOf(files[0] as TestAnswer); cursor; cursor = nextOf(files.at(-1) as TestAnswer)) {
    files.push(await export_(affiliate, { ...query, cursor }, remainingMs));
  }
  return files.map(idsOf);
}

/** This number of payouts of one affiliate, an hour apart. */
async function withPayouts(count: number, facts: (index: number) => Partial<Payout> = () => ({})) {
  const affiliate = await addAffiliate(world);
  const { affiliate_id } = affiliate;
  const draft = (index: number) => ({ affiliate_id, requested_at: hour(index), ...facts(index) });
  const payouts = await addPayouts(world, ...Array.from({ length: count }, (_, index) => draft(index)));
  return { affiliate, ids: payouts.map(({ payout_id }) => payout_id).reverse() };
}

/** Of payouts with ids that a test knows. */
const ID = 'export';

const HEAD =
  '"payout_id","requested_at","status","amount","payment_method","payment_email","transaction_id",' +
  '"processed_at","scheduled_for","failure_reason","notes","attention"';

describe('GET /payouts/export: 200', () => {
  it('has the payouts of one status, if it is asked for one', async () => {
    const { affiliate, payout_id } = await payoutThatIs(world, 'completed');
    const pending = await export_(affiliate, { status: 'pending' });
    const completed = await export_(affiliate, { status: 'completed' });
    expect([idsOf(pending), idsOf(completed)]).toStrictEqual([[], [payout_id]]);
  });

  it('gives a file with a head and a row for each payout, newest first', async () => {
    const { affiliate } = await withPayouts(2, (index) => ({
      payout_id: `${ID}-${index}`,
      amount: index === 0 ? 5 : 123_450,
      status: index === 0 ? 'completed' : 'failed',
      ...(index === 1 && {
        transaction_id: '000123',
        processed_at: hour(9),
        failure_reason: 'Zoë said: "no",\r\nŁódź 李 مرحبا',
        notes: '=HYPERLINK("https://example.org")',
      }),
    }));
    const answer = await call(exporting, {
      path: '/payouts/export',
      as: affiliate.user_id,
      headers: { origin: ORIGIN },
    });
    expect(answer).toStrictEqual({
      status: 200,
      headers: {
        ...HEADERS,
        ...FROM_ORIGIN,
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': 'attachment; filename="payouts-2026-03-01.csv"',
      },
      text: [
        `\uFEFF${HEAD}`,
        `"${ID}-1","${hour(1)}","failed",1234.50,"paypal","old@example.com","000123","${hour(9)}",,` +
          `"Zoë said: ""no"",\r\nŁódź 李 مرحبا","'=HYPERLINK(""https://example.org"")",`,
        `"${ID}-0","${hour(0)}","completed",0.05,"paypal","old@example.com",,,,,,`,
        '',
      ].join('\r\n'),
      json: undefined,
    });
  });
  it('has a head only if there are no payouts', async () => {
    const answer = await export_(await addAffiliate(world));
    expect(answer.text).toBe(`\uFEFF${HEAD}\r\n`);
    expect(nextOf(answer)).toBeUndefined();
  });

  it('has a column for every member of the list', async () => {
    const { affiliate } = await withPayouts(1);
    const { json } = await callExpecting(200, buildListPayouts(world), { as: affiliate.user_id });
    const [row = {}] = rowsOf((await export_(affiliate)).text);
    expect(Object.keys(row).sort()).toStrictEqual(Object.keys(json.data.payouts[0]).sort());
  });

  it('leaves the amount empty that cannot be read', async () => {
    const { affiliate } = await withPayouts(1, () => ({ amount: 'a lot' as never }));
    expect(rowsOf((await export_(affiliate)).text)).toMatchObject([{ amount: '', status: 'completed' }]);
  });

  it('has only the own payouts, of the status that was asked for', async () => {
    await withPayouts(3, () => ({ status: 'failed' }));
    const { affiliate, ids } = await withPayouts(4, (index) => ({
      status: index % 2 === 0 ? 'failed' : 'completed',
    }));
    expect(idsOf(await export_(affiliate, { status: 'failed' }))).toStrictEqual([ids[1], ids[3]]);
  });

  it('is the same through the router', async () => {
    const { affiliate } = await withPayouts(2);
    const viaUrl = { path: '/payouts/export', as: affiliate.user_id };
    expect(await call(buildRouter(world), viaUrl)).toStrictEqual(await export_(affiliate));
  });
});

describe('GET /payouts/export: 200, file by file', () => {
  let affiliate: Affiliate;
  let ids: string[];
  beforeAll(async () => {
    ({ affiliate, ids } = await withPayouts(250));
  });

  it.each(['1', '99', '100', '101', '249'])('has each payout once in files of %s rows', async (limit) => {
    const files = await walk(affiliate, { limit });
    expect(files.flat()).toStrictEqual(ids);
    expect(new Set(files.slice(0, -1).map(({ length }) => length))).toStrictEqual(new Set([Number(limit)]));
  });

  it('has no cursor if the end of the list is in the file', async () => {
    for (const limit of ['250', '251', '10000']) {
      const answer = await export_(affiliate, { limit });
      expect([idsOf(answer), nextOf(answer)]).toStrictEqual([ids, undefined]);
    }
  });

  it('goes on where a page of the list ends, and the other way round', async () => {
    const as = { as: affiliate.user_id };
    const list = buildListPayouts(world);
    const page = await callExpecting(200, list, { ...as, query: { limit: '7' } });
    const file = await export_(affiliate, { limit: '200', cursor: page.json.data.next_cursor });
    expect(idsOf(file)).toStrictEqual(ids.slice(7, 207));
    const rest = await callExpecting(200, list, { ...as, query: { cursor: nextOf(file) ?? '' } });
    expect(rest.json.data.payouts).toHaveLength(43);
  });

  it('ends early if the time of the call runs out, but has a page in any case', async () => {
    expect((await walk(affiliate, {}, 2000)).map(({ length }) => length)).toStrictEqual([100, 100, 50]);
  });
});

describe('GET /payouts/export: 200, with much text', () => {
  const much = (length: number) => ({ notes: '"'.repeat(length) });

  it('ends early rather than exceed what Lambda can answer', async () => {
    const { affiliate, ids } = await withPayouts(300, () => much(7000));
    const files = await walk(affiliate, {});
    expect(files.map(({ length }) => length)).toStrictEqual([100, 100, 100]);
    expect(files.flat()).toStrictEqual(ids);
    const largest = await exporting(eventOf({ path: '/payouts/export', as: affiliate.user_id }), contextOf());
    expect(Buffer.byteLength(JSON.stringify(largest))).toBeLessThan(6_000_000);
  });

  it('also if not even a page of the list fits', async () => {
    const { affiliate, ids } = await withPayouts(40, () => much(40_000));
    const files = await walk(affiliate, {});
    expect(files.flat()).toStrictEqual(ids);
    expect(files.map(({ length }) => length)).toStrictEqual([20, 20]);
  });
});
