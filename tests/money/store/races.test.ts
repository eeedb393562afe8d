import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { buildGetBalance } from '../../../functions/payouts/balance.ts';
import { buildListPayouts } from '../../../functions/payouts/list.ts';
import { buildRequestPayout } from '../../../functions/payouts/request.ts';
import { call, type TestAnswer } from '../../../testing/call.ts';
import { asking } from '../../../testing/lifecycle.ts';
import { handlerOn, useHandler } from '../../../testing/use-handler.ts';
import { addAffiliate, countersOf } from '../../../testing/world.ts';

const { world, handler: request } = useHandler(buildRequestPayout);
const list = handlerOn(world, buildListPayouts);
const balance = handlerOn(world, buildGetBalance);

const ask = (as: string, amount: number, key?: string) => call(request, asking(as, { amount }, key));

const times = (count: number, run: (index: number) => Promise<TestAnswer>) =>
  Promise.all(Array.from({ length: count }, (_, index) => run(index)));

const withStatus = (answers: TestAnswer[], status: number) =>
  answers.filter((answer) => answer.status === status);

describe('concurrent requests', () => {
  it('accepts one of 50 if the balance covers one', async () => {
    const { affiliate_id, user_id } = await addAffiliate(world, { total_earned: 1500 });
    const answers = await times(50, () => ask(user_id, 1000));
    expect(withStatus(answers, 201)).toHaveLength(1);
    const refused = withStatus(answers, 400);
    expect(refused).toHaveLength(49);
    for (const { json } of refused) {
      expect(json.error).toStrictEqual({
        code: 'insufficient_balance',
        details: { available: 500, requested: 1000 },
      });
    }
    expect(await countersOf(world, affiliate_id)).toStrictEqual({
      committed: 1000,
      paid: 0,
      payout_count: 1,
    });
  });

  it('accepts all of 30 that exactly exhaust the balance, and shows each in list and balance', async () => {
    const { affiliate_id, user_id } = await addAffiliate(world, { total_earned: 30 * 1100 });
    const answers = await times(30, () => ask(user_id, 1100));
    expect(withStatus(answers, 201)).toHaveLength(30);
    expect(await countersOf(world, affiliate_id)).toStrictEqual({
      committed: 33_000,
      paid: 0,
      payout_count: 30,
    });
    const { json: listed } = await call(list, { as: user_id });
    const promised = answers.map(({ json }) => json.data.payout.payout_id).sort();
    expect(listed.data.payouts.map((payout: { payout_id: string }) => payout.payout_id).sort()).toEqual(
      promised,
    );
    const { json: after } = await call(balance, { as: user_id });
    expect(after.data.balance).toStrictEqual({
      total_earned: 33_000,
      total_paid: 0,
      pending: 33_000,
      available: 0,
    });
  });

  it('creates one payout for 50 requests under one key, and answers all 50 with the same bytes', async () => {
    const { affiliate_id, user_id } = await addAffiliate(world);
    const key = randomUUID();
    const answers = await times(50, () => ask(user_id, 1000, key));
    expect(withStatus(answers, 201)).toHaveLength(50);
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(answers.filter(({ headers }) => headers['idempotency-replayed'] !== 'true')).toHaveLength(1);
    expect(await countersOf(world, affiliate_id)).toStrictEqual({
      committed: 1000,
      paid: 0,
      payout_count: 1,
    });
  });

  it('accepts one of two bodies under one key, and refuses the other', async () => {
    const { affiliate_id, user_id } = await addAffiliate(world);
    const key = randomUUID();
    const answers = await times(20, (index) => ask(user_id, index % 2 === 0 ? 1000 : 2000, key));
    expect(withStatus(answers, 201)).toHaveLength(10);
    expect(withStatus(answers, 422)).toHaveLength(10);
    const amounts = withStatus(answers, 201).map(({ json }) => json.data.payout.amount);
    expect(new Set(amounts).size).toBe(1);
    expect((await countersOf(world, affiliate_id))?.committed).toBe(amounts[0]);
  });

  it('does not confuse equal keys of two affiliates', async () => {
    const [one, other] = await Promise.all([addAffiliate(world), addAffiliate(world)]);
    const answers = await Promise.all([ask(one.user_id, 1000, 'same'), ask(other.user_id, 1000, 'same')]);
    expect(withStatus(answers, 201)).toHaveLength(2);
    expect(new Set(answers.map(({ json }) => json.data.payout.payout_id)).size).toBe(2);
  });
});
