import { describe, expect, it } from 'vitest';
import { buildProcessPayout } from '../../../functions/admin/process.ts';
import { call } from '../../../testing/call.ts';
import { expectRefusalOnceCounted } from '../../../testing/counting.ts';
import { expectFailure, expectRefusal, FROM_ORIGIN, ORIGIN } from '../../../testing/expect.ts';
import { oldPayout, payoutThatIs, processing, REASON } from '../../../testing/lifecycle.ts';
import { invalidTransition } from '../../../testing/refusals.ts';
import { useHandler } from '../../../testing/use-handler.ts';

const START = { action: 'start' };
const COMPLETE = { action: 'complete', transaction_id: 'T-2' };
const FAIL = { action: 'fail', reason: REASON };
const FAIL_OTHERWISE = { action: 'fail', reason: 'The account is closed.' };

const { world, handler: processPayout } = useHandler(buildProcessPayout);

const UNKNOWN_CANNOT_START = {
  ...invalidTransition('unknown', 'start'),
  message: 'A payout with a status that we do not know cannot be started.',
};

const NOWHERE = [
  { status: 'scheduled', bodies: [START, COMPLETE, FAIL] },
  { status: 'pending', bodies: [COMPLETE] },
  { status: 'processing', bodies: [START] },
  { status: 'completed', bodies: [START, COMPLETE, FAIL] },
  { status: 'failed', bodies: [START, COMPLETE, FAIL_OTHERWISE] },
  { status: 'cancelled', bodies: [START, COMPLETE, FAIL] },
].flatMap(({ status, bodies }) => bodies.map((body) => ({ status: status as 'pending', body })));

describe('POST /admin/payouts/{payout_id}/process: 409', () => {
  it.each(NOWHERE)('refuses $body.action for a payout that is $status', async ({ status, body }) => {
    const { payout_id } = await payoutThatIs(world, status);
    const request = { ...processing(payout_id, body), headers: { origin: ORIGIN } };
    const refusal = { ...invalidTransition(status, body.action), headers: FROM_ORIGIN };
    await expectRefusal(world, processPayout, request, refusal);
  });

  it.each(NOWHERE)(
    'counts a record of the old service that is $status, and then refuses $body.action',
    async ({ status, body }) => {
      const asked = await oldPayout(world, { status });
      const request = processing(asked.payout_id, body);
      const refusal = invalidTransition(status, body.action);
      await expectRefusalOnceCounted(world, processPayout, request, refusal, { ...asked, status });
    },
  );

  it.each(['T-10', 't-1', 'T', 'T-1 x'])(
    'refuses a repeated complete with %j instead of T-1',
    async (transaction_id) => {
      const { payout_id } = await payoutThatIs(world, 'completed');
      const request = processing(payout_id, { action: 'complete', transaction_id });
      await expectRefusal(world, processPayout, request, invalidTransition('completed', 'complete'));
    },
  );

  it('refuses to complete again what the old service completed without a transaction_id', async () => {
    const { payout_id } = await oldPayout(world, { status: 'completed' });
    const refusal = invalidTransition('completed', 'complete');
    for (const body of [COMPLETE, { ...COMPLETE, transaction_id: 'T-1' }]) {
      expectFailure(await call(processPayout, processing(payout_id, body)), refusal);
    }
    await expectRefusal(world, processPayout, processing(payout_id, COMPLETE), refusal);
  });

  it.each([
    { who: 'another admin', body: FAIL, admin: 'user-boss' },
    { who: 'the same admin with another reason', body: FAIL_OTHERWISE, admin: 'user-admin' },
    { who: 'the same admin with notes', body: { ...FAIL, notes: 'again' }, admin: 'user-admin' },
  ])('refuses a repeated fail of $who', async ({ body, admin }) => {
    const { payout_id } = await payoutThatIs(world, 'failed');
    const request = processing(payout_id, body, admin);
    await expectRefusal(world, processPayout, request, invalidTransition('failed', 'fail'));
  });

  it('counts a payout with an unknown status as held, and refuses to start it', async () => {
    const asked = await oldPayout(world, { status: 'on_hold' as never });
    await expectRefusalOnceCounted(
      world,
      processPayout,
      processing(asked.payout_id, START),
      UNKNOWN_CANNOT_START,
      { ...asked, status: 'unknown' },
    );
  });

  it('tells the admin who comes second what the first one did', async () => {
    const { payout_id } = await payoutThatIs(world, 'pending');
    const both = ['user-boss', 'user-deputy'].map((admin) =>
      call(processPayout, processing(payout_id, START, admin)),
    );
    const statuses = (await Promise.all(both)).map(({ status }) => status).sort();
    expect(statuses).toStrictEqual([200, 409]);
    const refusal = invalidTransition('processing', 'start');
    await expectRefusal(world, processPayout, processing(payout_id, START), refusal);
  });
});
