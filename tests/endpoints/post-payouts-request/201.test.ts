import { assert, describe, expect, it } from 'vitest';
import { buildRequestPayout } from '../../../functions/payouts/request.ts';
import { getReadablePayout } from '../../../libs/store/payouts/get-payout.ts';
import { call, type TestAnswer, type TestRequest } from '../../../testing/call.ts';
import { everything, expectSuccess, FROM_ORIGIN, ORIGIN } from '../../../testing/expect.ts';
import { useHandler } from '../../../testing/use-handler.ts';
import { addAffiliate, addPayouts, countersOf, NOW } from '../../../testing/world.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[45][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const NO_DETAILS = { payment_method: undefined, payment_email: undefined } as never;

const { world, handler: request } = useHandler(buildRequestPayout);

const post = (facts: TestRequest) => call(request, { method: 'POST', path: '/payouts/request', ...facts });
const keyed = (as: string, key: string, body: object = { amount: 5000 }): TestRequest => ({
  as,
  headers: { 'idempotency-key': key },
  body,
});

function expectPayout(answer: TestAnswer, facts: object, headers = {}): void {
  const payout = { payout_id: expect.stringMatching(UUID), status: 'pending', requested_at: NOW, ...facts };
  const message = 'Payout request submitted successfully';
  expectSuccess(answer, { status: 201, message, data: { payout }, headers });
}

describe('POST /payouts/request: 201', () => {
  it('creates a payout and reserves its money', async () => {
    const { user_id, affiliate_id, payment_email } = await addAffiliate(world);
    const answer = await post({ as: user_id, headers: { origin: ORIGIN }, body: { amount: 5000 } });
    expectPayout(answer, { amount: 5000, payment_method: 'paypal', payment_email }, FROM_ORIGIN);
    const counters = { committed: 5000, paid: 0, payout_count: 1 };
    expect(await countersOf(world, affiliate_id)).toStrictEqual(counters);
  });

  it('prefers the destination in the request to the one on record', async () => {
    const { user_id } = await addAffiliate(world);
    const destination = { payment_method: 'zelle', payment_email: "o'hara+tips@mail.example.co.uk" };
    expectPayout(await post({ as: user_id, body: { amount: 5000, ...destination } }), {
      amount: 5000,
      ...destination,
    });
  });

  it('takes the method or the address from the record if the request leaves it out', async () => {
    const { user_id, payment_email } = await addAffiliate(world);
    const zelle = await post({ as: user_id, body: { amount: 5000, payment_method: 'zelle' } });
    expectPayout(zelle, { amount: 5000, payment_method: 'zelle', payment_email });
    const elsewhere = await post({ as: user_id, body: { amount: 5000, payment_email: 'b@example.org' } });
    expectPayout(elsewhere, { amount: 5000, payment_method: 'paypal', payment_email: 'b@example.org' });
  });

  it('accepts a request with a whole destination from an affiliate who has none on record', async () => {
    const { user_id } = await addAffiliate(world, NO_DETAILS);
    const destination = { payment_method: 'paypal', payment_email: 'bare@example.com' };
    const answer = await post({ as: user_id, body: { amount: 5000, ...destination } });
    expectPayout(answer, { amount: 5000, ...destination });
  });

  it('schedules a payout that is requested for later', async () => {
    const { user_id, payment_email } = await addAffiliate(world);
    const body = { amount: 5000, scheduled_for: '2026-04-01T09:30:00Z' };
    const facts = { amount: 5000, payment_method: 'paypal', payment_email, status: 'scheduled' };
    const answer = await post({ as: user_id, body });
    expectPayout(answer, { ...facts, scheduled_for: '2026-04-01T09:30:00.000Z' });
  });

  it('stores the payout with one entry in its history', async () => {
    const { user_id, affiliate_id, payment_email } = await addAffiliate(world);
    const { payout } = (await post({ as: user_id, body: { amount: 5000 } })).json.data;
    expect(await getReadablePayout(world.store, payout.payout_id)).toMatchObject({
      ...payout,
      affiliate_id,
      payment_email,
      history: [{ status: 'pending', at: NOW, by: user_id }],
      request_fingerprint: expect.stringMatching(/^[\w-]{43}$/),
    });
  });

  it.each([
    { edge: 'the minimum', amount: 1000, total_earned: 50_000 },
    { edge: 'the maximum', amount: 2_000_000, total_earned: 9_000_000 },
    { edge: 'the whole balance', amount: 12_345, total_earned: 12_345 },
  ])('accepts exactly $edge', async ({ amount, total_earned }) => {
    const { user_id, payment_email } = await addAffiliate(world, { total_earned });
    const answer = await post({ as: user_id, body: { amount } });
    expectPayout(answer, { amount, payment_method: 'paypal', payment_email });
  });

  it.each(['application/json; charset=utf-8', 'Application/JSON', 'application/vnd.api+json'])(
    'reads JSON that is sent as %s',
    async (type) => {
      const { user_id } = await addAffiliate(world);
      const ask = { as: user_id, headers: { 'Content-Type': type }, body: { amount: 5000 } };
      expect((await post(ask)).status).toBe(201);
    },
  );

  it('creates two payouts for two equal requests without a key', async () => {
    const { user_id, affiliate_id } = await addAffiliate(world);
    const twice = [await post({ as: user_id, body: { amount: 5000 } })];
    twice.push(await post({ as: user_id, body: { amount: 5000 } }));
    expect(new Set(twice.map(({ json }) => json.data.payout.payout_id)).size).toBe(2);
    expect(await countersOf(world, affiliate_id)).toMatchObject({ committed: 10_000, payout_count: 2 });
  });
});

