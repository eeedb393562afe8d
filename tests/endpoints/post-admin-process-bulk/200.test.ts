import { describe, expect, it } from 'vitest';
import { buildProcessPayouts } from '../../../functions/admin/process-bulk.ts';
import { buildRouter } from '../../../functions/router.ts';
import { PAYOUT_STATUSES, type Payout } from '../../../libs/payouts/payout.ts';
import { call, type TestAnswer } from '../../../testing/call.ts';
import { withClient } from '../../../testing/client.ts';
import { callExpecting, everything, expectSuccess, FROM_ORIGIN, ORIGIN } from '../../../testing/expect.ts';
import {
  type Asked,
  at,
  balanceOf,
  ENDED_AT,
  factsForAdmins,
  payoutThatIs,
  processingAll,
  REASON,
  shownToAdmin,
  TRANSACTION,
} from '../../../testing/lifecycle.ts';
import { logTexts } from '../../../testing/log-lines.ts';
import { ODD_IDS } from '../../../testing/odd-ids.ts';
import {
  INTERNAL,
  invalidTransition,
  PAYOUT_NOT_FOUND,
  type Refusal,
  TRY_AGAIN,
} from '../../../testing/refusals.ts';
import { useHandler } from '../../../testing/use-handler.ts';
import { addAffiliate, addPayouts, countersOf } from '../../../testing/world.ts';

const START = { action: 'start' };
const COMPLETE = { action: 'complete', ...TRANSACTION };
const FAIL = { action: 'fail', reason: REASON };
const { world, handler: processAll } = useHandler((world) => buildProcessPayouts(at(world, ENDED_AT)));

const done = (asked: Asked, facts: object) => ({
  payout_id: asked.payout_id,
  success: true,
  payout: shownToAdmin(asked, facts),
});

const refused = (payout_id: string, { code, message, details }: Refusal) => ({
  payout_id,
  success: false,
  error: { code, message, ...(details && { details }) },
});

function expectResults(answer: TestAnswer, results: { success: boolean }[], headers = {}): void {
  const succeeded = results.filter(({ success }) => success).length;
  const failed = results.length - succeeded;
  expectSuccess(answer, { data: { results, succeeded, failed }, headers });
}

describe('POST /admin/payouts/process: 200', () => {
  it('carries out each instruction by itself, and answers in the same order', async () => {
    const [pending, running, doomed, over, scheduled] = [
      await payoutThatIs(world, 'pending'),
      await payoutThatIs(world, 'processing'),
      await payoutThatIs(world, 'processing'),
      await payoutThatIs(world, 'cancelled'),
      await payoutThatIs(world, 'scheduled'),
    ];
    const items = [
      { payout_id: over.payout_id, ...FAIL },
      { payout_id: running.payout_id, ...COMPLETE },
      { payout_id: 'none', ...START },
      { payout_id: pending.payout_id, ...START },
      { payout_id: scheduled.payout_id, ...START },
      { payout_id: doomed.payout_id, ...FAIL },
    ];
    const answer = await call(processAll, { ...processingAll(items), headers: { origin: ORIGIN } });
    const expected = [
      refused(over.payout_id, invalidTransition('cancelled', 'fail')),
      done(running, factsForAdmins('completed')),
      refused('none', PAYOUT_NOT_FOUND),
      done(pending, factsForAdmins('processing')),
      refused(scheduled.payout_id, invalidTransition('scheduled', 'start')),
      done(doomed, factsForAdmins('failed')),
    ];
    expectResults(answer, expected, FROM_ORIGIN);
  });

  it('moves the money only of those that succeed', async () => {
    const [paid, failed, refusedOne] = [
      await payoutThatIs(world, 'processing'),
      await payoutThatIs(world, 'processing'),
      await payoutThatIs(world, 'pending'),
    ];
    const items = [
      { payout_id: paid.payout_id, ...COMPLETE },
      { payout_id: failed.payout_id, ...FAIL },
      { payout_id: refusedOne.payout_id, ...COMPLETE },
    ];
    await callExpecting(200, processAll, processingAll(items));
    const earned = { total_earned: 50_000 };
    const [spent, held] = [
      { total_paid: 5000, pending: 0 },
      { total_paid: 0, pending: 5000 },
    ];
    expect(await balanceOf(world, paid.affiliate)).toStrictEqual({ ...earned, ...spent, available: 45_000 });
    const back = { ...earned, total_paid: 0, pending: 0, available: 50_000 };
    expect(await balanceOf(world, failed.affiliate)).toStrictEqual(back);
    const still = { ...earned, ...held, available: 45_000 };
    expect(await balanceOf(world, refusedOne.affiliate)).toStrictEqual(still);
  });

  it('answers a single instruction with a list of one', async () => {
    const asked = await payoutThatIs(world, 'pending');
    const answer = await call(
      processAll,
      processingAll([{ payout_id: asked.payout_id, ...START }], 'user-boss'),
    );
    expectResults(answer, [done(asked, { status: 'processing', processed_by: 'user-boss' })]);
  });

  it('returns payout_not_found for each odd id', async () => {
    const items = ODD_IDS.filter((id) => id !== '').map((payout_id) => ({ payout_id, ...START }));
    const answer = await call(processAll, processingAll(items));
    expectResults(
      answer,
      items.map(({ payout_id }) => refused(payout_id, PAYOUT_NOT_FOUND)),
    );
  });

  it('accepts a repeated complete with the same transaction_id, and refuses another', async () => {
    const asked = await payoutThatIs(world, 'processing');
    const complete = { payout_id: asked.payout_id, ...COMPLETE, transaction_id: 'T-own' };
    await call(processAll, processingAll([complete]));
    const before = await everything(world);
    const same = await call(processAll, processingAll([complete], 'user-boss'));
    expectResults(same, [done(asked, { ...factsForAdmins('completed'), transaction_id: 'T-own' })]);
    const other = await call(processAll, processingAll([{ ...complete, ...COMPLETE }]));
    expectResults(other, [refused(asked.payout_id, invalidTransition('completed', 'complete'))]);
    expect(await everything(world)).toStrictEqual(before);
  });

  it.each(PAYOUT_STATUSES.filter((status) => status !== 'pending'))(
    'refuses to start a payout that is %s, and names its status',
    async (status) => {
      const { payout_id } = await payoutThatIs(world, status);
      const answer = await call(processAll, processingAll([{ payout_id, ...START }]));
      expectResults(answer, [refused(payout_id, invalidTransition(status, 'start'))]);
    },
  );

  it('returns the same through the router, which does not take process for an id', async () => {
    const asked = await payoutThatIs(world, 'pending');
    const request = processingAll([{ payout_id: asked.payout_id, ...START }]);
    expectResults(await call(buildRouter(world), request), [done(asked, factsForAdmins('processing'))]);
  });
});

