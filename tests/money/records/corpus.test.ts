import { beforeAll, describe, expect, it } from 'vitest';
import { buildListAllPayouts } from '../../../functions/admin/list.ts';
import { buildGetSummary } from '../../../functions/admin/summary.ts';
import { buildGetBalance } from '../../../functions/payouts/balance.ts';
import { buildGetEligibility } from '../../../functions/payouts/eligibility.ts';
import { buildListPayouts } from '../../../functions/payouts/list.ts';
import { buildRequestPayout } from '../../../functions/payouts/request.ts';
import type { ApiHandler } from '../../../libs/http/event.ts';
import { prepareTables } from '../../../takeover/prepare.ts';
import { call, type TestRequest } from '../../../testing/call.ts';
import { recording } from '../../../testing/client.ts';
import { callExpecting } from '../../../testing/expect.ts';
import { affiliate, goodRecords, payout, putRecords, type Table } from '../../../testing/good-records.ts';
import { AS_ADMIN, asking } from '../../../testing/lifecycle.ts';
import type { Item } from '../../../testing/other-service.ts';
import { useWorld } from '../../../testing/use-world.ts';
import type { World } from '../../../testing/world.ts';

const GOOD = 10_000;
const AFFILIATES = 10;

/** Cases R1 to R10 of what the old service wrote, each a payout of an affiliate of its own. */
const PAYOUTS: Item[] = [
  ...['50.00', '', null, '0x1388', -5000, 50.5, undefined, '$50.00'].map((amount) => ({ amount })),
  ...['Completed', ' pending', 'paid'].map((status) => ({ status })),
  ...['2025-12-21T12:00:00.123456', '2025-12-21 12:00:00', '1766318400', '2025-12-21'].map(
    (requested_at) => ({
      requested_at,
    }),
  ),
  { status: 'completed', processed_at: undefined },
  { transaction_id: 12_345_678 },
  { history: 'created;paid' },
  { payout_id: 'old payout 1' },
  { payout_id: 'Auszahlung-für-Grüße' },
];

/** The same of affiliates' records. */
const RECORDS: Item[] = [
  { total_earned: '100000' },
  { total_earned: '$1' },
  { payment_email: 'ada@example.com ', payment_method: 'PayPal', status: 'Active' },
  { status: ['active'] },
];

const badId = (index: number) => `aff-bad-${index}`;
const CORPUS: [Table, Item][] = [
  ...PAYOUTS.map((facts) => ({ facts, record: {} })),
  ...RECORDS.map((record) => ({ facts: {}, record })),
].flatMap(({ facts, record }, index): [Table, Item][] => {
  const affiliate_id = badId(index);
  const item = payout({ payout_id: `bad-${index}`, affiliate_id, status: 'pending', ...facts });
  return [
    ['affiliates', affiliate({ affiliate_id, ...record })],
    ['payouts', { ...item, affiliate_status: undefined, counted_amount: undefined }],
  ];
});
const BAD = PAYOUTS.length + RECORDS.length;

const world = useWorld({ indexes: false });

beforeAll(async () => {
  await putRecords(world, goodRecords(GOOD, AFFILIATES));
  await prepareTables({ store: world.store, say: () => {}, pollMs: 1 });
});

const READS: [string, (world: World) => ApiHandler, TestRequest][] = [
  ['balance', buildGetBalance, {}],
  ['eligibility', buildGetEligibility, {}],
  ['list', buildListPayouts, { query: { limit: '10' } }],
  ['list by status', buildListPayouts, { query: { limit: '10', status: 'failed' } }],
];

/** What a good affiliate is answered, and how many calls of the database that takes. */
async function answersFor(userId: string) {
  const answers: { name: string; text: string; sent: number }[] = [];
  for (const [name, build, request] of READS) {
    const { store, sent } = recording(world);
    const { text } = await callExpecting(200, build({ ...world, store }), { as: userId, ...request });
    answers.push({ name, text, sent: sent.length });
  }
  return answers;
}

describe(`every case of an untidy record, beside ${GOOD} good ones`, () => {
  const users = ['user-of-aff-good-1', `user-of-aff-good-${AFFILIATES}`];

  it("changes no other affiliate's answer, nor what it costs", async () => {
    const before = await Promise.all(users.map(answersFor));
    await putRecords(world, CORPUS);
    expect(await Promise.all(users.map(answersFor))).toStrictEqual(before);
    const { store, sent } = recording(world);
    const request = asking(users[0] ?? '', { amount: 1000 });
    expect((await call(buildRequestPayout({ ...world, store }), request)).status).toBe(201);
    // The affiliate's query and the transaction, as without them.
    expect(sent).toHaveLength(2);
  });

  it('makes no answer a 5xx, to its own affiliate neither', async () => {
    for (let index = 0; index < BAD; index++) {
      const userId = `user-of-${badId(index)}`;
      for (const [name, build, request] of READS) {
        const { status, text } = await call(build(world), { as: userId, ...request });
        expect(status, `${name} of ${userId}: ${text}`).toBeLessThan(500);
      }
      const { status, text } = await call(buildRequestPayout(world), asking(userId, { amount: 1000 }));
      expect(status, `a request of ${userId}: ${text}`).toBeLessThan(500);
    }
  });

  it('makes no answer to admins a 5xx, and is met in their list', async () => {
    expect((await call(buildGetSummary(world), AS_ADMIN)).status).toBe(200);
    const met = new Set<string>();
    let cursor: string | undefined;
    for (let page = 0; page < 5; page++) {
      const query = { status: 'pending', ...(cursor !== undefined && { cursor }) };
      const { status, json, text } = await call(buildListAllPayouts(world), { ...AS_ADMIN, query });
      expect(status, text).toBe(200);
      for (const { payout_id } of json.data.payouts) met.add(payout_id);
      cursor = json.data.next_cursor ?? undefined;
      if (cursor === undefined) break;
    }
    expect(met).toContain('bad-0');
    expect(met).toContain('old payout 1');
  });
});
