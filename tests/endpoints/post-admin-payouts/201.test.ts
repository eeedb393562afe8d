import { DeleteCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import { buildRequestOnBehalf } from '../../../functions/admin/request.ts';
import { buildCancelPayout } from '../../../functions/payouts/cancel.ts';
import { buildGetPayout } from '../../../functions/payouts/get.ts';
import type { Affiliate } from '../../../libs/payouts/affiliate.ts';
import { getPayout, getReadablePayout } from '../../../libs/store/payouts/get-payout.ts';
import { call, type TestAnswer } from '../../../testing/call.ts';
import { callExpecting, expectReplay, expectSuccess, FROM_ORIGIN, ORIGIN } from '../../../testing/expect.ts';
import { balanceOf, cancelling, DUE, payoutNow } from '../../../testing/lifecycle.ts';
import { askingFor } from '../../../testing/on-behalf.ts';
import { handlerOn, useHandler } from '../../../testing/use-handler.ts';
import { addAffiliate, addPayouts, countersOf, NOW } from '../../../testing/world.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const NO_DETAILS = { payment_method: undefined, payment_email: undefined } as never;

const { world, handler: request } = useHandler(buildRequestOnBehalf);
const cancel = handlerOn(world, buildCancelPayout);
const get = handlerOn(world, buildGetPayout);

const idIn = ({ json }: TestAnswer): string => json.data.payout.payout_id;

function expectPayout(answer: TestAnswer, affiliate: Affiliate, facts: object = {}, headers = {}): void {
  const payout = {
    payout_id: expect.stringMatching(UUID),
    amount: 5000,
    payment_method: 'paypal',
    payment_email: affiliate.payment_email,
    status: 'pending',
    requested_at: NOW,
    affiliate_id: affiliate.affiliate_id,
    destination_changed: false,
    ...facts,
  };
  const message = 'Payout request submitted successfully';
  expectSuccess(answer, { status: 201, message, data: { payout }, headers });
}

describe('POST /admin/payouts: 201', () => {
  it('creates a payout for the affiliate and reserves its money', async () => {
    const affiliate = await addAffiliate(world);
    const asked = { ...askingFor(affiliate, { amount: 5000 }), headers: { origin: ORIGIN } };
    expectPayout(await call(request, asked), affiliate, {}, FROM_ORIGIN);
    const counters = { committed: 5000, paid: 0, payout_count: 1 };
    expect(await countersOf(world, affiliate.affiliate_id)).toStrictEqual(counters);
    expect(await balanceOf(world, affiliate)).toMatchObject({ pending: 5000, available: 45_000 });
  });

  it('says in the history which admin asked, and tells its owner the role only', async () => {
    const affiliate = await addAffiliate(world);
    const payout_id = idIn(
      await callExpecting(201, request, askingFor(affiliate, { amount: 5000 }, 'user-boss')),
    );
    const entry = { status: 'pending', at: NOW };
    expect(await payoutNow(world, payout_id)).toMatchObject({
      history: [{ ...entry, by: 'user-boss' }],
      processed_by: null,
    });
    const own = await callExpecting(200, get, { as: affiliate.user_id, params: { payout_id } });
    expect(own.json.data.payout.history).toStrictEqual([{ ...entry, by: 'admin' }]);
    expect(own.text).not.toContain('user-boss');
    expect(await getPayout(world.store, payout_id)).toMatchObject({
      history: [{ id: payout_id, status: 'pending', at: NOW, by: 'user-boss', role: 'admin' }],
    });
  });

  it('can be cancelled by its owner like their own', async () => {
    const affiliate = await addAffiliate(world);
    for (const [reference, due] of [
      ['now', {}],
      ['later', { scheduled_for: DUE }],
    ]) {
      const asked = askingFor(affiliate, { amount: 5000, reference, ...(due as object) });
      const payoutId = idIn(await callExpecting(201, request, asked));
      await callExpecting(200, cancel, cancelling(affiliate.user_id, payoutId));
    }
    expect(await balanceOf(world, affiliate)).toMatchObject({ pending: 0, available: 50_000 });
  });

  it('says whether the destination is the one on record', async () => {
    const affiliate = await addAffiliate(world);
    const destination = { payment_method: 'zelle', payment_email: 'elsewhere@example.com' };
    const answer = await call(request, askingFor(affiliate, { amount: 5000, ...destination }));
    expectPayout(answer, affiliate, { ...destination, destination_changed: true });
    expect(await getPayout(world.store, idIn(answer))).toMatchObject({
      recorded_email: affiliate.payment_email,
    });
  });

  it('schedules a payout that is requested for later', async () => {
    const affiliate = await addAffiliate(world);
    const answer = await call(request, askingFor(affiliate, { amount: 5000, scheduled_for: DUE }));
    expectPayout(answer, affiliate, { status: 'scheduled', scheduled_for: DUE });
  });

  it('needs no user: the account is named by its id', async () => {
    const affiliate = await addAffiliate(world, { user_id: undefined } as never);
    expectPayout(await call(request, askingFor(affiliate, { amount: 5000 })), affiliate);
  });

  it('is for the account that is named, if its user has several', async () => {
    const [one, other] = [await addAffiliate(world), await addAffiliate(world)];
    await addAffiliate(world, { ...other, user_id: one.user_id });
    expectPayout(await call(request, askingFor(other, { amount: 5000 })), other);
  });
});

describe('POST /admin/payouts: 201 for a reference that was used', () => {
  it('answers the same request with the first payout, byte for byte', async () => {
    const affiliate = await addAffiliate(world);
    const asked = askingFor(affiliate, { amount: 5000 });
    await expectReplay(world, request, await call(request, asked), asked);
  });

  it('answers another admin too, in any order of the members', async () => {
    const affiliate = await addAffiliate(world);
    const { affiliate_id } = affiliate;
    const first = await call(request, askingFor(affiliate, { amount: 5000 }));
    const body = { amount: 5000, reference: 'event-1', affiliate_id };
    await expectReplay(world, request, first, { ...askingFor(affiliate, {}, 'user-boss'), body });
  });

  it.each([
    { change: 'the account was closed', facts: { status: 'closed' } },
    { change: 'all earnings were taken back', facts: { total_earned: 0 } },
    { change: 'the destination on record changed', facts: { payment_email: 'new@example.com' } },
    { change: 'the destination was removed from the record', facts: NO_DETAILS },
    { change: 'the account went to another user', facts: { user_id: 'user-other' } },
  ])('answers it after $change', async ({ facts }) => {
    const affiliate = await addAffiliate(world);
    const asked = askingFor(affiliate, { amount: 5000 });
    const first = await call(request, asked);
    await addAffiliate(world, { ...affiliate, ...(facts as object) });
    await expectReplay(world, request, first, asked);
  });

  it('answers it after the payout was cancelled, or given to another affiliate', async () => {
    const [affiliate, other] = [await addAffiliate(world), await addAffiliate(world)];
    const asked = askingFor(affiliate, { amount: 5000 });
    const first = await call(request, asked);
    await callExpecting(200, cancel, cancelling(affiliate.user_id, idIn(first)));
    await expectReplay(world, request, first, asked);
    const stored = await getReadablePayout(world.store, idIn(first));
    await addPayouts(world, { ...stored, affiliate_id: other.affiliate_id });
    await expectReplay(world, request, first, asked);
  });

  it('answers it after the account was deleted', async () => {
    const { affiliate_id } = await addAffiliate(world);
    const asked = askingFor({ affiliate_id }, { amount: 5000 });
    const first = await call(request, asked);
    const { affiliates: TableName } = world.store.tables;
    await world.store.db.send(new DeleteCommand({ TableName, Key: { affiliate_id } }));
    await expectReplay(world, request, first, asked);
  });

  it('makes another payout for another affiliate', async () => {
    const [one, other] = [await addAffiliate(world), await addAffiliate(world)];
    const first = await callExpecting(201, request, askingFor(one, { amount: 5000 }));
    const second = await callExpecting(201, request, askingFor(other, { amount: 5000 }));
    expect(idIn(second)).not.toBe(idIn(first));
    expect(second.headers).not.toHaveProperty('idempotency-replayed');
  });

  it.each([' ', 'a b', '"quoted"', '~'.repeat(255)])(
    'takes the reference %j to the letter',
    async (reference) => {
      const affiliate = await addAffiliate(world);
      const asked = askingFor(affiliate, { amount: 5000, reference });
      await expectReplay(world, request, await call(request, asked), asked);
      const another = askingFor(affiliate, { amount: 5000, reference: reference.slice(1) || 'x' });
      expect((await callExpecting(201, request, another)).headers).not.toHaveProperty('idempotency-replayed');
    },
  );

  it('does not use up the reference of a request that failed', async () => {
    const affiliate = await addAffiliate(world);
    for (const amount of [999, 2_000_001, 60_000, '5000'])
      await callExpecting(400, request, askingFor(affiliate, { amount }));
    expectPayout(await call(request, askingFor(affiliate, { amount: 5000 })), affiliate);
  });
});