describe('POST /admin/payouts/process: 200 for 100 items', () => {
  it('carries out each once and answers in order, although they share one balance', async () => {
    const affiliate = await addAffiliate(world, { total_earned: 1_000_000 });
    const facts = { affiliate_id: affiliate.affiliate_id, status: 'processing' } as const;
    const payouts = await addPayouts(world, ...Array.from({ length: 100 }, () => facts));
    const bodies = [{ action: 'complete', transaction_id: 'T' }, FAIL];
    const items = payouts.map(({ payout_id }, index) => ({ payout_id, ...bodies[index % 2] }));
    const answer = await call(processAll, processingAll(items));
    const shown = ({ payout_id, requested_at }: Payout, index: number) => {
      const ends = [
        { status: 'completed', transaction_id: 'T' },
        { status: 'failed', failure_reason: REASON },
      ];
      const end = { processed_at: ENDED_AT, processed_by: 'user-admin', ...ends[index % 2] };
      const elsewhere = { payment_email: 'old@example.com', warnings: ['destination_changed'] };
      const old = { amount: 1000, ...elsewhere, requested_at };
      const shared = index % 2 === 0 && { also_on: expect.any(Array) };
      return { ...done({ affiliate, payout_id }, { ...old, ...end }), ...shared };
    };
    expectResults(answer, payouts.map(shown));
    const counters = { committed: 50_000, paid: 50_000, payout_count: 100 };
    expect(await countersOf(world, affiliate.affiliate_id)).toStrictEqual(counters);
  });
});

describe('POST /admin/payouts/process: 200 with internal errors', () => {
  it('reports one instruction as internal, logs the error, and carries out the others', async () => {
    const [broken, whole] = [await payoutThatIs(world, 'pending'), await payoutThatIs(world, 'pending')];
    const store = withClient(world, (name, send, input) => {
      if (name !== 'TransactWriteItemsCommand' || !JSON.stringify(input).includes(broken.payout_id))
        return send();
      throw Object.assign(new Error('commercive_payouts'), { $metadata: { httpStatusCode: 400 } });
    });
    const items = [broken, whole].map(({ payout_id }) => ({ payout_id, ...START }));
    const answer = await call(buildProcessPayouts({ ...world, store }), processingAll(items));
    expectResults(answer, [refused(broken.payout_id, INTERNAL), done(whole, factsForAdmins('processing'))]);
    expect(logTexts().join()).toContain(broken.payout_id);
  });

  it('reports try_again for each instruction that there was no time for', async () => {
    const { payout_id } = await payoutThatIs(world, 'pending');
    const before = await everything(world);
    const request = { ...processingAll([{ payout_id, ...START }]), remainingMs: 1000 };
    expectResults(await call(processAll, request), [refused(payout_id, TRY_AGAIN)]);
    expect(await everything(world)).toStrictEqual(before);
  });
});
