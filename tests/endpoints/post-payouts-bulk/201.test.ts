import { describe, expect, it } from 'vitest';
import { buildRequestBulk } from '../../../functions/payouts/bulk.ts';
import type { Affiliate } from '../../../libs/payouts/affiliate.ts';
import { getPayout } from '../../../libs/store/payouts/get-payout.ts';
import { call, type TestAnswer } from '../../../testing/call.ts';
import { expectSuccess, FROM_ORIGIN, ORIGIN } from '../../../testing/expect.ts';
import { askingForAll, balanceOf, DUE } from '../../../testing/lifecycle.ts';
import { useHandler } from '../../../testing/use-handler.ts';
import { addAffiliate, addPayouts, countersOf, NOW } from '../../../testing/world.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[45][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

const { world, handler: bulk } = useHandler(buildRequestBulk);

const post = (as: string, payouts: object[], key?: string) => call(bulk, askingForAll(as, payouts, key));

const shown = ({ payment_email }: Affiliate, facts: object) => ({
  payout_id: expect.stringMatching(UUID),
  payment_method: 'paypal',
  payment_email,
  status: 'pending',
  requested_at: NOW,
  ...facts,
});

function expectPayouts(answer: TestAnswer, payouts: object[], total_amount: number, headers = {}): void {
  const message = 'Payout requests submitted successfully';
  expectSuccess(answer, { status: 201, message, data: { payouts, total_amount }, headers });
}

const idsOf = ({ json }: TestAnswer): string[] =>
  json.data.payouts.map(({ payout_id }: { payout_id: string }) => payout_id);

describe('POST /payouts/bulk: 201', () => {
  it('reserves the money for each request, and answers in the same order', async () => {
    const affiliate = await addAffiliate(world);
    const elsewhere = { payment_method: 'zelle', payment_email: 'b@example.org' };
    const answer = await call(bulk, {
      ...askingForAll(affiliate.user_id, [
        { amount: 9000 },
        { amount: 1000, ...elsewhere },
        { amount: 5000, scheduled_for: DUE },
      ]),
      headers: { origin: ORIGIN },
    });
    const expected = [
      shown(affiliate, { amount: 9000 }),
      shown(affiliate, { amount: 1000, ...elsewhere }),
      shown(affiliate, { amount: 5000, status: 'scheduled', scheduled_for: DUE }),
    ];
    expectPayouts(answer, expected, 15_000, FROM_ORIGIN);
    const counters = { committed: 15_000, paid: 0, payout_count: 3 };
    expect(await countersOf(world, affiliate.affiliate_id)).toStrictEqual(counters);
  });

  it('shows the sum as pending in the balance', async () => {
    const affiliate = await addAffiliate(world);
    const answer = await post(affiliate.user_id, [{ amount: 9000 }, { amount: 5000, scheduled_for: DUE }]);
    expect(answer.status).toBe(201);
    expect(await balanceOf(world, affiliate)).toStrictEqual({
      total_earned: 50_000,
      total_paid: 0,
      pending: 14_000,
      available: 36_000,
    });
  });

  it('returns a list of one for a single request', async () => {
    const affiliate = await addAffiliate(world);
    const answer = await post(affiliate.user_id, [{ amount: 5000 }]);
    expectPayouts(answer, [shown(affiliate, { amount: 5000 })], 5000);
  });

  it('creates 20 payouts for 20 equal requests', async () => {
    const affiliate = await addAffiliate(world);
    const requests = Array.from({ length: 20 }, () => ({ amount: 2500 }));
    const answer = await post(affiliate.user_id, requests);
    const expected = requests.map((request) => shown(affiliate, request));
    expectPayouts(answer, expected, 50_000);
    expect(new Set(idsOf(answer)).size).toBe(20);
    const counters = { committed: 50_000, paid: 0, payout_count: 20 };
    expect(await countersOf(world, affiliate.affiliate_id)).toStrictEqual(counters);
  });

  it('accepts the minimum, the maximum, and a sum that exhausts the balance', async () => {
    const affiliate = await addAffiliate(world, { total_earned: 2_001_000 });
    const answer = await post(affiliate.user_id, [{ amount: 2_000_000 }, { amount: 1000 }]);
    const expected = [shown(affiliate, { amount: 2_000_000 }), shown(affiliate, { amount: 1000 })];
    expectPayouts(answer, expected, 2_001_000);
    expect((await balanceOf(world, affiliate)).available).toBe(0);
  });

  it('creates new payouts if the same requests come again without a key', async () => {
    const { user_id, affiliate_id } = await addAffiliate(world);
    const answers = [await post(user_id, [{ amount: 5000 }]), await post(user_id, [{ amount: 5000 }])];
    expect(new Set(answers.flatMap(idsOf)).size).toBe(2);
    expect(await countersOf(world, affiliate_id)).toMatchObject({ committed: 10_000, payout_count: 2 });
  });

  it('counts the payouts of the old service when it opens the counters', async () => {
    const affiliate = await addAffiliate(world);
    const { affiliate_id } = affiliate;
    const left = [{ status: 'completed' }, { status: 'pending' }, { status: 'failed' }] as const;
    await addPayouts(world, ...left.map((facts) => ({ affiliate_id, amount: 10_000, ...facts })));
    const answer = await post(affiliate.user_id, [{ amount: 20_000 }, { amount: 10_000 }]);
    const expected = [shown(affiliate, { amount: 20_000 }), shown(affiliate, { amount: 10_000 })];
    expectPayouts(answer, expected, 30_000);
    const counters = { committed: 50_000, paid: 10_000, payout_count: 5 };
    expect(await countersOf(world, affiliate_id)).toStrictEqual(counters);
  });
});

describe('POST /payouts/bulk: the records after a 201', () => {
  it('have each a history of their own, and share one fingerprint', async () => {
    const { user_id, affiliate_id, payment_email } = await addAffiliate(world);
    const requests = [
      { amount: 9000, payment_email: payment_email?.toUpperCase() },
      { amount: 1000, payment_email: 'b@example.org' },
      { amount: 5000, scheduled_for: DUE },
    ];
    const ids = idsOf(await post(user_id, requests, 'record'));
    const stored = await Promise.all(ids.map((id) => getPayout(world.store, id)));
    const request_fingerprint = stored[0]?.request_fingerprint;
    expect(request_fingerprint).toMatch(/^[\w-]{43}$/);
    const own = [
      { ...requests[0], status: 'pending', destination_changed: false },
      { ...requests[1], status: 'pending', destination_changed: true, recorded_email: payment_email },
      { ...requests[2], status: 'scheduled', destination_changed: false, payment_email, schedule: 'waiting' },
    ];
    const expected = own.map((facts, index) => ({
      payout_id: ids[index],
      affiliate_id,
      affiliate_status: `${facts.status}#${affiliate_id}`,
      counted_amount: requests[index]?.amount,
      payment_method: 'paypal',
      requested_at: NOW,
      request_fingerprint,
      search_email: (requests[index]?.payment_email ?? payment_email)?.toLowerCase(),
      history: [{ id: ids[index], status: facts.status, at: NOW, by: user_id, role: 'owner' }],
      ...facts,
    }));
    expect(stored).toStrictEqual(expected);
  });
});
