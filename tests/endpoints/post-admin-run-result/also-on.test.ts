import { describe, expect, it } from 'vitest';
import { buildProcessPayout } from '../../../functions/admin/process.ts';
import { callExpecting } from '../../../testing/expect.ts';
import { payoutThatIs, processing } from '../../../testing/lifecycle.ts';
import { bringBack, failed, paid, resultsOf, runOf } from '../../../testing/runs.ts';
import { useWorld } from '../../../testing/use-world.ts';
import { addFiledPayouts } from '../../../testing/world.ts';

const world = useWorld();

describe('POST /admin/runs/{run_id}/result: also_on', () => {
  it('names the payouts that have the transaction already and those of the file, also in a dry run', async () => {
    const before = await payoutThatIs(world, 'processing');
    const body = { action: 'complete', transaction_id: 'T-shared' };
    await callExpecting(200, buildProcessPayout(world), processing(before.payout_id, body));
    const { run, ids } = await runOf(world, 4);
    const [one = '', two = '', alone = '', not = ''] = ids;
    const rows = [
      paid(one, 'T-shared'),
      paid(two, 'T-shared'),
      paid(two, 'T-shared'),
      paid(alone, 'T-alone'),
    ];
    const csv = resultsOf(...rows, failed(not));
    for (const dry_run of ['true', 'false']) {
      const { results } = await bringBack(world, run.run_id, csv, { query: { dry_run } });
      const others = results.map((result) => result.success && result.also_on?.toSorted());
      expect(others).toStrictEqual([
        [before.payout_id, two].sort(),
        [before.payout_id, one].sort(),
        // What is shown of a payout is shown once.
        undefined,
        undefined,
        undefined,
      ]);
    }
  });

  it('names those that have the transaction that is on record, if it was corrected since', async () => {
    const { run, ids } = await runOf(world, 2);
    const [one = '', two = ''] = ids;
    const csv = resultsOf(paid(one, 'T-first'), paid(two, 'T-second'));
    await bringBack(world, run.run_id, csv);
    const body = { action: 'amend', transaction_id: 'T-second' };
    await callExpecting(200, buildProcessPayout(world), processing(one, body));
    const { results } = await bringBack(world, run.run_id, csv);
    expect(results).toMatchObject([
      { changes: false, also_on: [two] },
      { changes: false, also_on: [one] },
    ]);
  });

  it('names ten at most, so that the answer fits into Lambda’s 6 MB if a bank has one id for all', async () => {
    const facts = { affiliate_id: 'aff-bank', transaction_id: 'T-bank', status: 'completed' } as const;
    await addFiledPayouts(world, ...Array.from({ length: 12 }, () => facts));
    const { run, ids } = await runOf(world, 1);
    const { results } = await bringBack(world, run.run_id, resultsOf(paid(ids[0], 'T-bank')));
    expect(results).toMatchObject([{ success: true, also_on: { length: 10 } }]);
  });
});
