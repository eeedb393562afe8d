import fc from 'fast-check';
import { expect, it } from 'vitest';
import { buildGetEligibility } from '../../../functions/payouts/eligibility.ts';
import { buildRequestPayout } from '../../../functions/payouts/request.ts';
import type { Affiliate } from '../../../libs/payouts/affiliate.ts';
import { PAYOUT_STATUSES } from '../../../libs/payouts/payout.ts';
import { call } from '../../../testing/call.ts';
import { callExpecting } from '../../../testing/expect.ts';
import { asking, at } from '../../../testing/lifecycle.ts';
import { useWorld } from '../../../testing/use-world.ts';
import { addAffiliate, addPayouts } from '../../../testing/world.ts';

const world = useWorld();

const START = Date.parse('2026-03-01T12:00:00.000Z');
const times = fc
  .integer({ min: 0, max: 20 })
  .map((hours) => new Date(START + hours * 3_600_000).toISOString());
const cents = fc.integer({ min: 1, max: 60_000 });
const inAnyForm = (amounts: fc.Arbitrary<number>) =>
  fc.oneof(amounts, amounts.map(String), fc.constantFrom('', 'much', null, -5));

/** What the other service may have on record, in each form that it writes, and now and then in none. */
const records = fc.record(
  {
    status: fc.constantFrom('active', 'Active', ' active ', 'inactive', '', 5),
    total_earned: inAnyForm(cents),
    payment_method: fc.constantFrom('paypal', 'PayPal', 'zelle', 'cheque'),
    payment_email: fc.constantFrom('ada@example.com', ' ada@example.com ', 'nowhere', ''),
    maturing: fc.oneof(
      { weight: 5, arbitrary: fc.array(fc.record({ amount: cents, available_at: times }), { maxLength: 3 }) },
      fc.constantFrom([{ amount: 1000 }], 'none'),
    ),
  },
  { requiredKeys: ['total_earned'] },
);

const payouts = fc.array(
  fc.record({
    amount: fc.oneof({ weight: 9, arbitrary: fc.integer({ min: 1, max: 9000 }) }, inAnyForm(cents)),
    status: fc.constantFrom(...PAYOUT_STATUSES, 'paid'),
    scheduled_for: times,
  }),
  { maxLength: 4 },
);

const amounts = fc.oneof(cents, fc.constantFrom(999, 1000, 2_000_000, 2_000_001));

async function record(facts: object, paid: object[]): Promise<string> {
  const affiliate = await addAffiliate(world, facts as Partial<Affiliate>);
  const { affiliate_id, user_id } = affiliate;
  if (paid.length > 0) await addPayouts(world, ...paid.map((payout) => ({ ...payout, affiliate_id })));
  return user_id;
}

async function eligibilityAt(now: string, as: string, amount: number) {
  const handler = buildGetEligibility(at(world, now));
  const { json } = await callExpecting(200, handler, {
    path: '/payouts/eligibility',
    as,
    query: { amount: String(amount) },
  });
  return json.data.eligibility;
}

const request = (now: string, as: string, amount: number) =>
  call(buildRequestPayout(at(world, now)), asking(as, { amount }));

it('eligibility and request agree on whatever is on record, now and at next.at', async () => {
  await fc.assert(
    fc.asyncProperty(records, payouts, amounts, times, async (facts, paid, amount, now) => {
      const user = await record(facts, paid);
      const { eligible, reasons, next } = await eligibilityAt(now, user, amount);
      const answer = await request(now, user, amount);
      expect(eligible).toBe(answer.status === 201);
      expect(reasons[0]?.code).toBe(answer.json.error?.code);
      const waits = reasons.every(({ code }: { code: string }) =>
        /^(insufficient_balance|maturing)$/.test(code),
      );
      if (!next || !waits) return;
      const justBefore = new Date(Date.parse(next.at) - 1).toISOString();
      expect((await request(justBefore, user, amount)).json.error?.code).toBe('insufficient_balance');
      expect((await request(next.at, user, amount)).status).toBe(201);
    }),
    { numRuns: 150 },
  );
});
