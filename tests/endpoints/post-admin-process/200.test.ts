import { describe, expect, it } from 'vitest';
import { buildProcessPayout } from '../../../functions/admin/process.ts';
import { buildRouter } from '../../../functions/router.ts';
import type { PayoutStatus } from '../../../libs/payouts/payout.ts';
import { receiptNumber } from '../../../libs/payouts/receipt-number.ts';
import { getPayout } from '../../../libs/store/payouts/get-payout.ts';
import { call } from '../../../testing/call.ts';
import { callExpecting, everything, expectSuccess, FROM_ORIGIN, ORIGIN } from '../../../testing/expect.ts';
import {
  at,
  balanceOf,
  ENDED_AT,
  factsForAdmins,
  oldPayout,
  payoutThatIs,
  processing,
  REASON,
  STARTED_AT,
  shownToAdmin,
  TRANSACTION,
} from '../../../testing/lifecycle.ts';
import { useHandler } from '../../../testing/use-handler.ts';
import { addPayouts, countersOf, NOW } from '../../../testing/world.ts';

const START = { action: 'start' };
const COMPLETE = { action: 'complete', transaction_id: 'T-1' };
const FAIL = { action: 'fail', reason: REASON };

const { world, handler: processPayout } = useHandler((world) => buildProcessPayout(at(world, ENDED_AT)));

/** The balance of an affiliate with $500.00 earned and one payout of $50.00. */
const held = { total_earned: 50_000, total_paid: 0, pending: 5000, available: 45_000 };
const spent = { total_earned: 50_000, total_paid: 5000, pending: 0, available: 45_000 };
const returned = { total_earned: 50_000, total_paid: 0, pending: 0, available: 50_000 };

const EDGES = [
  { from: 'pending', body: START, facts: { status: 'processing' }, balance: held },
  {
    from: 'pending',
    body: FAIL,
    facts: { status: 'failed', failure_reason: REASON, processed_at: ENDED_AT },
    balance: returned,
  },
  {
    from: 'processing',
    body: FAIL,
    facts: { status: 'failed', failure_reason: REASON, processed_at: ENDED_AT },
    balance: returned,
  },
  {
    from: 'processing',
    body: COMPLETE,
    facts: { status: 'completed', transaction_id: 'T-1', processed_at: ENDED_AT },
    balance: spent,
  },
] satisfies { from: PayoutStatus; body: object; facts: object; balance: object }[];

describe('POST /admin/payouts/{payout_id}/process: 200', () => {
  it.each(EDGES)('$body.action moves a payout from $from to $facts.status', async ({ from, body, facts }) => {
    const asked = await payoutThatIs(world, from);
    const request = { ...processing(asked.payout_id, body, 'user-boss'), headers: { origin: ORIGIN } };
    const payout = shownToAdmin(asked, { ...facts, processed_by: 'user-boss' });
    expectSuccess(await call(processPayout, request), { data: { payout }, headers: FROM_ORIGIN });
  });

  it.each(EDGES)(
    '$body.action from $from moves the money of this payout only',
    async ({ from, body, balance }) => {
      const { affiliate, payout_id } = await payoutThatIs(world, from);
      await callExpecting(200, processPayout, processing(payout_id, body));
      expect(await balanceOf(world, affiliate)).toStrictEqual(balance);
      const { total_paid: paid, pending } = balance;
      const counters = { committed: paid + pending, paid, payout_count: 1 };
      expect(await countersOf(world, affiliate.affiliate_id)).toStrictEqual(counters);
    },
  );

  it.each([
    { body: { ...COMPLETE, notes: 'by hand\n💸' }, facts: { transaction_id: 'T-1', notes: 'by hand\n💸' } },
    { body: { ...COMPLETE, transaction_id: '!'.repeat(128) }, facts: { transaction_id: '!'.repeat(128) } },
    {
      body: { ...COMPLETE, notes: 'n'.repeat(1000) },
      facts: { transaction_id: 'T-1', notes: 'n'.repeat(1000) },
    },
  ])('stores what an admin says of the payment: $facts', async ({ body, facts }) => {
    const asked = await payoutThatIs(world, 'processing');
    const answer = await call(processPayout, processing(asked.payout_id, body));
    const end = { status: 'completed', processed_at: ENDED_AT, processed_by: 'user-admin' };
    expectSuccess(answer, { data: { payout: shownToAdmin(asked, { ...end, ...facts }) } });
  });

  it('stores the reason of a failure and its notes', async () => {
    const asked = await payoutThatIs(world, 'pending');
    const body = { ...FAIL, reason: 'ü'.repeat(1000), notes: 'n' };
    const answer = await call(processPayout, processing(asked.payout_id, body));
    const end = { status: 'failed', processed_at: ENDED_AT, processed_by: 'user-admin' };
    const payout = shownToAdmin(asked, { ...end, failure_reason: body.reason, notes: 'n' });
    expectSuccess(answer, { data: { payout } });
  });

  it('returns the same through the router', async () => {
    const asked = await payoutThatIs(world, 'pending');
    const { params: _, ...request } = processing(asked.payout_id, START);
    const payout = shownToAdmin(asked, { status: 'processing', processed_by: 'user-admin' });
    expectSuccess(await call(buildRouter(world), request), { data: { payout } });
  });
});

