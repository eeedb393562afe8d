import { describe, expect, it } from 'vitest';
import { buildCancelPayout } from '../../../functions/payouts/cancel.ts';
import { buildRequestPayout } from '../../../functions/payouts/request.ts';
import { buildRouter } from '../../../functions/router.ts';
import { getPayout } from '../../../libs/store/payouts/get-payout.ts';
import { call } from '../../../testing/call.ts';
import { callExpecting, expectSuccess, FROM_ORIGIN, ORIGIN } from '../../../testing/expect.ts';
import {
  asking,
  at,
  balanceOf,
  cancelling,
  DUE,
  ENDED_AT,
  FACTS,
  oldPayout,
  payoutThatIs,
  RELEASED_AT,
  releaseDue,
  shownToOwner,
} from '../../../testing/lifecycle.ts';
import { useHandler } from '../../../testing/use-handler.ts';
import { addAffiliate, addPayouts, countersOf, NOW } from '../../../testing/world.ts';

const UNTOUCHED = { total_earned: 50_000, total_paid: 0, pending: 0, available: 50_000 };

const { world, handler: cancel } = useHandler((world) => buildCancelPayout(at(world, ENDED_AT)));

describe('POST /payouts/{payout_id}/cancel: 200', () => {
  it('cancels a pending payout', async () => {
    const asked = await payoutThatIs(world, 'pending');
    const request = cancelling(asked.affiliate.user_id, asked.payout_id);
    const answer = await call(cancel, { ...request, headers: { origin: ORIGIN } });
    const payout = shownToOwner(asked, FACTS.cancelled);
    expectSuccess(answer, { data: { payout }, headers: FROM_ORIGIN });
  });

  it('cancels a scheduled payout', async () => {
    const asked = await payoutThatIs(world, 'scheduled');
    const answer = await call(cancel, cancelling(asked.affiliate.user_id, asked.payout_id));
    const payout = shownToOwner(asked, { ...FACTS.cancelled, scheduled_for: DUE });
    expectSuccess(answer, { data: { payout } });
  });

  it.each(['pending', 'scheduled'] as const)(
    'makes the money of a payout that was %s available again',
    async (status) => {
      const { affiliate, payout_id } = await payoutThatIs(world, status);
      expect(await balanceOf(world, affiliate)).toMatchObject({ pending: 5000, available: 45_000 });
      await callExpecting(200, cancel, cancelling(affiliate.user_id, payout_id));
      expect(await balanceOf(world, affiliate)).toStrictEqual(UNTOUCHED);
      const counters = { committed: 0, paid: 0, payout_count: 1 };
      expect(await countersOf(world, affiliate.affiliate_id)).toStrictEqual(counters);
      const everything = asking(affiliate.user_id, { amount: 50_000 });
      expect((await call(buildRequestPayout(world), everything)).status).toBe(201);
    },
  );

  it('does not release the money of other payouts', async () => {
    const { affiliate, payout_id } = await payoutThatIs(world, 'pending');
    await callExpecting(201, buildRequestPayout(world), asking(affiliate.user_id, { amount: 7000 }));
    await callExpecting(200, cancel, cancelling(affiliate.user_id, payout_id));
    expect(await balanceOf(world, affiliate)).toMatchObject({ pending: 7000, available: 43_000 });
    const counters = { committed: 7000, paid: 0, payout_count: 2 };
    expect(await countersOf(world, affiliate.affiliate_id)).toStrictEqual(counters);
  });

  it('does not make more available than was earned, after earnings were taken back', async () => {
    const { affiliate, payout_id } = await payoutThatIs(world, 'pending');
    await addAffiliate(world, { ...affiliate, total_earned: 3000 });
    await callExpecting(200, cancel, cancelling(affiliate.user_id, payout_id));
    expect(await balanceOf(world, affiliate)).toMatchObject({ pending: 0, available: 3000 });
  });

  it('works for an affiliate who became inactive', async () => {
    const asked = await payoutThatIs(world, 'pending');
    await addAffiliate(world, { ...asked.affiliate, status: 'inactive' });
    const answer = await call(cancel, cancelling(asked.affiliate.user_id, asked.payout_id));
    expectSuccess(answer, { data: { payout: shownToOwner(asked, FACTS.cancelled) } });
  });

  it('ignores a body', async () => {
    const asked = await payoutThatIs(world, 'pending');
    const body = { status: 'completed', affiliate_id: 'aff-eve', amount: 1, transaction_id: 'EVE' };
    const answer = await call(cancel, { ...cancelling(asked.affiliate.user_id, asked.payout_id), body });
    expectSuccess(answer, { data: { payout: shownToOwner(asked, FACTS.cancelled) } });
  });

  it('returns the same through the router', async () => {
    const asked = await payoutThatIs(world, 'pending');
    const { params: _, ...request } = cancelling(asked.affiliate.user_id, asked.payout_id);
    const answer = await call(buildRouter(at(world, ENDED_AT)), request);
    expectSuccess(answer, { data: { payout: shownToOwner(asked, FACTS.cancelled) } });
  });
});

