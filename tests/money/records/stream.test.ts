import { describe, expect, it } from 'vitest';
import { buildProcessPayout } from '../../../functions/admin/process.ts';
import { buildCancelPayout } from '../../../functions/payouts/cancel.ts';
import { buildListPayouts } from '../../../functions/payouts/list.ts';
import { buildRequestPayout } from '../../../functions/payouts/request.ts';
import type { Affiliate } from '../../../libs/payouts/affiliate.ts';
import { PAYOUT_STATUSES } from '../../../libs/payouts/payout.ts';
import { reconcile } from '../../../testing/bookkeeping.ts';
import { call } from '../../../testing/call.ts';
import { recording } from '../../../testing/client.ts';
import { callExpecting, everything, expectFailure } from '../../../testing/expect.ts';
import { asking, balanceOf, cancelling, processing } from '../../../testing/lifecycle.ts';
import { deliver, putPayout, record, setPayout, storedPayout } from '../../../testing/other-service.ts';
import { insufficientBalance } from '../../../testing/refusals.ts';
import { useWorld } from '../../../testing/use-world.ts';
import { addAffiliate, countersOf } from '../../../testing/world.ts';

const world = useWorld();

async function requested({ user_id }: Affiliate, amount: number): Promise<string> {
  const { json } = await callExpecting(201, buildRequestPayout(world), asking(user_id, { amount }));
  return json.data.payout.payout_id;
}

const balance = (total_paid: number, pending: number, available: number) => ({
  total_earned: 100_000,
  total_paid,
  pending,
  available,
});

const starting = (payout_id: unknown) => processing(String(payout_id), { action: 'start' });
const failing = (payout_id: unknown) =>
  processing(String(payout_id), { action: 'fail', reason: 'not covered' });

const rich = () => addAffiliate(world, { total_earned: 100_000 });

describe('M1: what another service writes', () => {
  it('is in the balance after the stream has shown it, so that it cannot be requested again', async () => {
    const affiliate = await rich();
    await requested(affiliate, 1000);
    const foreign = record(world, { affiliate_id: affiliate.affiliate_id, amount: 99_000 });
    await deliver(world, await putPayout(world, foreign));
    expect(await balanceOf(world, affiliate)).toStrictEqual(balance(0, 100_000, 0));
    const again = asking(affiliate.user_id, { amount: 99_000 });
    expectFailure(await call(buildRequestPayout(world), again), insufficientBalance(99_000, 0));
  });

  it('is counted even if it is more than was earned, and no start goes on until one is failed', async () => {
    const affiliate = await rich();
    const ours = await requested(affiliate, 1000);
    const late = record(world, { affiliate_id: affiliate.affiliate_id, amount: 99_000 });
    const written = await putPayout(world, late);
    const second = await requested(affiliate, 99_000);
    await deliver(world, written);
    expect(await balanceOf(world, affiliate)).toStrictEqual(balance(0, 199_000, 0));
    for (const payout_id of [ours, String(late.payout_id), second]) {
      const { json } = await callExpecting(409, buildProcessPayout(world), starting(payout_id));
      expect(json.error).toMatchObject({ code: 'needs_override', details: { warnings: ['not_covered'] } });
    }
    await callExpecting(200, buildProcessPayout(world), failing(late.payout_id));
    expect(await balanceOf(world, affiliate)).toStrictEqual(balance(0, 100_000, 0));
    for (const payout_id of [ours, second]) {
      await callExpecting(200, buildProcessPayout(world), starting(payout_id));
      const complete = processing(payout_id, { action: 'complete', transaction_id: payout_id });
      await callExpecting(200, buildProcessPayout(world), complete);
    }
    expect(await balanceOf(world, affiliate)).toStrictEqual(balance(100_000, 0, 0));
  });

  it('can be ended, every payout of it, while it is more than was earned', async () => {
    const affiliate = await rich();
    const { affiliate_id } = affiliate;
    const ours = await requested(affiliate, 100_000);
    const late = record(world, { affiliate_id, amount: 99_000 });
    await deliver(world, await putPayout(world, late));
    for (const payout_id of [ours, late.payout_id]) {
      await callExpecting(200, buildProcessPayout(world), failing(payout_id));
    }
    expect(await balanceOf(world, affiliate)).toStrictEqual(balance(0, 0, 100_000));
  });
});

describe('M2: a cancel of what another service wrote', () => {
  it.each([true, false])('gives back only that (shown by the stream first: %s)', async (isShown) => {
    const affiliate = await rich();
    await requested(affiliate, 50_000);
    const foreign = record(world, { affiliate_id: affiliate.affiliate_id, amount: 50_000 });
    const written = await putPayout(world, foreign);
    if (isShown) await deliver(world, written);
    const request = cancelling(affiliate.user_id, String(foreign.payout_id));
    await callExpecting(200, buildCancelPayout(world), request);
    if (!isShown) await deliver(world, written);
    expect(await balanceOf(world, affiliate)).toStrictEqual(balance(0, 50_000, 50_000));
    const all = asking(affiliate.user_id, { amount: 100_000 });
    expectFailure(await call(buildRequestPayout(world), all), insufficientBalance(100_000, 50_000));
  });
});

