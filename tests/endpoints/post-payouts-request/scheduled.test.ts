import { describe, expect, it } from 'vitest';
import { buildCancelPayout } from '../../../functions/payouts/cancel.ts';
import { buildRequestPayout } from '../../../functions/payouts/request.ts';
import type { Affiliate } from '../../../libs/payouts/affiliate.ts';
import { getPayout } from '../../../libs/store/payouts/get-payout.ts';
import { call, type TestAnswer } from '../../../testing/call.ts';
import {
  callExpecting,
  expectRefusal,
  expectReplay,
  expectSuccess,
  FROM_ORIGIN,
  ORIGIN,
} from '../../../testing/expect.ts';
import { asking, at, balanceOf, cancelling, DUE, ENDED_AT, releaseDue } from '../../../testing/lifecycle.ts';
import { insufficientBalance, invalidRequest, KEY_REUSED, SAYS } from '../../../testing/refusals.ts';
import { useHandler } from '../../../testing/use-handler.ts';
import { addAffiliate, countersOf, NOW } from '../../../testing/world.ts';

const BODY = { amount: 5000, scheduled_for: DUE };
const OUT_OF_REACH = invalidRequest(['scheduled_for', SAYS.timeAhead]);
const NO_TIME = invalidRequest(['scheduled_for', SAYS.time]);

const { world, handler: request } = useHandler(buildRequestPayout);

function expectScheduled(
  answer: TestAnswer,
  { payment_email }: Affiliate,
  scheduled_for: string,
  headers = {},
) {
  const payout = {
    payout_id: expect.any(String),
    amount: 5000,
    payment_method: 'paypal',
    payment_email,
    status: 'scheduled',
    requested_at: NOW,
    scheduled_for,
  };
  const message = 'Payout request submitted successfully';
  expectSuccess(answer, { status: 201, message, data: { payout }, headers });
}

describe('POST /payouts/request: 201 for a scheduled payout', () => {
  it('returns the requested time', async () => {
    const affiliate = await addAffiliate(world);
    const answer = await call(request, { ...asking(affiliate.user_id, BODY), headers: { origin: ORIGIN } });
    expectScheduled(answer, affiliate, DUE, FROM_ORIGIN);
  });

  it('reserves the money at once', async () => {
    const affiliate = await addAffiliate(world, { total_earned: 9000 });
    await callExpecting(201, request, asking(affiliate.user_id, BODY));
    expect(await balanceOf(world, affiliate)).toStrictEqual({
      total_earned: 9000,
      total_paid: 0,
      pending: 5000,
      available: 4000,
    });
    const counters = { committed: 5000, paid: 0, payout_count: 1 };
    expect(await countersOf(world, affiliate.affiliate_id)).toStrictEqual(counters);
    await expectRefusal(
      world,
      request,
      asking(affiliate.user_id, { amount: 5000 }),
      insufficientBalance(5000, 4000),
    );
  });

  it('stores the payout as waiting, with scheduled as the first entry of its history', async () => {
    const { user_id, affiliate_id, payment_email } = await addAffiliate(world);
    const { payout_id } = (await callExpecting(201, request, asking(user_id, BODY))).json.data.payout;
    expect(await getPayout(world.store, payout_id)).toStrictEqual({
      payout_id,
      affiliate_id,
      affiliate_status: `scheduled#${affiliate_id}`,
      counted_amount: 5000,
      amount: 5000,
      payment_method: 'paypal',
      payment_email,
      search_email: payment_email,
      destination_changed: false,
      status: 'scheduled',
      requested_at: NOW,
      scheduled_for: DUE,
      schedule: 'waiting',
      history: [{ id: payout_id, status: 'scheduled', at: NOW, by: user_id, role: 'owner' }],
      request_fingerprint: expect.stringMatching(/^[\w-]{43}$/),
    });
  });

  it.each([
    {
      what: 'the next millisecond',
      asked: '2026-03-01T12:00:00.001Z',
      shown: '2026-03-01T12:00:00.001Z',
    },
    {
      what: 'the last millisecond of 365 days',
      asked: '2027-03-01T12:00:00.000Z',
      shown: '2027-03-01T12:00:00.000Z',
    },
    { what: 'a time without fractions of a second', asked: '2026-03-02T12:00:00Z', shown: DUE },
    {
      what: 'a time with tenths of a second',
      asked: '2026-03-02T12:00:00.5Z',
      shown: '2026-03-02T12:00:00.500Z',
    },
  ])('accepts $what', async ({ asked, shown }) => {
    const affiliate = await addAffiliate(world);
    const answer = await call(request, asking(affiliate.user_id, { ...BODY, scheduled_for: asked }));
    expectScheduled(answer, affiliate, shown);
  });
});

