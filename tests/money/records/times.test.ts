import { describe, expect, it } from 'vitest';
import { buildListAllPayouts } from '../../../functions/admin/list.ts';
import { buildProcessPayout } from '../../../functions/admin/process.ts';
import { buildGetPayout } from '../../../functions/payouts/get.ts';
import { buildListPayouts } from '../../../functions/payouts/list.ts';
import { buildGetReceipt } from '../../../functions/payouts/receipt.ts';
import type { ApiHandler } from '../../../libs/http/event.ts';
import type { TestRequest } from '../../../testing/call.ts';
import { callExpecting } from '../../../testing/expect.ts';
import { AS_ADMIN, payoutNow, processing } from '../../../testing/lifecycle.ts';
import { type Item, openIf, putPayout, ROWS, record, storedPayout } from '../../../testing/other-service.ts';
import { readPdf } from '../../../testing/pdf.ts';
import { useWorld } from '../../../testing/use-world.ts';
import { addAffiliate, addFiledPayouts, NOW } from '../../../testing/world.ts';

const world = useWorld();

/** An affiliate with these payouts, of which no stream has told. */
async function written(isOpen: boolean, ...payouts: Item[]) {
  const affiliate = await addAffiliate(world);
  const { affiliate_id } = affiliate;
  await openIf(isOpen, world, affiliate_id);
  const records = payouts.map((facts) => record(world, { affiliate_id, ...facts }));
  for (const each of records) await putPayout(world, each);
  return { affiliate, payout_ids: records.map(({ payout_id }) => String(payout_id)) };
}

/** The only payout of a new affiliate as its owner and as an admin see it, with its history. */
async function shown(isOpen: boolean, facts: Item) {
  const { affiliate, payout_ids } = await written(isOpen, facts);
  const [payout_id = ''] = payout_ids;
  const [as, params] = [affiliate.user_id, { payout_id }];
  const own = (await callExpecting(200, buildGetPayout(world), { as, params })).json.data.payout;
  const any = await payoutNow(world, payout_id);
  const list = (await callExpecting(200, buildListPayouts(world), { as })).json.data.payouts;
  return { own, any, list, as, params, payout_id };
}

/** Walks a list to its end, one payout a page. @returns the ids in the order of the list */
async function walk(handler: ApiHandler, request: TestRequest): Promise<string[]> {
  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const query: Record<string, string> = { ...request.query, limit: '1', ...(cursor && { cursor }) };
    const { json } = await callExpecting(200, handler, { ...request, query });
    seen.push(...json.data.payouts.map(({ payout_id }: { payout_id: string }) => payout_id));
    cursor = json.data.next_cursor;
  } while (cursor !== null);
  return seen;
}

describe.each(ROWS)('R6: a time in another form, with a row that is $row', ({ isOpen }) => {
  it.each([
    ['2025-12-21T12:00:00.123456', '2025-12-21T12:00:00.123Z'],
    ['2025-12-21 12:00:00', '2025-12-21T12:00:00.000Z'],
    ['2025-12-21T12:00:00+02:00', '2025-12-21T10:00:00.000Z'],
    ['2025-12-21', '2025-12-21T00:00:00.000Z'],
    ['1766318400', null],
    ['last May', null],
  ])('%j is shown as %j everywhere', async (requested_at, iso) => {
    const { own, any, list } = await shown(isOpen, { requested_at });
    for (const payout of [own, any, list[0]]) expect(payout).toMatchObject({ requested_at: iso });
    for (const payout of [own, any]) expect(payout.history[0]).toMatchObject({ status: 'pending', at: iso });
  });

  it.each(['2025-12-21 12:00:00', '1766318400'])(
    '%j is kept when the payout is counted and moved',
    async (requested_at) => {
      const { payout_id } = await shown(isOpen, { requested_at });
      await callExpecting(200, buildProcessPayout(world), processing(payout_id, { action: 'start' }));
      expect(await storedPayout(world, payout_id)).toMatchObject({ requested_at, status: 'processing' });
    },
  );
});

describe.each(ROWS)(
  'R6: a range of a list with times in another form, with a row that is $row',
  ({ isOpen }) => {
    it.each([
      ['2025-12-21', { from: '2025-12-21' }],
      ['2025-12-21', { from: '2025-12-21T00:00:00Z', to: '2025-12-21T00:00:00Z' }],
      ['2025-12-21 12:00:00', { from: '2025-12-21' }],
      ['2025-12-21T12:00:00', { from: '2025-12-21T12:00:00Z' }],
      ['2025-12-21T12:00Z', { from: '2025-12-21T12:00:00Z', to: '2025-12-21T12:00:00Z' }],
      ['2025-12-21T12:00:00', { to: '2025-12-21T12:00:00Z' }],
      ['2025-12-21 12:00:00', { to: '2025-12-21' }],
      ['2025-12-21T23:59:59.999Z', { from: '2025-12-21', to: '2025-12-21' }],
    ])('%j is within %j, for its owner and for admins', async (requested_at, range) => {
      const { affiliate, payout_ids } = await written(isOpen, { requested_at });
      const { affiliate_id, user_id } = affiliate;
      const others = { ...range, affiliate_id };
      expect(await walk(buildListPayouts(world), { as: user_id, query: range })).toStrictEqual(payout_ids);
      expect(await walk(buildListAllPayouts(world), { ...AS_ADMIN, query: others })).toStrictEqual(
        payout_ids,
      );
    });
  },
);