describe('POST /payouts/{payout_id}/cancel: the record after a 200', () => {
  it('ends its history with the cancellation, and is no longer scheduled', async () => {
    const { affiliate, payout_id } = await payoutThatIs(world, 'scheduled');
    const { schedule: _, ...before } = (await getPayout(world.store, payout_id)) ?? {};
    await callExpecting(200, cancel, cancelling(affiliate.user_id, payout_id));
    const by = affiliate.user_id;
    const expected = {
      ...before,
      status: 'cancelled',
      affiliate_status: `cancelled#${affiliate.affiliate_id}`,
      processed_at: ENDED_AT,
      ended_as: 'cancelled',
      ended_at: ENDED_AT,
      history: [
        { id: payout_id, status: 'scheduled', at: NOW, by, role: 'owner' },
        { id: expect.any(String), status: 'cancelled', at: ENDED_AT, by, role: 'owner' },
      ],
    };
    expect(await getPayout(world.store, payout_id)).toStrictEqual(expected);
    await releaseDue(world);
    expect(await getPayout(world.store, payout_id)).toStrictEqual(expected);
  });

  it('has the release in its history, between the request and the cancellation', async () => {
    const { affiliate, payout_id } = await payoutThatIs(world, 'scheduled');
    await releaseDue(world);
    expect((await call(cancel, cancelling(affiliate.user_id, payout_id))).status).toBe(200);
    const by = affiliate.user_id;
    expect((await getPayout(world.store, payout_id))?.history).toStrictEqual([
      { id: payout_id, status: 'scheduled', at: NOW, by, role: 'owner' },
      { id: expect.any(String), status: 'pending', at: RELEASED_AT, by: 'schedule', role: 'schedule' },
      { id: expect.any(String), status: 'cancelled', at: ENDED_AT, by, role: 'owner' },
    ]);
  });
});

describe('POST /payouts/{payout_id}/cancel: 200 for a payout of the old service', () => {
  it('opens the counters, and releases the money that the old service had reserved', async () => {
    const old = await oldPayout(world, { status: 'pending', amount: 5000 });
    const { affiliate, payout_id } = old;
    const { affiliate_id, user_id } = affiliate;
    const paid = { affiliate_id, status: 'completed', amount: 20_000 } as const;
    await addPayouts(world, paid, { affiliate_id, status: 'failed', amount: 9000 });
    expect(await countersOf(world, affiliate_id)).toBeUndefined();
    const facts = { ...FACTS.cancelled, payment_email: 'old@example.com' };
    const requested_at = '2025-01-01T00:00:00.000Z';
    const answer = await call(cancel, cancelling(user_id, payout_id));
    expectSuccess(answer, { data: { payout: shownToOwner(old, { ...facts, requested_at }) } });
    const counters = { committed: 20_000, paid: 20_000, payout_count: 3 };
    expect(await countersOf(world, affiliate_id)).toStrictEqual(counters);
    expect((await getPayout(world.store, payout_id))?.history).toStrictEqual([
      { id: payout_id, status: 'pending', at: requested_at, by: 'old-service', role: 'old-service' },
      { id: expect.any(String), status: 'cancelled', at: ENDED_AT, by: user_id, role: 'owner' },
    ]);
  });
});