describe('POST /admin/payouts/{payout_id}/process: the record after a 200', () => {
  it('has the admin, the time and the words of each step', async () => {
    const { affiliate, payout_id } = await payoutThatIs(world, 'pending');
    const before = await getPayout(world.store, payout_id);
    const startNow = buildProcessPayout(at(world, STARTED_AT));
    await callExpecting(200, startNow, processing(payout_id, START, 'user-boss'));
    await callExpecting(200, processPayout, processing(payout_id, { action: 'complete', ...TRANSACTION }));
    const [id, search_receipt] = [expect.any(String), receiptNumber(payout_id)];
    expect(await getPayout(world.store, payout_id)).toStrictEqual({
      ...before,
      status: 'completed',
      affiliate_status: `completed#${affiliate.affiliate_id}`,
      processed_at: ENDED_AT,
      processed_by: 'user-admin',
      ...TRANSACTION,
      search_transaction: TRANSACTION.transaction_id,
      search_receipt,
      paid_to: affiliate.payment_email,
      ...{ ended_as: 'completed', ended_at: ENDED_AT },
      history: [
        { id: payout_id, status: 'pending', at: NOW, by: affiliate.user_id, role: 'owner' },
        { id, status: 'processing', at: STARTED_AT, by: 'user-boss', role: 'admin' },
        { id, status: 'completed', at: ENDED_AT, by: 'user-admin', role: 'admin', ...TRANSACTION },
      ],
    });
  });
});

describe('POST /admin/payouts/{payout_id}/process: 200 for a repeated complete', () => {
  it.each([
    { what: 'the same body', repeat: { action: 'complete', ...TRANSACTION } },
    { what: 'other notes', repeat: { ...COMPLETE, notes: 'once more' } },
    { what: 'no notes', repeat: COMPLETE },
  ])('returns the same payout and writes nothing, with $what', async ({ repeat }) => {
    const asked = await payoutThatIs(world, 'completed');
    const payout = shownToAdmin(asked, factsForAdmins('completed'));
    const before = await everything(world);
    const answer = await call(buildProcessPayout(world), processing(asked.payout_id, repeat, 'user-boss'));
    expectSuccess(answer, { data: { payout } });
    expect(await everything(world)).toStrictEqual(before);
  });

  it('accepts it for a payout that the old service completed', async () => {
    const facts = { status: 'completed', transaction_id: 'T-1' } as const;
    const asked = await oldPayout(world, { ...facts, requested_at: NOW });
    const elsewhere = { payment_email: 'old@example.com', warnings: ['destination_changed'] };
    const shown = { ...facts, amount: 1000, ...elsewhere };
    const answer = await call(processPayout, processing(asked.payout_id, COMPLETE));
    expectSuccess(answer, { data: { payout: shownToAdmin(asked, shown) } });
    const counters = { committed: 1000, paid: 1000, payout_count: 1 };
    expect(await countersOf(world, asked.affiliate.affiliate_id)).toStrictEqual(counters);
  });

  it('completes once if it is sent many times at once', async () => {
    const { affiliate, payout_id } = await payoutThatIs(world, 'processing');
    const sent = Array.from({ length: 8 }, () => call(processPayout, processing(payout_id, COMPLETE)));
    const answers = await Promise.all(sent);
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(answers[0]?.status).toBe(200);
    expect(await balanceOf(world, affiliate)).toStrictEqual(spent);
    expect((await getPayout(world.store, payout_id))?.history).toHaveLength(3);
  });
});

describe('POST /admin/payouts/{payout_id}/process: 200 for a repeated fail', () => {
  it.each(['pending', 'processing'] as const)('of a %s payout by the same admin', async (from) => {
    const { payout_id } = await payoutThatIs(world, from);
    const body = { ...FAIL, notes: 'n' };
    const first = await callExpecting(200, processPayout, processing(payout_id, body));
    const before = await everything(world);
    expect(await call(buildProcessPayout(world), processing(payout_id, body))).toStrictEqual(first);
    expect(await everything(world)).toStrictEqual(before);
  });
});

describe('POST /admin/payouts/{payout_id}/process: 200 for a payout of the old service', () => {
  it.each([
    { body: COMPLETE, from: 'processing', counters: { committed: 21_000, paid: 21_000, payout_count: 2 } },
    { body: FAIL, from: 'processing', counters: { committed: 20_000, paid: 20_000, payout_count: 2 } },
    { body: FAIL, from: 'pending', counters: { committed: 20_000, paid: 20_000, payout_count: 2 } },
    { body: START, from: 'pending', counters: { committed: 21_000, paid: 20_000, payout_count: 2 } },
  ] as const)(
    '$body.action from $from opens the counters before it moves them',
    async ({ body, from, counters }) => {
      const { affiliate, payout_id } = await oldPayout(world, { status: from });
      const { affiliate_id } = affiliate;
      await addPayouts(world, { affiliate_id, amount: 20_000 });
      expect((await call(processPayout, processing(payout_id, body))).status).toBe(200);
      expect(await countersOf(world, affiliate_id)).toStrictEqual(counters);
    },
  );
});
