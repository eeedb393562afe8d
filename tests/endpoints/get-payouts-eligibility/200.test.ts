import { describe, expect, it } from 'vitest';
import { buildGetBalance } from '../../../functions/payouts/balance.ts';
import { buildGetEligibility } from '../../../functions/payouts/eligibility.ts';
import { buildRequestPayout } from '../../../functions/payouts/request.ts';
import type { Affiliate } from '../../../libs/payouts/affiliate.ts';
import { summedIn } from '../../../testing/bookkeeping.ts';
import { call } from '../../../testing/call.ts';
import { recording, withClient } from '../../../testing/client.ts';
import { callExpecting, everything, expectFailure, expectSuccess } from '../../../testing/expect.ts';
import { asking, at } from '../../../testing/lifecycle.ts';
import { INTERNAL } from '../../../testing/refusals.ts';
import { useHandler } from '../../../testing/use-handler.ts';
import { addAffiliate, addPayouts } from '../../../testing/world.ts';

const RIPE_AT = '2026-04-01T00:00:00.000Z';
const JUST_BEFORE = '2026-03-31T23:59:59.999Z';

const { world, handler: getEligibility } = useHandler(buildGetEligibility);

const looking = (as: string, amount?: number) => ({
  path: '/payouts/eligibility',
  as,
  ...(amount !== undefined && { query: { amount: String(amount) } }),
});

/** An affiliate of whose $500.00 a part matures on the first of April. */
const withMaturing = (amount: unknown, facts: Partial<Affiliate> = {}) =>
  addAffiliate(world, { ...facts, maturing: [{ amount, available_at: RIPE_AT }] as never });

async function eligibility(as: string, amount?: number, now = world.now()) {
  const handler = buildGetEligibility(at(world, now));
  return (await callExpecting(200, handler, looking(as, amount))).json.data.eligibility;
}

const codesOf = ({ reasons }: { reasons: { code: string }[] }) => reasons.map(({ code }) => code);

