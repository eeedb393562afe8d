import { describe, expect, it } from 'vitest';
import { buildCancelPayout } from '../../../functions/payouts/cancel.ts';
import { buildRequestPayout } from '../../../functions/payouts/request.ts';
import { ensureBalanceRow } from '../../../libs/store/balances/open-balance.ts';
import { allWell, logged, openBalances, reconcile, rowOf, summedIn } from '../../../testing/bookkeeping.ts';
import { call } from '../../../testing/call.ts';
import { withClient } from '../../../testing/client.ts';
import { callExpecting, everything, expectFailure } from '../../../testing/expect.ts';
import { asking, balanceOf, cancelling } from '../../../testing/lifecycle.ts';
import { type Item, putPayout, record, removePayout, setPayout } from '../../../testing/other-service.ts';
import { RECORDS_UNREADABLE } from '../../../testing/refusals.ts';
import { useWorld } from '../../../testing/use-world.ts';
import { addAffiliate, countersOf } from '../../../testing/world.ts';

const world = useWorld();

/**
 * An affiliate with a row that is open, and then these payouts of another service, of which no stream tells.
 */
async function written(...payouts: Item[]) {
  const affiliate = await addAffiliate(world);
  const { affiliate_id } = affiliate;
  await ensureBalanceRow(world.store, affiliate_id);
  const records = payouts.map((facts) => record(world, { affiliate_id, ...facts }));
  for (const each of records) await putPayout(world, each);
  return { affiliate, affiliate_id, ids: records.map(({ payout_id }) => String(payout_id)) };
}

/** How many payouts a run adopts. Whatever else the run does must succeed. */
async function adopt(): Promise<number> {
  const { adopted, failed, next } = await openBalances(world);
  expect({ failed, next }).toStrictEqual({ failed: 0, next: null });
  return adopted;
}

describe('openBalances, for a row that is open', () => {
  it('counts every payout that the row does not count as what it is, and is then in order', async () => {
    const { affiliate, ids } = await written(
      { status: 'pending' },
      { status: 'Completed', amount: '2000' },
      { status: 'failed', amount: 4000 },
      { status: 'paid', amount: 8000 },
    );
    const { user_id, affiliate_id } = affiliate;
    const { json } = await callExpecting(201, buildRequestPayout(world), asking(user_id, { amount: 16_000 }));
    await setPayout(world, json.data.payout.payout_id, { status: 'cancelled' });
    expect(await countersOf(world, affiliate_id)).toMatchObject({ committed: 16_000, payout_count: 1 });
    expect(await openBalances(world)).toStrictEqual({
      opened: 0,
      present: 1,
      adopted: 5,
      filed: 0,
      failed: 0,
      // Our own of 16000 was cancelled by others.
      counted: { payout_count: 4, committed: -5000, paid: 2000 },
      next: null,
    });
    const own = {
      adopted: 5,
      filed: 0,
      counted: { payout_count: 4, committed: -5000, paid: 2000, held: -7000 },
    };
    expect(logged('info', 'open-balance')).toStrictEqual([
      { affiliateId: affiliate_id, row: 'present', ...own },
    ]);
    const counters = { committed: 11_000, paid: 2000, held: 9000, payout_count: 5 };
    expect(await rowOf(world, affiliate_id)).toStrictEqual({ affiliate_id, ...counters });
    await setPayout(world, ids[3], { status: 'failed' });
    expect(await adopt()).toBe(1);
    expect(await reconcile(world)).toStrictEqual(allWell(1));
  });

  it('changes nothing if it is repeated', async () => {
    const before = await everything(world);
    expect(await adopt()).toBe(0);
    expect(await everything(world)).toStrictEqual(before);
  });

  it('stops the money for a record that cannot be read, and lets it go on once it can', async () => {
    const { affiliate, affiliate_id, ids } = await written({}, { amount: '20.00' });
    const { user_id } = affiliate;
    expect(await adopt()).toBe(1);
    expect(await rowOf(world, affiliate_id)).toMatchObject({
      committed: 1000,
      unreadable: new Set([ids[1]]),
    });
    expect(logged('error', 'record-unreadable')).toContainEqual({ payoutId: ids[1], 'record-unreadable': 1 });
    const refused = call(buildRequestPayout(world), asking(user_id, { amount: 1000 }));
    expectFailure(await refused, RECORDS_UNREADABLE);
    await setPayout(world, ids[1], { amount: 2000 });
    expect(await adopt()).toBe(1);
    const held = { total_earned: 50_000, total_paid: 0, pending: 3000, available: 47_000 };
    expect(await balanceOf(world, affiliate)).toStrictEqual(held);
    expect(await rowOf(world, affiliate_id)).not.toHaveProperty('unreadable');
  });

  it.each(['mended as it was counted before', 'deleted'])(
    'lets the money go on after a record was %s',
    async (how) => {
      const { affiliate, affiliate_id, ids } = await written({});
      const [payout_id = ''] = ids;
      expect(await adopt()).toBe(1);
      await setPayout(world, payout_id, { amount: 'ten' });
      expect(await adopt()).toBe(0);
      expect(await rowOf(world, affiliate_id)).toMatchObject({ unreadable: new Set(ids) });
      if (how === 'deleted') await removePayout(world, payout_id);
      else await setPayout(world, payout_id, { amount: 1000 });
      expect(await adopt()).toBe(0);
      expect((await balanceOf(world, affiliate)).pending).toBe(1000);
    },
  );

  it('counts each payout once while they are moved', async () => {
    const payouts = Array.from({ length: 30 }, () => ({}));
    const { affiliate, affiliate_id, ids } = await written(...payouts);
    let isMet = false;
    const store = withClient(world, async (name, send, input) => {
      const result = await send();
      if (isMet || summedIn(name, input) !== affiliate_id) return result;
      isMet = true;
      const moves = ids
        .slice(0, 15)
        .map((id) => call(buildCancelPayout(world), cancelling(affiliate.user_id, id)));
      for (const { status } of await Promise.all(moves)) expect(status).toBe(200);
      return result;
    });
    expect(await openBalances({ ...world, store })).toMatchObject({ adopted: 15, failed: 0 });
    const counters = { committed: 15_000, paid: 0, payout_count: 30 };
    expect(await countersOf(world, affiliate_id)).toStrictEqual(counters);
  });

  it('names a spoilt record that went to another affiliate in the row of that one alone', async () => {
    const { affiliate_id, ids } = await written({ amount: '$10' });
    const [id = ''] = ids;
    await adopt();
    const { affiliate_id: other } = await written();
    await setPayout(world, id, { affiliate_id: other });
    await adopt();
    const rows = [await rowOf(world, affiliate_id), await rowOf(world, other)];
    expect(rows.map((row) => row?.unreadable)).toStrictEqual([undefined, new Set([id])]);
    await removePayout(world, id);
    await adopt();
  });
});

describe('openBalances, for a row that is not open', () => {
  it('opens it, and names what cannot be read on it', async () => {
    const { affiliate_id } = await addAffiliate(world);
    const unreadable = record(world, { affiliate_id, amount: '20.00' });
    await putPayout(world, unreadable);
    await putPayout(world, record(world, { affiliate_id, status: 'completed' }));
    expect(await openBalances(world)).toMatchObject({ opened: 1, adopted: 0, failed: 0 });
    expect(await rowOf(world, affiliate_id)).toStrictEqual({
      affiliate_id,
      committed: 1000,
      paid: 1000,
      held: 0,
      payout_count: 1,
      unreadable: new Set([unreadable.payout_id]),
    });
  });
});
