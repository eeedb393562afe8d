import { describe, expect, it } from 'vitest';
import { buildProcessPayout } from '../../../functions/admin/process.ts';
import { buildCancelPayout } from '../../../functions/payouts/cancel.ts';
import { buildRequestPayout } from '../../../functions/payouts/request.ts';
import { buildReleaseScheduled } from '../../../functions/workers/release-scheduled.ts';
import { getPayout } from '../../../libs/store/payouts/get-payout.ts';
import { call, contextOf, type TestAnswer } from '../../../testing/call.ts';
import { callExpecting } from '../../../testing/expect.ts';
import { asking, cancelling, processing } from '../../../testing/lifecycle.ts';
import { handlerOn, useHandler } from '../../../testing/use-handler.ts';
import { addAffiliate, countersOf } from '../../../testing/world.ts';

const ROUNDS = 50;
const AMOUNT = 1000;
const DUE = '2026-03-01T12:00:01.000Z';
const AFTER_DUE = '2026-03-01T12:00:02.000Z';

const { world, handler: request } = useHandler(buildRequestPayout);
const cancelPayout = handlerOn(world, buildCancelPayout);
const processPayout = handlerOn(world, buildProcessPayout);

type Move = (payoutId: string, userId: string) => Promise<TestAnswer>;

const admin =
  (body: object, by = 'user-admin'): Move =>
  (payout_id) =>
    call(processPayout, processing(payout_id, body, by));

const start = admin({ action: 'start' });
const complete = admin({ action: 'complete', transaction_id: 'T-1' });
const failBy = (by: string) => admin({ action: 'fail', reason: 'no such account' }, by);
const fail = failBy('user-admin');
const cancel: Move = (payout_id, as) => call(cancelPayout, cancelling(as, payout_id));

/** A new payout of a new affiliate, in the status in which the race starts. */
async function prepare(scheduled: boolean, before: Move[]) {
  const { affiliate_id, user_id } = await addAffiliate(world);
  const body = { amount: AMOUNT, ...(scheduled && { scheduled_for: DUE }) };
  const { json } = await callExpecting(201, request, asking(user_id, body));
  const payoutId: string = json.data.payout.payout_id;
  for (const move of before) expect((await move(payoutId, user_id)).status).toBe(200);
  return { affiliate_id, user_id, payoutId };
}

/** Expects the status that the winner set, and counters that match it. */
async function expectSettled(affiliateId: string, payoutId: string, steps: number) {
  const payout = await getPayout(world.store, payoutId);
  const returned = payout?.status === 'failed' || payout?.status === 'cancelled';
  expect(await countersOf(world, affiliateId)).toStrictEqual({
    committed: returned ? 0 : AMOUNT,
    paid: payout?.status === 'completed' ? AMOUNT : 0,
    payout_count: 1,
  });
  expect(payout?.history).toHaveLength(steps);
  expect(payout?.history?.at(-1)?.status).toBe(payout?.status);
}

describe.each<[string, Move[], Move[]]>([
  ['complete with fail', [start], [complete, fail]],
  ['cancel with start', [], [cancel, start]],
  ["two admins' start", [], [start, admin({ action: 'start' }, 'user-boss')]],
  ["twenty admins' fail", [start], Array.from({ length: 20 }, (_, index) => failBy(`user-${index}`))],
])('%s', (_name, before, racers) => {
  it(`has one winner in each of ${ROUNDS} rounds, and the others get 409`, async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const { affiliate_id, user_id, payoutId } = await prepare(false, before);
      const answers = await Promise.all(racers.map((move) => move(payoutId, user_id)));
      const losers = answers.filter(({ status }) => status !== 200);
      expect(losers).toHaveLength(racers.length - 1);
      const now = await getPayout(world.store, payoutId);
      for (const { status, json } of losers) {
        expect(status).toBe(409);
        expect(json.error.details.status).toBe(now?.status);
      }
      await expectSettled(affiliate_id, payoutId, before.length + 2);
    }
  });
});

describe('the same fail of one admin twenty times', () => {
  it(`has one answer in each of ${ROUNDS} rounds, and releases the money once`, async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const { affiliate_id, user_id, payoutId } = await prepare(false, [start]);
      const racers = Array.from({ length: 20 }, () => fail(payoutId, user_id));
      const answers = (await Promise.all(racers)).map(({ status, text }) => `${status} ${text}`);
      expect(new Set(answers)).toStrictEqual(new Set([expect.stringMatching(/^200 .*"status":"failed"/)]));
      await expectSettled(affiliate_id, payoutId, 3);
    }
  });
});

describe('cancel against release', () => {
  it(`ends cancelled in each of ${ROUNDS} rounds, and releases the money once`, async () => {
    const release = buildReleaseScheduled({ ...world, now: () => AFTER_DUE });
    for (let round = 0; round < ROUNDS; round++) {
      const { affiliate_id, user_id, payoutId } = await prepare(true, []);
      const [cancelled, report] = await Promise.all([cancel(payoutId, user_id), release({}, contextOf())]);
      expect(cancelled.status).toBe(200);
      expect(report.failed).toBe(0);
      await expectSettled(affiliate_id, payoutId, 2 + report.released);
    }
  });
});