describe('GET /payouts/eligibility: 200', () => {
  it('is eligible for the minimum if there is enough, and says what a request may be', async () => {
    const { user_id, payment_email } = await addAffiliate(world);
    expectSuccess(await call(getEligibility, looking(user_id)), {
      data: {
        eligibility: {
          eligible: true,
          amount: 1000,
          available: 50_000,
          currency: 'USD',
          minimum: 1000,
          maximum: 2_000_000,
          methods: ['paypal', 'zelle'],
          destination: { payment_method: 'paypal', payment_email },
          next: null,
          reasons: [],
        },
      },
    });
  });

  it('is not known if the payouts cannot be summed: an outage is no record that cannot be read', async () => {
    const { user_id } = await addAffiliate(world);
    const store = withClient(world, (name, send, input) => {
      if (summedIn(name, input)) throw new Error('There is no such index.');
      return send();
    });
    expectFailure(await call(buildGetEligibility({ ...world, store }), looking(user_id)), INTERNAL);
  });

  it('names every reason at once, in the order in which errors win', async () => {
    const facts = { status: 'closed', payment_email: 'nowhere', total_earned: 100 };
    const { user_id } = await addAffiliate(world, facts);
    const answer = await eligibility(user_id, 500);
    expect(answer).toMatchObject({ eligible: false, amount: 500, available: 100, destination: null });
    expect(codesOf(answer)).toStrictEqual([
      'affiliate_inactive',
      'amount_below_minimum',
      'payment_details_missing',
      'insufficient_balance',
    ]);
    for (const { message, remedy } of answer.reasons) {
      expect(message).toMatch(/^[A-Z\d].*\.$/);
      expect(remedy).toMatch(/^[A-Z].*\.$/);
    }
  });

  it('says from when the amount is available, to the millisecond', async () => {
    const { user_id } = await withMaturing(45_000);
    const answer = await eligibility(user_id, 10_000);
    expect(answer).toMatchObject({
      eligible: false,
      available: 5000,
      next: { at: RIPE_AT, amount: 50_000 },
    });
    expect(answer.reasons).toMatchObject([
      { code: 'insufficient_balance', clears_at: RIPE_AT },
      { code: 'maturing', clears_at: RIPE_AT },
    ]);
    expect((await eligibility(user_id, 10_000, JUST_BEFORE)).eligible).toBe(false);
    expect((await eligibility(user_id, 10_000, RIPE_AT)).eligible).toBe(true);
  });

  it('promises no time for what would not be enough even when all has matured', async () => {
    const { user_id } = await withMaturing(45_000);
    const answer = await eligibility(user_id, 50_001);
    expect(answer.next).toBeNull();
    expect(codesOf(answer)).toStrictEqual(['insufficient_balance']);
  });

  it('says that a record cannot be read, and not which', async () => {
    const { user_id, affiliate_id } = await addAffiliate(world);
    const [payout] = await addPayouts(world, { affiliate_id, amount: '50.00' as never });
    const { json, text } = await callExpecting(200, getEligibility, looking(user_id));
    expect(codesOf(json.data.eligibility)).toStrictEqual(['records_unreadable']);
    expect(text).not.toContain(payout?.payout_id);
  });

  it.each([
    [[{ amount: 45_000, available_at: 'soon' }]],
    [[{ amount: -1, available_at: RIPE_AT }]],
    [[null]],
    ['later'],
  ])('does not guess maturing earnings that cannot be read: %j', async (maturing) => {
    const { user_id } = await addAffiliate(world, { maturing: maturing as never });
    expect(codesOf(await eligibility(user_id))).toStrictEqual(['records_unreadable']);
    const answer = await call(buildRequestPayout(world), asking(user_id, { amount: 1000 }));
    expect([answer.status, answer.json.error.code]).toStrictEqual([409, 'records_unreadable']);
  });

  it('writes nothing, and takes two round trips', async () => {
    const { user_id } = await addAffiliate(world);
    await callExpecting(201, buildRequestPayout(world), asking(user_id, { amount: 1000 }));
    const before = await everything(world);
    const { store, sent } = recording(world);
    await callExpecting(200, buildGetEligibility({ ...world, store }), looking(user_id));
    expect(sent).toStrictEqual(['QueryCommand', 'GetItemCommand']);
    expect(await everything(world)).toStrictEqual(before);
  });
});

describe('maturing earnings', () => {
  it('are not available before their time, in the balance and to a request', async () => {
    const { user_id } = await withMaturing(45_000);
    const balance = async (now: string) => {
      const handler = buildGetBalance(at(world, now));
      return (await callExpecting(200, handler, { path: '/payouts/balance', as: user_id })).json.data.balance;
    };
    const facts = { total_earned: 50_000, total_paid: 0, pending: 0 };
    expect(await balance(JUST_BEFORE)).toStrictEqual({ ...facts, maturing: 45_000, available: 5000 });
    expect(await balance(RIPE_AT)).toStrictEqual({ ...facts, maturing: 0, available: 50_000 });
    const request = asking(user_id, { amount: 5001 });
    const answer = await call(buildRequestPayout(at(world, JUST_BEFORE)), request);
    expect(answer.json.error).toStrictEqual({
      code: 'insufficient_balance',
      details: { available: 5000, requested: 5001 },
    });
    await callExpecting(201, buildRequestPayout(at(world, RIPE_AT)), request);
  });

  it('are not reserved by requests that race', async () => {
    const { user_id } = await withMaturing(45_000);
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => call(buildRequestPayout(world), asking(user_id, { amount: 2000 }))),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(2);
  });

  it('may be digits in text, and have a time without a zone', async () => {
    const maturing = [{ amount: '45000', available_at: '2026-04-01 00:00:00' }];
    const { user_id } = await addAffiliate(world, { maturing: maturing as never });
    expect((await eligibility(user_id, 10_000)).next).toStrictEqual({ at: RIPE_AT, amount: 50_000 });
  });
});
