import { describe, expect, it } from 'vitest';
import { buildGetAnyPayout } from '../../../functions/admin/get.ts';
import { buildProcessPayout } from '../../../functions/admin/process.ts';
import { buildProcessPayouts } from '../../../functions/admin/process-bulk.ts';
import { buildGetBalance } from '../../../functions/payouts/balance.ts';
import { buildRequestBulk } from '../../../functions/payouts/bulk.ts';
import { buildCancelPayout } from '../../../functions/payouts/cancel.ts';
import { buildGetPayout } from '../../../functions/payouts/get.ts';
import { buildListPayouts } from '../../../functions/payouts/list.ts';
import { buildGetReceipt } from '../../../functions/payouts/receipt.ts';
import { buildRequestPayout } from '../../../functions/payouts/request.ts';
import { logged } from '../../../testing/bookkeeping.ts';
import { call } from '../../../testing/call.ts';
import { callExpecting, everything, expectFailure } from '../../../testing/expect.ts';
import {
  AS_ADMIN,
  asking,
  askingForAll,
  balanceOf,
  cancelling,
  processing,
  processingAll,
} from '../../../testing/lifecycle.ts';
import {
  deliver,
  type Item,
  openIf,
  putPayout,
  ROWS,
  record,
  removePayout,
  setPayout,
} from '../../../testing/other-service.ts';
import { RECORDS_UNREADABLE } from '../../../testing/refusals.ts';
import { useWorld } from '../../../testing/use-world.ts';
import { addAffiliate, countersOf } from '../../../testing/world.ts';

const world = useWorld();

const UNREADABLE = [
  { name: 'R1', amount: '50.00' },
  { name: 'R1', amount: '' },
  { name: 'R1', amount: null },
  { name: 'R1', amount: '0x1388' },
  { name: 'R1', amount: -5000 },
  { name: 'R2', amount: 50.5 },
  { name: 'R2', amount: undefined },
  { name: 'R2', amount: '$50.00' },
  { name: 'R2', amount: 0 },
  { name: 'R2', amount: true },
  { name: 'R2', amount: [5000] },
  { name: 'R2', amount: { cents: 5000 } },
];

const CASES = UNREADABLE.flatMap((each) => ROWS.map((row) => ({ ...each, ...row })));

/** An affiliate with $500.00 earned and one payout with this amount. */
async function spoilt(isOpen: boolean, amount: unknown, facts: Item = {}) {
  const { affiliate_id, user_id } = await addAffiliate(world);
  await openIf(isOpen, world, affiliate_id);
  const payout = record(world, { affiliate_id, amount, ...facts });
  const change = await putPayout(world, payout);
  if (isOpen) await deliver(world, change);
  return { affiliate_id, user_id, payout_id: String(payout.payout_id) };
}

describe.each(CASES)(
  '$name: a payout with the amount $amount and a row that is $row',
  ({ isOpen, amount }) => {
    it('stops its affiliate from reading a balance and requesting', async () => {
      const { user_id } = await spoilt(isOpen, amount);
      const before = await everything(world);
      const [one, two] = [asking(user_id, { amount: 1000 }), askingForAll(user_id, [{ amount: 1000 }])];
      expectFailure(await call(buildGetBalance(world), { as: user_id }), RECORDS_UNREADABLE);
      expectFailure(await call(buildRequestPayout(world), one), RECORDS_UNREADABLE);
      expectFailure(await call(buildRequestBulk(world), two), RECORDS_UNREADABLE);
      expect(await everything(world)).toStrictEqual(before);
    });

    it('is named in the log and by an alarm, and stops no other affiliate', async () => {
      const { user_id, payout_id } = await spoilt(isOpen, amount);
      await call(buildGetBalance(world), { as: user_id });
      await call(buildListPayouts(world), { as: user_id });
      const alarms = logged('error', 'record-unreadable');
      const named = { payoutId: payout_id, 'record-unreadable': 1 };
      expect(alarms).toContainEqual(expect.objectContaining(named));
      const { user_id: other } = await addAffiliate(world);
      await callExpecting(201, buildRequestPayout(world), asking(other, { amount: 1000 }));
      await callExpecting(200, buildGetBalance(world), { as: other });
    });

    it('is listed, counted in the total, and shown to its owner and to admins, without an amount', async () => {
      const { affiliate_id, user_id, payout_id } = await spoilt(isOpen, amount);
      const params = { payout_id };
      const unknown = { payout_id, amount: null, status: 'pending' };
      const { json: list } = await callExpecting(200, buildListPayouts(world), { as: user_id });
      expect(list.data).toMatchObject({ payouts: [unknown], total: 1, next_cursor: null });
      const { json: own } = await callExpecting(200, buildGetPayout(world), { as: user_id, params });
      expect(own.data.payout).toMatchObject(unknown);
      const { json: any } = await callExpecting(200, buildGetAnyPayout(world), { ...AS_ADMIN, params });
      expect(any.data.payout).toMatchObject({ ...unknown, affiliate_id });
    });

    it('is not moved', async () => {
      const { user_id, payout_id } = await spoilt(isOpen, amount);
      const before = await everything(world);
      const cancel = call(buildCancelPayout(world), cancelling(user_id, payout_id));
      expectFailure(await cancel, RECORDS_UNREADABLE);
      const start = call(buildProcessPayout(world), processing(payout_id, { action: 'start' }));
      expectFailure(await start, RECORDS_UNREADABLE);
      const items = [{ payout_id, action: 'fail', reason: 'no' }];
      const { json } = await callExpecting(200, buildProcessPayouts(world), processingAll(items));
      const { code, message } = RECORDS_UNREADABLE;
      expect(json.data.results).toStrictEqual([{ payout_id, success: false, error: { code, message } }]);
      expect(await everything(world)).toStrictEqual(before);
    });

    it('is counted once it is mended, and its affiliate can go on', async () => {
      const { affiliate_id, user_id, payout_id } = await spoilt(isOpen, amount);
      await deliver(world, await setPayout(world, payout_id, { amount: '5000' }));
      const held = { total_earned: 50_000, total_paid: 0, pending: 5000, available: 45_000 };
      expect(await balanceOf(world, { user_id } as never)).toStrictEqual(held);
      await callExpecting(201, buildRequestPayout(world), asking(user_id, { amount: 45_000 }));
      const counters = { committed: 50_000, paid: 0, payout_count: 2 };
      expect(await countersOf(world, affiliate_id)).toStrictEqual(counters);
    });
  },
);

