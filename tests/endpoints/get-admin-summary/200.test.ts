import { describe, expect, it } from 'vitest';
import { buildProcessPayout } from '../../../functions/admin/process.ts';
import { buildGetSummary } from '../../../functions/admin/summary.ts';
import { buildRouter } from '../../../functions/router.ts';
import { buildZelleWebhook } from '../../../functions/webhooks/zelle.ts';
import type { Payout } from '../../../libs/payouts/payout.ts';
import { bankSays, withBank } from '../../../testing/bank.ts';
import { call } from '../../../testing/call.ts';
import { withClient } from '../../../testing/client.ts';
import { callExpecting, everything, expectSuccess, FROM_ORIGIN, ORIGIN } from '../../../testing/expect.ts';
import { AS_ADMIN, at, payoutThatIs, processing } from '../../../testing/lifecycle.ts';
import {
  addAffiliate,
  addFiledPayouts,
  addPayouts,
  NOW,
  openWorld,
  type World,
} from '../../../testing/world.ts';

const NONE = { count: 0, total_amount: 0 };
const NOTHING = { paypal: NONE, zelle: NONE, other: NONE };
const EMPTY = {
  scheduled: NOTHING,
  pending: NOTHING,
  processing: NOTHING,
  uncounted: NONE,
  undecided: NONE,
  returned: NONE,
  mismatches: { ...NONE, payout_ids: [] },
  complete: true,
};

const TODAY = '2026-03-20T08:00:00.000Z';

/** An empty database for one test: a summary is of everything. */
async function alone(test: (world: World) => Promise<void>) {
  const { world, close } = await openWorld();
  await test(world).finally(close);
}

async function summaryOf(world: World, now = NOW) {
  const { json } = await callExpecting(200, buildGetSummary(at(world, now)), { ...AS_ADMIN });
  return json.data.summary;
}

const daysAgo = (days: number) => new Date(Date.parse(NOW) - days * 86_400_000).toISOString();

