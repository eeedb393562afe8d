import { describe, expect, it } from 'vitest';
import { buildProcessPayout } from '../../../functions/admin/process.ts';
import { buildGetRun } from '../../../functions/admin/runs-get.ts';
import { callExpecting, everything, expectRefusal } from '../../../testing/expect.ts';
import { payoutThatIs, processing, REASON, TRANSACTION } from '../../../testing/lifecycle.ts';
import { RUN_NOT_FOUND } from '../../../testing/refusals.ts';
import { confirm, freeze, gettingRun, runNow } from '../../../testing/runs.ts';
import { handlerOn, useHandler } from '../../../testing/use-handler.ts';

const { world, handler: getRun } = useHandler(buildGetRun);
const processPayout = handlerOn(world, buildProcessPayout);

describe('GET /admin/runs/{run_id}', () => {
  it('shows a draft as it was frozen, and where its payouts are now', async () => {
    const { payout_id } = await payoutThatIs(world, 'pending');
    const run = await freeze(world, { form: 'paypal_csv', payout_ids: [payout_id] });
    expect(await runNow(world, run.run_id)).toStrictEqual(run);
    await callExpecting(200, processPayout, processing(payout_id, { action: 'fail', reason: REASON }));
    const [payout] = run.payouts;
    expect(await runNow(world, run.run_id)).toStrictEqual({
      ...run,
      payouts: [{ ...payout, status: 'failed' }],
    });
  });

  it('is done once each payout has ended, however it was ended, and writes nothing', async () => {
    const ids = [await payoutThatIs(world, 'pending'), await payoutThatIs(world, 'pending')].map(
      ({ payout_id }) => payout_id,
    );
    const run = await confirm(world, await freeze(world, { form: 'paypal_csv', payout_ids: ids }));
    const statuses = async () => {
      const { status, payouts } = await runNow(world, run.run_id);
      return [status, ...payouts.map((payout) => payout.status)];
    };
    expect(await statuses()).toStrictEqual(['confirmed', 'processing', 'processing']);
    const [one = '', other = ''] = ids;
    await callExpecting(200, processPayout, processing(one, { action: 'complete', ...TRANSACTION }));
    expect(await statuses()).toStrictEqual(['confirmed', 'completed', 'processing']);
    await callExpecting(200, processPayout, processing(other, { action: 'fail', reason: REASON }));
    const before = await everything(world);
    expect(await statuses()).toStrictEqual(['done', 'completed', 'failed']);
    expect(await everything(world)).toStrictEqual(before);
  });

  it.each(['none', '00000000-0000-4000-8000-000000000000', 'x'.repeat(3000), '\ud800'])(
    'is 404 for %j',
    (id) => expectRefusal(world, getRun, gettingRun(id), RUN_NOT_FOUND),
  );
});