describe('R2: a payout that is completed without a readable amount', () => {
  it.each([true, false])('has no receipt (row open: %s)', async (isOpen) => {
    const { user_id, payout_id } = await spoilt(isOpen, '$50.00', { status: 'completed' });
    const receipt = call(buildGetReceipt(world), { as: user_id, params: { payout_id } });
    expectFailure(await receipt, RECORDS_UNREADABLE);
  });
});

describe('R1: a request by an affiliate whose record was mended', () => {
  it.each(['mended', 'deleted'] as const)('goes on before the stream says so, if it was %s', async (how) => {
    const { affiliate_id, user_id, payout_id } = await spoilt(true, '50.00');
    if (how === 'mended') await setPayout(world, payout_id, { amount: 5000 });
    else await removePayout(world, payout_id);
    await callExpecting(201, buildRequestPayout(world), asking(user_id, { amount: 45_000 }));
    expect(await countersOf(world, affiliate_id)).toStrictEqual({
      committed: how === 'mended' ? 50_000 : 45_000,
      paid: 0,
      payout_count: how === 'mended' ? 2 : 1,
    });
  });
});

describe('R1: what the stream shows of a record that stopped the money', () => {
  const FREE = { total_earned: 50_000, total_paid: 0, pending: 0, available: 50_000 };
  const HELD = { ...FREE, pending: 1000, available: 49_000 };

  it('lets it go on if the record is again what it was counted as', async () => {
    const affiliate = await addAffiliate(world);
    const { json } = await callExpecting(
      201,
      buildRequestPayout(world),
      asking(affiliate.user_id, { amount: 1000 }),
    );
    const { payout_id } = json.data.payout;
    await deliver(world, await setPayout(world, payout_id, { amount: '$10' }));
    const balance = { as: affiliate.user_id };
    expectFailure(await call(buildGetBalance(world), balance), RECORDS_UNREADABLE);
    await deliver(world, await setPayout(world, payout_id, { amount: 1000 }));
    expect(await balanceOf(world, affiliate)).toStrictEqual(HELD);
  });

  it.each([
    { how: 'as it was', amount: '$10' },
    { how: 'mended', amount: 1000 },
  ])('lets it go on if the record moves to another affiliate, $how', async ({ amount }) => {
    const to = await addAffiliate(world);
    await openIf(true, world, to.affiliate_id);
    const { user_id, payout_id } = await spoilt(true, '$10');
    await deliver(world, await setPayout(world, payout_id, { affiliate_id: to.affiliate_id, amount }));
    expect(await balanceOf(world, { user_id } as never)).toStrictEqual(FREE);
    if (amount === 1000) expect(await balanceOf(world, to)).toStrictEqual(HELD);
    else expectFailure(await call(buildGetBalance(world), { as: to.user_id }), RECORDS_UNREADABLE);
  });

  it('goes on with the next records if one was deleted', async () => {
    const { payout_id } = await spoilt(true, 1000);
    const { dynamodb } = await setPayout(world, payout_id, {});
    await removePayout(world, payout_id);
    await deliver(world, { eventName: 'REMOVE', dynamodb: { OldImage: dynamodb?.OldImage ?? {} } });
  });
});
