import { describe, expect, it } from 'vitest';
import { buildProcessPayout } from '../../../functions/admin/process.ts';
import { callExpecting, everything } from '../../../testing/expect.ts';
import { processing } from '../../../testing/lifecycle.ts';
import { storedPayout } from '../../../testing/other-service.ts';
import { bringBack, failed, paid, resultsOf, returned, runOf } from '../../../testing/runs.ts';
import { useWorld } from '../../../testing/use-world.ts';

const world = useWorld();

describe('POST /admin/runs/{run_id}/result: a dry run', () => {
  it('tells what each line would do, and does nothing', async () => {
    const { run, ids } = await runOf(world, 3);
    await bringBack(world, run.run_id, resultsOf(failed(ids[2])));
    const csv = resultsOf(paid(ids[0]), returned(ids[1]), failed(ids[2]), paid('none'));
    const before = await everything(world);
    const dry = await bringBack(world, run.run_id, csv, { query: { dry_run: 'true' } });
    expect(await everything(world)).toStrictEqual(before);
    expect(dry).toMatchObject({ succeeded: 2, failed: 2, unmatched: [5], dry_run: true });
    const asItIs = { status: 'processing', transaction_id: null };
    expect(dry.results).toMatchObject([
      { line: 2, success: true, action: 'complete', changes: true, payout: asItIs },
      { line: 3, success: false, error: { code: 'invalid_transition' } },
      { line: 4, success: true, action: 'fail', changes: false, payout: { status: 'failed' } },
      { line: 5, success: false, error: { code: 'payout_not_found' } },
    ]);
    const wet = await bringBack(world, run.run_id, csv, { query: { dry_run: 'false' } });
    const told = ({ results }: typeof dry) => results.map((result) => ({ ...result, payout: undefined }));
    expect(told(wet)).toStrictEqual(told(dry));
    expect(wet).toMatchObject({ dry_run: false, results: [{ payout: { status: 'completed' } }, {}, {}, {}] });
    expect((await storedPayout(world, ids[0] ?? ''))?.status).toBe('completed');
  });

  it('does not close a run either whose payouts have ended', async () => {
    const { run, ids } = await runOf(world, 1);
    const fail = processing(ids[0] ?? '', { action: 'fail', reason: 'No such account.' });
    await callExpecting(200, buildProcessPayout(world), fail);
    const before = await everything(world);
    await bringBack(world, run.run_id, resultsOf(failed(ids[0])), { query: { dry_run: 'true' } });
    expect(await everything(world)).toStrictEqual(before);
  });
});