it.each(['2025-12-21', '2025-12-21 12:00:00'])(
  'R6: %j is within its day, also if the list is one of an address',
  async (requested_at) => {
    const payment_email = `${world.newId()}@example.com`;
    const [{ payout_id } = {}] = await addFiledPayouts(world, { requested_at, payment_email });
    const query = { payment_email, from: '2025-12-21', to: '2025-12-21' };
    expect(await walk(buildListAllPayouts(world), { ...AS_ADMIN, query })).toStrictEqual([payout_id]);
  },
);

describe.each(ROWS)('R7: a completed payout without a time, with a row that is $row', ({ isOpen }) => {
  it.each([{}, { processed_at: 'last May' }, { processed_at: 1766318400 }])(
    'has a receipt that says so: %j',
    async (facts) => {
      const transaction_id = 90210;
      const { own, as, params } = await shown(isOpen, { status: 'completed', transaction_id, ...facts });
      expect(own).toMatchObject({ processed_at: null, transaction_id: '90210' });
      const { text } = await callExpecting(200, buildGetReceipt(world), { as, params });
      const receipt = (await readPdf(Buffer.from(text, 'latin1'))).text;
      expect(receipt).toContain('date not on record');
      expect(receipt).toContain('90210');
      expect(receipt.match(/2025/g)).toHaveLength(1);
    },
  );
});

describe.each(ROWS)('R7: a history of another service, with a row that is $row', ({ isOpen }) => {
  const FOREIGN = ['requested by ada', [], {}, ['pending'], [{ status: 'pending', on: '2025-01-01' }], null];

  it.each(FOREIGN)('%j is replaced by what the record tells, and goes on from there', async (history) => {
    const processed_at = '2025-01-02 10:00:00';
    const { own, any, payout_id } = await shown(isOpen, { status: 'processing', processed_at, history });
    const steps = (by: string) => [
      { status: 'pending', at: '2025-01-01T00:00:00.000Z', by },
      { status: 'processing', at: '2025-01-02T10:00:00.000Z', by },
    ];
    expect(own.history).toStrictEqual(steps('old-service'));
    expect(any.history).toStrictEqual(steps('old-service'));
    const body = { action: 'complete', transaction_id: 'T-1' };
    await callExpecting(200, buildProcessPayout(world), processing(payout_id, body));
    const last = { status: 'completed', at: NOW, by: 'user-admin', transaction_id: 'T-1' };
    expect((await payoutNow(world, payout_id)).history).toStrictEqual([...steps('old-service'), last]);
  });
});

describe.each(ROWS)('R8: a list with ids and times of any form, with a row that is $row', ({ isOpen }) => {
  const FORMS = [
    { requested_at: '2025-12-21' },
    { requested_at: '2025-12-21T12:00:00.123456' },
    { requested_at: '1766318400' },
    { requested_at: 'last May' },
    { requested_at: ' ' },
    { requested_at: 'ü'.repeat(512) },
    { requested_at: '2025-12-21', payout_id: 'a blank' },
    { requested_at: '2025-12-21', payout_id: 'Müller 💸' },
    { requested_at: '2025-12-21', payout_id: 'ß'.repeat(1000) },
    { requested_at: '2025-12-21', payout_id: '"quoted", [1]\n' },
    { requested_at: '2025-12-21', payout_id: 'UPPER-7D9F2C5E-51D4' },
  ];
  const payouts = FORMS.map(({ payout_id = '', requested_at }, index) => ({
    requested_at,
    payout_id: `${payout_id} ${index} ${isOpen}`,
  }));

  it('is walked to its end by its owner and by admins, who meet each payout once', async () => {
    const { affiliate, payout_ids } = await written(isOpen, ...payouts);
    const { affiliate_id, user_id } = affiliate;
    const path = '/admin/payouts';
    const lists = [
      await walk(buildListPayouts(world), { as: user_id }),
      await walk(buildListPayouts(world), { as: user_id, ...(!isOpen && { query: { status: 'pending' } }) }),
      await walk(buildListAllPayouts(world), { ...AS_ADMIN, path, query: { affiliate_id } }),
      await walk(buildListAllPayouts(world), { ...AS_ADMIN, path, query: { status: 'pending' } }),
    ];
    for (const ids of lists) {
      expect(new Set(ids).size).toBe(ids.length);
      expect(ids).toEqual(expect.arrayContaining(payout_ids));
    }
    expect(lists[0]).toHaveLength(FORMS.length);
  });
});