describe('M3: a payout without the time of its request, which is in no index', () => {
  it('is counted when the stream shows it, and listed from then on', async () => {
    const affiliate = await rich();
    const { affiliate_id, user_id } = affiliate;
    await requested(affiliate, 1000);
    const foreign = record(world, { affiliate_id, amount: 99_000, requested_at: undefined });
    await deliver(world, await putPayout(world, foreign));
    expect(await balanceOf(world, affiliate)).toStrictEqual(balance(0, 100_000, 0));
    const { json } = await callExpecting(200, buildListPayouts(world), { as: user_id });
    expect(json.data).toMatchObject({ payouts: [{}, {}], total: 2 });
    expect(await reconcile(world)).toMatchObject({ differences: [] });
  });

  it('is counted at its first step, if that comes first', async () => {
    const affiliate = await rich();
    const { affiliate_id } = affiliate;
    const foreign = record(world, { affiliate_id, amount: 100_000, requested_at: undefined });
    const written = await putPayout(world, foreign);
    const ours = await requested(affiliate, 100_000);
    for (const payout_id of [foreign.payout_id, ours]) {
      const { json } = await callExpecting(409, buildProcessPayout(world), starting(payout_id));
      expect(json.error.code).toBe('needs_override');
      expect(await balanceOf(world, affiliate)).toStrictEqual(balance(0, 200_000, 0));
    }
    await deliver(world, written);
    expect(await balanceOf(world, affiliate)).toStrictEqual(balance(0, 200_000, 0));
  });
});

describe('M4: a payout of ours that another service moves', () => {
  it.each([
    { status: 'completed', after: balance(50_000, 0, 50_000) },
    { status: 'failed', after: balance(0, 0, 100_000) },
    { status: 'processing', after: balance(0, 50_000, 50_000) },
    { status: 'paid', after: balance(0, 50_000, 50_000) },
  ])('to $status: balance, lists and mark follow', async ({ status, after }) => {
    const affiliate = await rich();
    const { affiliate_id, user_id } = affiliate;
    const payout_id = await requested(affiliate, 50_000);
    await deliver(world, await setPayout(world, payout_id, { status }));
    expect(await balanceOf(world, affiliate)).toStrictEqual(after);
    const known = PAYOUT_STATUSES.find((each) => each === status);
    const mark = `${known ?? 'unknown'}#${affiliate_id}`;
    expect(await storedPayout(world, payout_id)).toMatchObject({ status, affiliate_status: mark });
    for (const each of PAYOUT_STATUSES) {
      const list = { as: user_id, query: { status: each } };
      const { json } = await callExpecting(200, buildListPayouts(world), list);
      expect(json.data.payouts).toHaveLength(each === known ? 1 : 0);
    }
  });

  it('to another amount: the balance follows, up and down', async () => {
    const affiliate = await rich();
    const payout_id = await requested(affiliate, 50_000);
    await deliver(world, await setPayout(world, payout_id, { amount: 60_000 }));
    expect(await balanceOf(world, affiliate)).toStrictEqual(balance(0, 60_000, 40_000));
    await deliver(world, await setPayout(world, payout_id, { amount: '20000', status: 'completed' }));
    expect(await balanceOf(world, affiliate)).toStrictEqual(balance(20_000, 0, 80_000));
  });

  it('to another affiliate: both balances follow', async () => {
    const [from, to] = [await rich(), await rich()];
    const payout_id = await requested(from, 50_000);
    await deliver(world, await setPayout(world, payout_id, { affiliate_id: to.affiliate_id }));
    expect(await balanceOf(world, from)).toStrictEqual(balance(0, 0, 100_000));
    expect(await balanceOf(world, to)).toStrictEqual(balance(0, 50_000, 50_000));
    const empty = { committed: 0, paid: 0, payout_count: 0 };
    expect(await countersOf(world, from.affiliate_id)).toStrictEqual(empty);
  });
});

describe('the stream', () => {
  it('changes nothing if a record is delivered twice, or late and out of order', async () => {
    const affiliate = await rich();
    await requested(affiliate, 1000);
    const foreign = record(world, { affiliate_id: affiliate.affiliate_id, amount: 10_000 });
    const put = await putPayout(world, foreign);
    const completed = await setPayout(world, foreign.payout_id, { status: 'completed' });
    const failed = await setPayout(world, foreign.payout_id, { status: 'failed' });
    await deliver(world, failed, put, completed);
    const after = await everything(world);
    expect(await balanceOf(world, affiliate)).toStrictEqual(balance(0, 1000, 99_000));
    await deliver(world, completed, put, failed, put);
    expect(await everything(world)).toStrictEqual(after);
  });

  it('reads and writes nothing for what this service wrote itself', async () => {
    const affiliate = await rich();
    const payout_id = await requested(affiliate, 1000);
    const ours = (await storedPayout(world, payout_id)) ?? {};
    const { store, sent } = recording(world);
    await deliver({ ...world, store }, await putPayout(world, ours));
    expect(sent).toStrictEqual([]);
  });

  it('leaves counters that agree with the payouts, one of which has an unknown status', async () => {
    const complaint = reconcile(world).catch((thrown: Error) => thrown.message);
    expect(await complaint).toMatch(/^Balances that do not add up: aff-\w+ \(payouts_unknown\)\.$/);
  });
});
