import { describe, expect, it } from 'vitest';
import { buildGetBalance } from '../../../functions/payouts/balance.ts';
import { buildRequestPayout } from '../../../functions/payouts/request.ts';
import type { Affiliate } from '../../../libs/payouts/affiliate.ts';
import type { Payout } from '../../../libs/payouts/payout.ts';
import { call } from '../../../testing/call.ts';
import { withClient } from '../../../testing/client.ts';
import { everything, expectSuccess, FROM_ORIGIN, ORIGIN } from '../../../testing/expect.ts';
import { useHandler } from '../../../testing/use-handler.ts';
import { addAffiliate, addPayouts } from '../../../testing/world.ts';

type Amounts = Partial<Record<Payout['status'], number>>;

const { world, handler: getBalance } = useHandler(buildGetBalance);

/** Expects this balance, and that reading it wrote nothing. */
async function expectBalance({ user_id }: Affiliate, balance: object): Promise<void> {
  const before = await everything(world);
  const answer = await call(getBalance, {
    path: '/payouts/balance',
    as: user_id,
    headers: { origin: ORIGIN },
  });
  expectSuccess(answer, { data: { balance }, headers: FROM_ORIGIN });
  expect(await everything(world)).toStrictEqual(before);
}

async function withPayouts(amounts: Amounts, facts: Partial<Affiliate> = {}): Promise<Affiliate> {
  const affiliate = await addAffiliate(world, facts);
  const { affiliate_id } = affiliate;
  const payouts = Object.entries(amounts).map(([status, amount]) => ({ affiliate_id, status, amount }));
  await addPayouts(world, ...(payouts as Partial<Payout>[]));
  return affiliate;
}

describe('GET /payouts/balance: 200', () => {
  const STATES = [
    { state: 'no payouts', amounts: {}, total_paid: 0, pending: 0, available: 50_000 },
    {
      state: 'a scheduled one',
      amounts: { scheduled: 5000 },
      total_paid: 0,
      pending: 5000,
      available: 45_000,
    },
    { state: 'a pending one', amounts: { pending: 5000 }, total_paid: 0, pending: 5000, available: 45_000 },
    {
      state: 'one under way',
      amounts: { processing: 5000 },
      total_paid: 0,
      pending: 5000,
      available: 45_000,
    },
    {
      state: 'a completed one',
      amounts: { completed: 5000 },
      total_paid: 5000,
      pending: 0,
      available: 45_000,
    },
    { state: 'a failed one', amounts: { failed: 5000 }, total_paid: 0, pending: 0, available: 50_000 },
    { state: 'a cancelled one', amounts: { cancelled: 5000 }, total_paid: 0, pending: 0, available: 50_000 },
    {
      state: 'one in each status',
      amounts: {
        scheduled: 1,
        pending: 20,
        processing: 300,
        completed: 4000,
        failed: 10_000,
        cancelled: 20_000,
      },
      total_paid: 4000,
      pending: 321,
      available: 45_679,
    },
    { state: 'all of it paid', amounts: { completed: 50_000 }, total_paid: 50_000, pending: 0, available: 0 },
    {
      state: 'all of it promised',
      amounts: { pending: 50_000 },
      total_paid: 0,
      pending: 50_000,
      available: 0,
    },
  ];

  it('adds up the payouts in each status', async () => {
    for (const { state, amounts, ...balance } of STATES) {
      await expect(
        withPayouts(amounts).then((affiliate) =>
          expectBalance(affiliate, { total_earned: 50_000, ...balance }),
        ),
        state,
      ).resolves.toBeUndefined();
    }
  });

  it('shows a new affiliate zeros', async () => {
    const affiliate = await addAffiliate(world, { total_earned: 0 });
    await expectBalance(affiliate, { total_earned: 0, total_paid: 0, pending: 0, available: 0 });
  });

  it('shows 0 available, and no negative amount, after earnings were taken back', async () => {
    const affiliate = await withPayouts({ completed: 30_000, pending: 5000 }, { total_earned: 10_000 });
    await expectBalance(affiliate, { total_earned: 10_000, total_paid: 30_000, pending: 5000, available: 0 });
  });

  it('shows an inactive affiliate their balance', async () => {
    const affiliate = await withPayouts({ completed: 10_000 }, { status: 'inactive' });
    await expectBalance(affiliate, {
      total_earned: 50_000,
      total_paid: 10_000,
      pending: 0,
      available: 40_000,
    });
  });

  it('counts a payout with an unknown status as pending, so that its money is not paid twice', async () => {
    const affiliate = await withPayouts({ on_hold: 5000 } as Amounts);
    await expectBalance(affiliate, { total_earned: 50_000, total_paid: 0, pending: 5000, available: 45_000 });
  });

  it('counts a history that takes more than one query', async () => {
    const affiliate = await addAffiliate(world);
    const { affiliate_id } = affiliate;
    const payouts = Array.from({ length: 12 }, () => ({ affiliate_id, notes: 'x'.repeat(300_000) }));
    await addPayouts(world, ...payouts);
    const answer = await call(getBalance, { as: affiliate.user_id });
    const balance = { total_earned: 50_000, total_paid: 12_000, pending: 0, available: 38_000 };
    expectSuccess(answer, { data: { balance } });
  });

  it('does not count the payouts of another affiliate', async () => {
    await withPayouts({ completed: 20_000, pending: 5000 });
    const affiliate = await withPayouts({ pending: 1000 });
    await expectBalance(affiliate, { total_earned: 50_000, total_paid: 0, pending: 1000, available: 49_000 });
  });

  it('counts a new request at once, besides what the old service paid, and no request that was refused', async () => {
    const affiliate = await withPayouts({ completed: 20_000, failed: 7000 });
    const request = buildRequestPayout(world);
    const ask = (amount: number) =>
      call(request, { method: 'POST', as: affiliate.user_id, body: { amount } });
    const paid = { total_earned: 50_000, total_paid: 20_000 };
    expect((await ask(30_001)).status).toBe(400);
    await expectBalance(affiliate, { ...paid, pending: 0, available: 30_000 });
    expect((await ask(25_000)).status).toBe(201);
    await expectBalance(affiliate, { ...paid, pending: 25_000, available: 5000 });
    expect((await ask(5001)).status).toBe(400);
    await expectBalance(affiliate, { ...paid, pending: 25_000, available: 5000 });
    expect((await ask(5000)).status).toBe(201);
    await expectBalance(affiliate, { ...paid, pending: 30_000, available: 0 });
  });

  it('reads the record again if the index would leave a balance below zero', async () => {
    const { affiliate_id, user_id } = await addAffiliate(world, { total_earned: 9000 });
    await addPayouts(world, { affiliate_id, amount: 7000, status: 'completed' });
    const store = withClient(world, async (name, send) => {
      const answer = await send();
      const { Items = [] } = answer.output as { Items?: Record<string, unknown>[] };
      if (name === 'QueryCommand') for (const item of Items) item.total_earned = 5000;
      return answer;
    });
    const { json } = await call(buildGetBalance({ ...world, store }), { as: user_id });
    expect(json.data.balance).toStrictEqual({
      total_earned: 9000,
      total_paid: 7000,
      pending: 0,
      available: 2000,
    });
  });
});