describe('POST /payouts/request: 201 for a scheduled payout under an Idempotency-Key', () => {
  async function scheduled() {
    const affiliate = await addAffiliate(world);
    const repeat = asking(affiliate.user_id, BODY, 'k');
    const first = await callExpecting(201, request, repeat);
    return { affiliate, repeat, first, payoutId: first.json.data.payout.payout_id as string };
  }

  it('repeats the answer after the requested time has passed', async () => {
    const { first, repeat } = await scheduled();
    await expectReplay(world, request, first, repeat);
    await expectReplay(world, buildRequestPayout(at(world, ENDED_AT)), first, repeat);
  });

  it('repeats the answer after the payout was released', async () => {
    const { first, repeat, payoutId } = await scheduled();
    await releaseDue(world);
    expect(await getPayout(world.store, payoutId)).toMatchObject({ status: 'pending' });
    await expectReplay(world, buildRequestPayout(at(world, ENDED_AT)), first, repeat);
  });

  it('repeats the answer after the payout was cancelled', async () => {
    const { affiliate, first, repeat, payoutId } = await scheduled();
    const { status } = await call(buildCancelPayout(world), cancelling(affiliate.user_id, payoutId));
    expect(status).toBe(200);
    await expectReplay(world, request, first, repeat);
  });

  it.each([{ amount: 5000 }, { ...BODY, scheduled_for: '2026-03-02T12:00:01Z' }, { ...BODY, amount: 5001 }])(
    'does not return the first payout for another body: %j',
    async (body) => {
      const { affiliate } = await scheduled();
      await expectRefusal(world, request, asking(affiliate.user_id, body, 'k'), KEY_REUSED);
    },
  );
});

describe('POST /payouts/request: 400 for a bad scheduled_for', () => {
  it.each([
    { what: 'the current time', scheduled_for: NOW },
    { what: 'a time one millisecond ago', scheduled_for: '2026-03-01T11:59:59.999Z' },
    { what: 'a time in the year 0', scheduled_for: '0000-01-01T00:00:00Z' },
    { what: 'a time one millisecond too far away', scheduled_for: '2027-03-01T12:00:00.001Z' },
    { what: '31 June', scheduled_for: '2026-06-31T00:00:00Z' },
    { what: '29 February of a year that is not a leap year', scheduled_for: '2027-02-29T00:00:00Z' },
  ])('refuses $what', async ({ scheduled_for }) => {
    const { user_id } = await addAffiliate(world);
    await expectRefusal(world, request, asking(user_id, { ...BODY, scheduled_for }), OUT_OF_REACH);
  });

  it.each([
    'tomorrow',
    '2026-03-02T12:00Z',
    '2026-03-02T12:00:00',
    '2026-03-02T12:00:00+00:00',
    '2026-03-02T12:00:00.0000Z',
    '2026-03-02T24:00:00Z',
    '2026-03-02T12:00:60Z',
    '٢٠٢٦-03-02T12:00:00Z',
    `${DUE}\n`,
    1_772_452_800_000,
    null,
    [DUE],
  ])('refuses %j, which is not a time', async (scheduled_for) => {
    const { user_id } = await addAffiliate(world);
    await expectRefusal(world, request, asking(user_id, { ...BODY, scheduled_for }), NO_TIME);
  });

  it('reports a bad scheduled_for before not_an_affiliate and before the amount', async () => {
    const { user_id } = await addAffiliate(world, { status: 'inactive' });
    const past = { amount: 1, scheduled_for: NOW };
    await expectRefusal(world, request, asking('user-nobody', past), OUT_OF_REACH);
    await expectRefusal(world, request, asking(user_id, past), OUT_OF_REACH);
  });
});
