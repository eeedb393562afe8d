import { beforeAll, describe, expect, it } from 'vitest';
import { buildProcessPayout } from '../../../functions/admin/process.ts';
import { buildImportRunResult } from '../../../functions/admin/runs-result.ts';
import type { RunView } from '../../../schemas/parts/run.ts';
import { callExpecting, everything } from '../../../testing/expect.ts';
import { type Asked, payoutThatIs, processing } from '../../../testing/lifecycle.ts';
import {
  bringBack,
  confirm,
  failed,
  freeze,
  importing,
  paid,
  resultsOf,
  returned,
  runNow,
  runOf,
} from '../../../testing/runs.ts';
import { handlerOn, useHandler } from '../../../testing/use-handler.ts';

const { world, handler: importResult } = useHandler(buildImportRunResult);
const processPayout = handlerOn(world, buildProcessPayout);

describe('the same file again', () => {
  it.each(['user-admin', 'user-boss'])('changes nothing, from %s', async (as) => {
    const { run, ids } = await runOf(world, 3);
    const csv = resultsOf(paid(ids[0]), failed(ids[1]), paid('none'), paid(ids[2], 'T-3'));
    await bringBack(world, run.run_id, csv);
    await bringBack(world, run.run_id, resultsOf(returned(ids[2])));
    const before = await everything(world);
    const again = await bringBack(world, run.run_id, csv, { as });
    expect(again).toMatchObject({ succeeded: 3, failed: 1 });
    expect(again.results.filter((result) => result.success && result.changes)).toStrictEqual([]);
    expect(again.results[3]).toMatchObject({ success: true, payout: { status: 'failed' } });
    expect(await everything(world)).toStrictEqual(before);
  });

  it('changes nothing if an admin has corrected the transaction since', async () => {
    const { run, ids } = await runOf(world, 1);
    const [id = ''] = ids;
    await bringBack(world, run.run_id, resultsOf(paid(id)));
    await callExpecting(200, processPayout, processing(id, { action: 'amend', transaction_id: 'T-2' }));
    const { results } = await bringBack(world, run.run_id, resultsOf(paid(id)));
    expect(results).toMatchObject([{ success: true, changes: false, payout: { transaction_id: 'T-2' } }]);
  });

  it('is told apart from the file of another run with the same payouts in its draft', async () => {
    const { run, ids } = await runOf(world, 1);
    const other = await runOf(world, 1);
    const { unmatched } = await bringBack(world, other.run.run_id, resultsOf(paid(ids[0])));
    expect(unmatched).toStrictEqual([2]);
    expect((await runNow(world, run.run_id)).payouts[0]?.status).toBe('processing');
  });
});

describe('a file that a bank or a spreadsheet has made', () => {
  let other: { run: RunView; ids: string[] };
  beforeAll(async () => {
    other = await runOf(world, 1);
  });

  it('is read kindly', async () => {
    const { run, asked } = await runOf(world, 2);
    const [one, two] = asked as [Asked, Asked];
    const csv = [
      '\ufeffTransaction ID;"Payment Email";AMOUNT;Status;Memo',
      `T-1;${one.affiliate.payment_email?.toUpperCase()};$50.00; Completed ;"a;b"`,
      '',
      `T-2;"${two.affiliate.payment_email}";50;COMPLETED;`,
      '',
    ].join('\n');
    expect(await bringBack(world, run.run_id, csv)).toMatchObject({ succeeded: 2, failed: 0 });
  });

  it('may come back as our own file with more columns', async () => {
    const { payout_id } = await payoutThatIs(world, 'pending', { payment_method: 'zelle' });
    const run = await confirm(world, await freeze(world, { form: 'zelle_csv', payout_ids: [payout_id] }));
    const [payout] = run.payouts;
    const csv = `payment_email,amount,currency,id,note,status,transaction_id\r\n${payout?.payment_email},50.00,USD,${payout?.file_id},Payout,completed,T-1\r\n`;
    expect(await bringBack(world, run.run_id, csv)).toMatchObject({ succeeded: 1, failed: 0 });
  });

  it('may have 1 MiB, and may arrive in base64', async () => {
    const csv = resultsOf(paid(other.ids[0]), ['x'.repeat(1024), 'lost', '', '']).padEnd(1024 * 1024, '\n');
    const handler: typeof importResult = (event, context) =>
      importResult({ ...event, body: Buffer.from(csv).toString('base64'), isBase64Encoded: true }, context);
    const answer = await callExpecting(200, handler, importing(other.run.run_id, ''));
    expect(answer.json.data).toMatchObject({ succeeded: 1, unmatched: [3] });
  });
});
