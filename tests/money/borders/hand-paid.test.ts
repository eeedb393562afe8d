import { describe, expect, it } from 'vitest';
import { buildZelleWebhook } from '../../../functions/webhooks/zelle.ts';
import { bankSays, signedByBank, withBank } from '../../../testing/bank.ts';
import { call } from '../../../testing/call.ts';
import { callExpecting, everything, expectFailure } from '../../../testing/expect.ts';
import { interrupted, isMarking } from '../../../testing/interrupted.ts';
import {
  type Asked,
  balanceOf,
  oldPayout,
  payoutNow,
  processing,
  TRANSACTION,
} from '../../../testing/lifecycle.ts';
import { invalidTransition } from '../../../testing/refusals.ts';
import { countersOf } from '../../../testing/world.ts';
import { RETURNED, useBank } from './use-bank.ts';

const { world, processPayout, webhook, zelle } = useBank();

const giveBack = (payout_id: string, facts: object = {}) =>
  processing(payout_id, { action: 'return', reason: 'It came back.', ...facts });

async function expectGivenBack({ affiliate, payout_id }: Asked, reason: string): Promise<void> {
  expect(await payoutNow(world, payout_id)).toMatchObject({ status: 'failed', failure_reason: reason });
  expect(await countersOf(world, affiliate.affiliate_id)).toStrictEqual({
    committed: 0,
    paid: 0,
    payout_count: 1,
  });
  expect(await balanceOf(world, affiliate)).toMatchObject({ available: 50_000, total_paid: 0, pending: 0 });
}

describe('M5: what was paid by hand comes back', () => {
  it.each(RETURNED)('once, if the bank says %s after it was completed', async (type) => {
    const asked = await zelle('completed');
    for (let delivery = 0; delivery < 3; delivery++) {
      await callExpecting(200, webhook, bankSays(type, asked.payout_id));
    }
    await expectGivenBack(asked, 'Account closed.');
    expect(
      (await payoutNow(world, asked.payout_id)).history.map(({ status }: { status: string }) => status),
    ).toStrictEqual(['pending', 'processing', 'completed', 'failed']);
  });

  it('once, if an admin says so, however often the answer is lost', async () => {
    const asked = await zelle('completed');
    for (let repeat = 0; repeat < 3; repeat++) {
      const { json } = await callExpecting(200, processPayout, giveBack(asked.payout_id));
      expect(json.data.payout).toMatchObject({ status: 'failed', failure_reason: 'It came back.' });
    }
    await expectGivenBack(asked, 'It came back.');
  });

  it('once, if the bank and an admin say so at the same time', async () => {
    const asked = await zelle('completed');
    const answers = await Promise.all([
      call(processPayout, giveBack(asked.payout_id)),
      ...RETURNED.flatMap((type) => [type, type]).map((type) =>
        call(webhook, bankSays(type, asked.payout_id)),
      ),
    ]);
    expect(answers.slice(1).map(({ status }) => status)).toStrictEqual([200, 200, 200, 200]);
    expect([200, 409]).toContain(answers[0]?.status);
    expect(await countersOf(world, asked.affiliate.affiliate_id)).toStrictEqual({
      committed: 0,
      paid: 0,
      payout_count: 1,
    });
  });

  it.each(RETURNED)('once, if an admin completes it while the bank says %s', async (type) => {
    const asked = await zelle('processing');
    const complete = processing(asked.payout_id, { action: 'complete', ...TRANSACTION });
    const racing = interrupted(world, isMarking, () => callExpecting(200, processPayout, complete));
    await callExpecting(200, buildZelleWebhook(withBank(racing)), bankSays(type, asked.payout_id));
    await expectGivenBack(asked, 'Account closed.');
  });

  it.each(RETURNED)('with a reason of ours, if the bank gives none: %s', async (type) => {
    const asked = await zelle('completed');
    const event = signedByBank(JSON.stringify({ type, data: { payout_id: asked.payout_id } }));
    await callExpecting(200, webhook, event);
    await expectGivenBack(asked, 'The bank could not pay this payout.');
  });

  it('also of the old service, which counted nothing', async () => {
    const asked = await oldPayout(world, { status: 'completed', payment_method: 'zelle', amount: 1000 });
    await callExpecting(200, processPayout, giveBack(asked.payout_id));
    await expectGivenBack(asked, 'It came back.');
  });

  it('is refused in other words, by another admin, or twice for different reasons', async () => {
    const { payout_id } = await zelle('completed');
    await callExpecting(200, processPayout, giveBack(payout_id));
    const before = await everything(world);
    for (const request of [
      giveBack(payout_id, { reason: 'Another reason.' }),
      giveBack(payout_id, { notes: 'x' }),
      { ...giveBack(payout_id), as: 'user-boss' },
    ]) {
      expectFailure(await call(processPayout, request), invalidTransition('failed', 'return'));
    }
    expect(await everything(world)).toStrictEqual(before);
  });

  it('is no failure in the same words, and a failure is no return', async () => {
    const returned = await zelle('completed');
    await callExpecting(200, processPayout, giveBack(returned.payout_id));
    const fail = { action: 'fail', reason: 'It came back.' };
    const failure = await call(processPayout, processing(returned.payout_id, fail));
    expectFailure(failure, invalidTransition('failed', 'fail'));
    const failed = await zelle('processing');
    await callExpecting(200, processPayout, processing(failed.payout_id, fail));
    const answer = await call(processPayout, giveBack(failed.payout_id));
    expectFailure(answer, invalidTransition('failed', 'return'));
  });

  it.each(['scheduled', 'pending', 'processing', 'failed', 'cancelled'] as const)(
    'is refused for a %s payout',
    async (status) => {
      const { payout_id } = await zelle(status);
      const answer = await call(processPayout, giveBack(payout_id));
      expectFailure(answer, invalidTransition(status, 'return'));
    },
  );
});
