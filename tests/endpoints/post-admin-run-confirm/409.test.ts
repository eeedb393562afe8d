import { describe, expect, it } from 'vitest';
import { buildProcessPayout } from '../../../functions/admin/process.ts';
import { buildConfirmRun } from '../../../functions/admin/runs-confirm.ts';
import { buildCancelPayout } from '../../../functions/payouts/cancel.ts';
import { callExpecting, expectRefusal } from '../../../testing/expect.ts';
import { type Asked, cancelling, payoutNow, payoutThatIs, processing } from '../../../testing/lifecycle.ts';
import { setPayout, stopMoneyOf } from '../../../testing/other-service.ts';
import { type Refusal, runChanged } from '../../../testing/refusals.ts';
import { confirm, confirming, freeze } from '../../../testing/runs.ts';
import { handlerOn, useHandler } from '../../../testing/use-handler.ts';
import { addAffiliate } from '../../../testing/world.ts';

const { world, handler: confirmRun } = useHandler(buildConfirmRun);
const cancelPayout = handlerOn(world, buildCancelPayout);
const processPayout = handlerOn(world, buildProcessPayout);

/** A draft of one payout to which something happens, and of another one. */
async function draft() {
  const [one, other] = [await payoutThatIs(world, 'pending'), await payoutThatIs(world, 'pending')];
  const run = await freeze(world, { form: 'paypal_csv', payout_ids: [one.payout_id, other.payout_id] });
  return { one, other, run };
}

const CHANGES: [what: string, change: (asked: Asked) => Promise<unknown>][] = [
  [
    'was cancelled',
    ({ affiliate, payout_id }) => callExpecting(200, cancelPayout, cancelling(affiliate.user_id, payout_id)),
  ],
  [
    'was started by the API',
    ({ payout_id }) => callExpecting(200, processPayout, processing(payout_id, { action: 'start' })),
  ],
  [
    'was failed',
    ({ payout_id }) =>
      callExpecting(200, processPayout, processing(payout_id, { action: 'fail', reason: 'No.' })),
  ],
  ['has another amount', ({ payout_id }) => setPayout(world, payout_id, { amount: 4999 })],
  ['has no amount that can be read', ({ payout_id }) => setPayout(world, payout_id, { amount: 'many' })],
  [
    'goes to another address',
    ({ payout_id }) => setPayout(world, payout_id, { payment_email: 'eve@example.com' }),
  ],
  ['travels in another way', ({ payout_id }) => setPayout(world, payout_id, { payment_method: 'zelle' })],
  ['is another affiliate’s', ({ payout_id }) => setPayout(world, payout_id, { affiliate_id: 'aff-eve' })],
  ['is in another run', ({ payout_id }) => setPayout(world, payout_id, { run_id: 'another' })],
  [
    'belongs to an account that was closed',
    ({ affiliate }) => addAffiliate(world, { ...affiliate, status: 'closed' }),
  ],
  ['is not covered any more', ({ affiliate }) => addAffiliate(world, { ...affiliate, total_earned: 4999 })],
];

describe('POST /admin/runs/{run_id}/confirm: run_changed', () => {
  it.each(CHANGES)(
    'if a payout %s, with or without an override, and nothing is started',
    async (_, change) => {
      const { one, other, run } = await draft();
      await change(one);
      for (const override of [undefined, 'All the same.']) {
        const body = { hash: run.hash, ...(override && { override }) };
        await expectRefusal(world, confirmRun, confirming(run.run_id, body), runChanged(one.payout_id));
      }
      expect((await payoutNow(world, other.payout_id)).status).toBe('pending');
    },
  );

  it('if another run has started one of its payouts', async () => {
    const { one, run } = await draft();
    await confirm(world, await freeze(world, { form: 'paypal_csv', payout_ids: [one.payout_id] }));
    await expectRefusal(
      world,
      confirmRun,
      confirming(run.run_id, { hash: run.hash }),
      runChanged(one.payout_id),
    );
  });

  it('if a record of an affiliate cannot be read', async () => {
    const { one, run } = await draft();
    await stopMoneyOf(world, one.affiliate);
    await expectRefusal(
      world,
      confirmRun,
      confirming(run.run_id, { hash: run.hash }),
      runChanged(one.payout_id),
    );
  });

  it('names every payout that has changed', async () => {
    const { one, other, run } = await draft();
    for (const { payout_id } of [one, other]) await setPayout(world, payout_id, { amount: 1 });
    const refusal = runChanged(one.payout_id, other.payout_id);
    await expectRefusal(world, confirmRun, confirming(run.run_id, { hash: run.hash }), refusal);
  });

  it('is over once the payout is as it was', async () => {
    const { one, run } = await draft();
    await setPayout(world, one.payout_id, { amount: 1 });
    await expectRefusal(
      world,
      confirmRun,
      confirming(run.run_id, { hash: run.hash }),
      runChanged(one.payout_id),
    );
    await setPayout(world, one.payout_id, { amount: 5000 });
    expect(await confirm(world, run)).toMatchObject({ count: 2, left_out: [] });
  });
});

const NEEDS_OVERRIDE: Refusal = {
  status: 409,
  code: 'needs_override',
  message:
    'Payouts of this run have warnings: affiliate_inactive, not_covered. To start them all the same, say why in override.',
  details: { warnings: ['affiliate_inactive', 'not_covered'] },
};

describe('POST /admin/runs/{run_id}/confirm: needs_override', () => {
  it('without one, if the draft lists warnings that must be answered for', async () => {
    const [one, other] = [await payoutThatIs(world, 'pending'), await payoutThatIs(world, 'pending')];
    await addAffiliate(world, { ...one.affiliate, status: 'closed' });
    await addAffiliate(world, { ...other.affiliate, total_earned: 0, payment_email: 'new@example.com' });
    const run = await freeze(world, { form: 'paypal_csv', payout_ids: [one.payout_id, other.payout_id] });
    await expectRefusal(world, confirmRun, confirming(run.run_id, { hash: run.hash }), NEEDS_OVERRIDE);
  });

  it('does not help against a warning that another payout of the draft has', async () => {
    const { one, other, run: _ } = await draft();
    await addAffiliate(world, { ...one.affiliate, status: 'closed' });
    const run = await freeze(world, { form: 'paypal_csv', payout_ids: [one.payout_id, other.payout_id] });
    await addAffiliate(world, { ...other.affiliate, status: 'closed' });
    const body = { hash: run.hash, override: 'Agreed.' };
    await expectRefusal(world, confirmRun, confirming(run.run_id, body), runChanged(other.payout_id));
  });
});