describe('POST /payouts/request: 201 under an Idempotency-Key', () => {
  /** Expects the first answer again with one more header, and that nothing was written. */
  async function expectReplay(first: TestAnswer, repeat: TestRequest, handler = request): Promise<void> {
    expect(first.status).toBe(201);
    const before = await everything(world);
    const again = await call(handler, { method: 'POST', path: '/payouts/request', ...repeat });
    expect(again).toStrictEqual({ ...first, headers: { ...first.headers, 'idempotency-replayed': 'true' } });
    expect(await everything(world)).toStrictEqual(before);
  }

  it('answers a repeated request with the first payout; only the repeated answer says that it is replayed', async () => {
    const { user_id, payment_email } = await addAffiliate(world);
    const first = await post(keyed(user_id, 'click-1'));
    expectPayout(first, { amount: 5000, payment_method: 'paypal', payment_email });
    await expectReplay(first, keyed(user_id, 'click-1'));
  });

  it('treats a quoted key and a bare one as the same key', async () => {
    const { user_id } = await addAffiliate(world);
    await expectReplay(await post(keyed(user_id, 'key-1')), keyed(user_id, '"key-1"'));
    await expectReplay(await post(keyed(user_id, '"key-2"')), keyed(user_id, 'key-2'));
  });

  it('treats bodies as the same in any order of their members', async () => {
    const { user_id } = await addAffiliate(world);
    const first = await post(keyed(user_id, 'k', { amount: 5000, payment_method: 'zelle' }));
    await expectReplay(first, keyed(user_id, 'k', { payment_method: 'zelle', amount: 5000 }));
  });

  it('repeats the answer after the payout changed status', async () => {
    const { user_id } = await addAffiliate(world);
    const first = await post(keyed(user_id, 'k'));
    const stored = await getReadablePayout(world.store, first.json.data.payout.payout_id);
    const [created, ...rest] = stored?.history ?? [];
    assert(created && rest.length === 0);
    const history = [created, { ...created, status: 'failed' as const, by: 'user-admin' }];
    await addPayouts(world, { ...stored, status: 'failed', failure_reason: 'account closed', history });
    await expectReplay(first, keyed(user_id, 'k'));
  });

  it.each([
    { change: 'the affiliate became inactive', facts: { status: 'inactive' } },
    { change: 'all earnings were taken back', facts: { total_earned: 0 } },
    { change: 'the destination on record changed', facts: { payment_email: 'new@example.com' } },
    { change: 'the destination was removed from the record', facts: NO_DETAILS },
  ])('repeats the answer after $change', async ({ facts }) => {
    const affiliate = await addAffiliate(world);
    const first = await post(keyed(affiliate.user_id, 'k'));
    await addAffiliate(world, { ...affiliate, ...(facts as object) });
    await expectReplay(first, keyed(affiliate.user_id, 'k'));
  });

  it('repeats the answer after the minimum was raised', async () => {
    const { user_id } = await addAffiliate(world);
    const first = await post(keyed(user_id, 'k'));
    const limits = { minimum: 9000, maximum: 2_000_000 };
    const stricter = buildRequestPayout({ ...world, settings: { ...world.settings, limits } });
    await expectReplay(first, keyed(user_id, 'k'), stricter);
  });

  it('reserves the money once if many equal requests arrive at once', async () => {
    const { user_id, affiliate_id } = await addAffiliate(world);
    const answers = await Promise.all(Array.from({ length: 8 }, () => post(keyed(user_id, 'storm'))));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(answers.map(({ status }) => status)).toStrictEqual(Array(8).fill(201));
    expect(answers.filter(({ headers }) => !headers['idempotency-replayed'])).toHaveLength(1);
    expect(await countersOf(world, affiliate_id)).toMatchObject({ committed: 5000, payout_count: 1 });
  });

  it('does not confuse equal keys of two affiliates', async () => {
    const [one, other] = [await addAffiliate(world), await addAffiliate(world)];
    expect((await post(keyed(one.user_id, 'k'))).status).toBe(201);
    const { payment_email } = other;
    const answer = await post(keyed(other.user_id, 'k'));
    expectPayout(answer, { amount: 5000, payment_method: 'paypal', payment_email });
  });

  it('does not use up the key of a request that failed', async () => {
    const { user_id, payment_email } = await addAffiliate(world);
    for (const amount of [999, 2_000_001, 60_000, '5000']) {
      expect((await post(keyed(user_id, 'k', { amount }))).status).toBe(400);
    }
    const answer = await post(keyed(user_id, 'k'));
    expectPayout(answer, { amount: 5000, payment_method: 'paypal', payment_email });
  });
});
