import { describe, expect, it } from 'vitest';
import { buildGetAnyPayout } from '../../../functions/admin/get.ts';
import { buildListAllPayouts } from '../../../functions/admin/list.ts';
import { buildProcessPayout } from '../../../functions/admin/process.ts';
import { buildCancelPayout } from '../../../functions/payouts/cancel.ts';
import { buildListPayouts } from '../../../functions/payouts/list.ts';
import { buildRequestPayout } from '../../../functions/payouts/request.ts';
import { reconcile } from '../../../testing/bookkeeping.ts';
import { call } from '../../../testing/call.ts';
import { recording } from '../../../testing/client.ts';
import { callExpecting, expectFailure } from '../../../testing/expect.ts';
import { AS_ADMIN, asking, balanceOf, cancelling, processing } from '../../../testing/lifecycle.ts';
import { deliver, openIf, putPayout, ROWS, record, storedPayout } from '../../../testing/other-service.ts';
import { insufficientBalance, invalidTransition } from '../../../testing/refusals.ts';
import { useWorld } from '../../../testing/use-world.ts';
import { addAffiliate, countersOf } from '../../../testing/world.ts';

const world = useWorld();

const HELD = { total_earned: 50_000, total_paid: 0, pending: 1000, available: 49_000 };
const SPENT = { total_earned: 50_000, total_paid: 1000, pending: 0, available: 49_000 };
const FREE = { total_earned: 50_000, total_paid: 0, pending: 0, available: 50_000 };

/**
 * An affiliate with $500.00 earned, and one payout of $10.00 with this status, which the stream has shown.
 */
async function written(status: string, isOpen: boolean) {
  const affiliate = await addAffiliate(world);
  const { affiliate_id } = affiliate;
  await openIf(isOpen, world, affiliate_id);
  const payout = record(world, { affiliate_id, status });
  await deliver(world, await putPayout(world, payout));
  return { affiliate, payout_id: String(payout.payout_id) };
}

const listedIds = (answer: { json: { data: { payouts: { payout_id: string }[] } } }) =>
  answer.json.data.payouts.map(({ payout_id }) => payout_id);

describe.each(ROWS)('R4: a status in another form, with a row that is $row', ({ isOpen }) => {
  it.each([
    { status: 'Completed', meant: 'completed', balance: SPENT },
    { status: ' pending', meant: 'pending', balance: HELD },
    { status: 'PROCESSING ', meant: 'processing', balance: HELD },
    { status: 'Failed', meant: 'failed', balance: FREE },
  ])('$status is $meant in the balance and in every list', async ({ status, meant, balance }) => {
    const { affiliate, payout_id } = await written(status, isOpen);
    expect(await balanceOf(world, affiliate)).toStrictEqual(balance);
    const { affiliate_id, user_id } = affiliate;
    expect(await storedPayout(world, payout_id)).toMatchObject({
      status: meant,
      affiliate_status: `${meant}#${affiliate_id}`,
    });
    const own = { as: user_id, query: { status: meant } };
    expect(listedIds(await callExpecting(200, buildListPayouts(world), own))).toStrictEqual([payout_id]);
    for (const query of [{ affiliate_id, status: meant }, { status: meant }]) {
      const request = { ...AS_ADMIN, path: '/admin/payouts', query };
      expect(listedIds(await callExpecting(200, buildListAllPayouts(world), request))).toContain(payout_id);
    }
  });

  it('is moved by what it means', async () => {
    const { affiliate, payout_id } = await written(' pending', isOpen);
    const { json } = await callExpecting(
      200,
      buildCancelPayout(world),
      cancelling(affiliate.user_id, payout_id),
    );
    expect(json.data.payout.status).toBe('cancelled');
    expect(await balanceOf(world, affiliate)).toStrictEqual(FREE);
  });
});

describe.each(ROWS)('R4: an unknown status, with a row that is $row', ({ isOpen }) => {
  it('holds the money, is found by its id, and stays as it was written', async () => {
    const { affiliate, payout_id } = await written('paid', isOpen);
    expect(await balanceOf(world, affiliate)).toStrictEqual(HELD);
    const { user_id, affiliate_id } = affiliate;
    const all = asking(user_id, { amount: 50_000 });
    expectFailure(await call(buildRequestPayout(world), all), insufficientBalance(50_000, 49_000));
    const params = { payout_id };
    const { json } = await callExpecting(200, buildGetAnyPayout(world), { ...AS_ADMIN, params });
    expect(json.data.payout).toMatchObject({ payout_id, status: null });
    const marks = { status: 'paid', affiliate_status: `unknown#${affiliate_id}`, counted_amount: 1000 };
    expect(await storedPayout(world, payout_id)).toMatchObject(marks);
  });

  it.each([
    { body: { action: 'complete', transaction_id: 'T-1' }, status: 'completed', balance: SPENT },
    { body: { action: 'fail', reason: 'never sent' }, status: 'failed', balance: FREE },
  ])('is ended by an admin: $body.action', async ({ body, status, balance }) => {
    const { affiliate, payout_id } = await written('paid', isOpen);
    const request = processing(payout_id, body);
    const { json } = await callExpecting(200, buildProcessPayout(world), request);
    expect(json.data.payout).toMatchObject({ status });
    expect(await balanceOf(world, affiliate)).toStrictEqual(balance);
    const stored = await storedPayout(world, payout_id);
    expect(stored).toMatchObject({ status, affiliate_status: `${status}#${affiliate.affiliate_id}` });
  });

  it('is counted in one write and ended in another', async () => {
    const affiliate = await addAffiliate(world);
    await openIf(true, world, affiliate.affiliate_id);
    const payout = record(world, { affiliate_id: affiliate.affiliate_id, status: 'paid' });
    await putPayout(world, payout);
    const { store, sent } = recording(world);
    const fail = processing(String(payout.payout_id), { action: 'fail', reason: 'never sent' });
    await callExpecting(200, buildProcessPayout({ ...world, store }), fail);
    expect(sent.filter((name) => name === 'TransactWriteItemsCommand')).toHaveLength(2);
  });

  it('is neither started nor cancelled', async () => {
    const { affiliate, payout_id } = await written('paid', isOpen);
    const refusal = (action: string, done: string) => ({
      ...invalidTransition('unknown', action),
      message: `A payout with a status that we do not know cannot be ${done}.`,
    });
    const start = call(buildProcessPayout(world), processing(payout_id, { action: 'start' }));
    expectFailure(await start, refusal('start', 'started'));
    const cancel = call(buildCancelPayout(world), cancelling(affiliate.user_id, payout_id));
    expectFailure(await cancel, refusal('cancel', 'cancelled'));
    expect(await countersOf(world, affiliate.affiliate_id)).toStrictEqual({
      committed: 1000,
      paid: 0,
      payout_count: 1,
    });
  });

  it('is named by reconcile until it is ended', async () => {
    const { affiliate, payout_id } = await written('paid', isOpen);
    const complaint = await reconcile(world).catch((thrown: Error) => thrown.message);
    expect(complaint).toContain(`${affiliate.affiliate_id} (payouts_unknown)`);
    const end = processing(payout_id, { action: 'fail', reason: 'never sent' });
    await callExpecting(200, buildProcessPayout(world), end);
    const later = await reconcile(world).catch((thrown: Error) => thrown.message);
    expect(later).not.toContain(affiliate.affiliate_id);
  });
});