describe('GET /admin/summary: 200', () => {
  it('is all nought if there is nothing', () =>
    alone(async (world) => {
      const answer = await call(buildGetSummary(world), { ...AS_ADMIN, headers: { origin: ORIGIN } });
      expectSuccess(answer, { data: { summary: EMPTY }, headers: FROM_ORIGIN });
      const path = '/admin/summary';
      expectSuccess(await call(buildRouter(world), { ...AS_ADMIN, path }), { data: { summary: EMPTY } });
    }));

  it('counts and sums what is open by status and method, and nothing that has ended', () =>
    alone(async (world) => {
      for (const status of [
        'scheduled',
        'pending',
        'processing',
        'completed',
        'failed',
        'cancelled',
      ] as const)
        await payoutThatIs(world, status, { payment_method: 'zelle' });
      await payoutThatIs(world, 'pending');
      await addFiledPayouts(
        world,
        { status: 'pending', amount: 700 },
        { status: 'processing', amount: 40, payment_method: 'cash' as never },
      );
      const five = { count: 1, total_amount: 5000 };
      expect(await summaryOf(world)).toStrictEqual({
        ...EMPTY,
        scheduled: { ...NOTHING, zelle: five },
        pending: { ...NOTHING, zelle: five, paypal: { count: 2, total_amount: 5700 } },
        processing: { ...NOTHING, zelle: five, other: { count: 1, total_amount: 40 } },
      });
    }));

  it('names what no balance counts, and counts an amount that cannot be read as nothing', () =>
    alone(async (world) => {
      const { affiliate_id } = await addAffiliate(world);
      await addPayouts(
        world,
        { affiliate_id, status: 'pending', amount: 300 },
        { affiliate_id, status: 'pending', amount: '$3.00' as never },
        { affiliate_id, status: 'completed' },
      );
      await addFiledPayouts(world, { affiliate_id, status: 'pending', amount: 50 });
      const summary = await summaryOf(world);
      expect(summary.pending.paypal).toStrictEqual({ count: 3, total_amount: 350 });
      expect(summary.uncounted).toStrictEqual({ count: 2, total_amount: 300 });
    }));

  it('names what PayPal has had for over 35 days', () =>
    alone(async (world) => {
      const sent = (days: number): Partial<Payout> => ({
        status: 'processing',
        rail: 'paypal',
        history: [{ id: 's', status: 'processing', at: daysAgo(days), by: 'x', role: 'admin' }],
      });
      await addFiledPayouts(world, sent(34), sent(36), { ...sent(36), rail: undefined } as never);
      const summary = await summaryOf(world);
      expect(summary.undecided).toStrictEqual({ count: 1, total_amount: 1000 });
      expect(summary.processing.paypal).toStrictEqual({ count: 3, total_amount: 3000 });
    }));

  it('names what came back since yesterday, and not what has only failed', () =>
    alone(async (world) => {
      const back = { action: 'return', reason: 'No such account.' };
      for (const time of ['2026-03-18T23:59:59.999Z', '2026-03-19T00:00:00.000Z', TODAY]) {
        const { payout_id } = await payoutThatIs(world, 'completed', { payment_method: 'zelle' });
        await callExpecting(200, buildProcessPayout(at(world, time)), processing(payout_id, back));
      }
      const { payout_id } = await payoutThatIs(world, 'processing');
      const fail = { action: 'fail', reason: 'No such account.' };
      await callExpecting(200, buildProcessPayout(at(world, TODAY)), processing(payout_id, fail));
      expect((await summaryOf(world, TODAY)).returned).toStrictEqual({ count: 2, total_amount: 10_000 });
    }));

  it('names what the bank contradicted in 30 days, the latest first, 20 by their ids', () =>
    alone(async (world) => {
      const contradict = async (now: string) => {
        const { payout_id } = await payoutThatIs(world, 'failed', { payment_method: 'zelle' });
        const webhook = buildZelleWebhook(withBank(at(world, now)));
        await callExpecting(200, webhook, bankSays('payout.completed', payout_id));
        return payout_id;
      };
      const [old, early, late] = [
        await contradict(daysAgo(31)),
        await contradict(daysAgo(29)),
        await contradict(NOW),
      ];
      const mismatches = { count: 2, total_amount: 10_000, payout_ids: [late, early] };
      expect((await summaryOf(world)).mismatches).toStrictEqual(mismatches);
      const facts = Array.from({ length: 30 }, () => ({ mismatch: 'bank', mismatch_at: daysAgo(30) }));
      await addFiledPayouts(world, ...(facts as object[]));
      const { count, payout_ids } = (await summaryOf(world)).mismatches;
      expect([count, payout_ids.length, payout_ids[0]]).toStrictEqual([32, 20, late]);
      expect(payout_ids).not.toContain(old);
    }));

  it('writes nothing', () =>
    alone(async (world) => {
      await payoutThatIs(world, 'pending');
      const before = await everything(world);
      await summaryOf(world);
      expect(await everything(world)).toStrictEqual(before);
    }));
});

describe('GET /admin/summary: 200 for more than it reads', () => {
  it('says that it is of a part, after a bounded number of queries', () =>
    alone(async (world) => {
      let queries = 0;
      const store = withClient(world, async (_, send, input) => {
        const { IndexName, ExpressionAttributeValues: values } = input as {
          IndexName?: string;
          ExpressionAttributeValues?: Record<string, unknown>;
        };
        if (IndexName !== 'status-payouts-index' || values?.[':status'] !== 'pending') return send();
        // A table in which this never ends: a page of a thousand, and always another one.
        queries += 1;
        const Items = Array.from({ length: 1000 }, (_, index) => ({
          payout_id: `P-${queries}-${index}`,
          affiliate_id: 'a',
          status: 'pending',
          amount: 1,
          payment_method: 'zelle',
          affiliate_status: 'pending#a',
        }));
        return { output: { Items, LastEvaluatedKey: { payout_id: `P-${queries}` } }, response: {} };
      });
      const summary = await summaryOf({ ...world, store });
      expect(summary).toMatchObject({ complete: false, uncounted: NONE });
      expect(summary.pending.zelle).toStrictEqual({ count: 5000, total_amount: 5000 });
      expect(queries).toBe(6);
    }));

  it('says so too if there are more scheduled, processing or failed payouts, or contradictions', () =>
    alone(async (world) => {
      for (const many of ['scheduled', 'processing', 'failed', 'bank']) {
        const store = withClient(world, async (_, send, input) => {
          const { ExpressionAttributeValues: values = {} } = input as { ExpressionAttributeValues?: object };
          if (!Object.values(values).includes(many)) return send();
          const Items = Array.from({ length: 5001 }, (_item, index) => ({ payout_id: `P-${index}` }));
          return { output: { Items }, response: {} };
        });
        expect(await summaryOf({ ...world, store }), many).toMatchObject({ complete: false });
      }
    }));
});
