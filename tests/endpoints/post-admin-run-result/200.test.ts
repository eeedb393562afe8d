import { describe, expect, it } from 'vitest';
import { buildProcessPayout } from '../../../functions/admin/process.ts';
import { buildImportRunResult } from '../../../functions/admin/runs-result.ts';
import { callExpecting, expectSuccess } from '../../../testing/expect.ts';
import {
  type Asked,
  at,
  ENDED_AT,
  payoutNow,
  payoutThatIs,
  processing,
  shownToAdmin,
} from '../../../testing/lifecycle.ts';
import { setPayout } from '../../../testing/other-service.ts';
import { invalidTransition, type Refusal } from '../../../testing/refusals.ts';
import {
  bringBack,
  confirm,
  failed,
  freeze,
  importing,
  invalidLine,
  paid,
  resultsOf,
  returned,
  runNow,
  runOf,
} from '../../../testing/runs.ts';
import { handlerOn, useHandler } from '../../../testing/use-handler.ts';
import { countersOf, NOW } from '../../../testing/world.ts';

const { world, handler: importResult } = useHandler((opened) => buildImportRunResult(at(opened, ENDED_AT)));
const processPayout = handlerOn(world, buildProcessPayout);

const errorOf = ({ code, message, details }: Refusal) => ({ code, message, ...(details && { details }) });

describe('POST /admin/runs/{run_id}/result: 200', () => {
  it('carries out each line as process does, names those it refuses, and answers in the order of the file', async () => {
    const { run, asked, ids } = await runOf(world, 4);
    const [one, two, three] = asked as [Asked, Asked, Asked];
    const elsewhere = await payoutThatIs(world, 'processing');
    const csv = resultsOf(
      failed(ids[1]),
      paid(run.payouts[0]?.file_id),
      paid(elsewhere.payout_id, 'T-9'),
      paid(ids[2], ''),
      failed(ids[3], 'x'.repeat(1001)),
      [ids[3] ?? '', 'lost', '', ''],
    );
    const answer = await callExpecting(200, importResult, importing(run.run_id, csv));
    const ended = { processed_at: ENDED_AT, processed_by: 'user-admin', run_id: run.run_id };
    const contradicts = (line: number) =>
      ['', `says something else of this payout than line ${line}`] as [string, string];
    expectSuccess(answer, {
      data: {
        results: [
          {
            line: 2,
            payout_id: two.payout_id,
            success: true,
            action: 'fail',
            changes: true,
            payout: shownToAdmin(two, { ...ended, status: 'failed', failure_reason: 'Closed.' }),
          },
          {
            line: 3,
            payout_id: one.payout_id,
            success: true,
            action: 'complete',
            changes: true,
            payout: shownToAdmin(one, { ...ended, status: 'completed', transaction_id: 'T-1' }),
          },
          {
            line: 4,
            payout_id: null,
            success: false,
            error: {
              code: 'payout_not_found',
              message: `No payout of this run is the one that the line names. It says: id "${elsewhere.payout_id}".`,
            },
          },
          {
            line: 5,
            payout_id: three.payout_id,
            success: false,
            error: errorOf(invalidLine(['transaction_id', 'is required'])),
          },
          { line: 6, payout_id: ids[3], success: false, error: errorOf(invalidLine(contradicts(7))) },
          {
            line: 7,
            payout_id: ids[3],
            success: false,
            error: errorOf(invalidLine(contradicts(6), ['status', 'must be completed, failed or returned'])),
          },
        ],
        succeeded: 2,
        failed: 4,
        unmatched: [4],
        ambiguous: [],
        dry_run: false,
      },
    });
    for (const payout_id of [elsewhere.payout_id, ids[2] ?? '', ids[3] ?? ''])
      expect((await payoutNow(world, payout_id)).status).toBe('processing');
    const { affiliate_id } = two.affiliate;
    expect(await countersOf(world, affiliate_id)).toStrictEqual({ committed: 0, paid: 0, payout_count: 1 });
  });

  it('judges what a line says by the rules of process', async () => {
    const { run, ids } = await runOf(world, 3);
    const csv = resultsOf(paid(ids[0], 'ü'), failed(ids[1], ''), failed(ids[2], 'x'.repeat(1001)));
    const { results } = await bringBack(world, run.run_id, csv);
    const errors = results.map((result) => (result.success ? undefined : result.error));
    const text: [string, string] = ['reason', 'must be text of 1 to 1000 characters'];
    expect(errors).toStrictEqual([
      errorOf(invalidLine(['transaction_id', 'must be 1 to 128 printable ASCII characters'])),
      errorOf(invalidLine(['reason', 'is required'])),
      errorOf(invalidLine(text)),
    ]);
  });

  it('names the lines that fit several payouts, and guesses none', async () => {
    const same = { payment_email: 'same@example.com' };
    const asked = [await payoutThatIs(world, 'pending', same), await payoutThatIs(world, 'pending', same)];
    const payout_ids = asked.map(({ payout_id }) => payout_id);
    const run = await confirm(world, await freeze(world, { form: 'paypal_csv', payout_ids }));
    const csv = 'payment_email,amount,status,transaction_id\nsame@example.com,50.00,completed,T-1\n';
    const report = await bringBack(world, run.run_id, csv);
    expect(report).toMatchObject({ succeeded: 0, failed: 1, unmatched: [], ambiguous: [2] });
    const message =
      'Several payouts of this run fit the line: name one by its id. It says: payment_email "same@example.com", amount "50.00".';
    expect(report.results).toMatchObject([
      { payout_id: null, success: false, error: { code: 'payout_not_found', message } },
    ]);
    for (const { status } of (await runNow(world, run.run_id)).payouts) expect(status).toBe('processing');
  });

  it('shows the payout once if several lines say the same of it', async () => {
    const { run, ids } = await runOf(world, 1);
    const { results } = await bringBack(
      world,
      run.run_id,
      resultsOf(paid(ids[0]), paid(run.payouts[0]?.file_id)),
    );
    expect(results).toStrictEqual([
      expect.objectContaining({ line: 2, success: true, changes: true, payout: expect.anything() }),
      { line: 3, payout_id: ids[0], success: true, action: 'complete', changes: false },
    ]);
  });

  it('closes the run with the last of its payouts, and still takes what comes back later', async () => {
    const { run, ids } = await runOf(world, 2);
    await bringBack(world, run.run_id, resultsOf(paid(ids[0])));
    expect((await runNow(world, run.run_id)).status).toBe('confirmed');
    await bringBack(world, run.run_id, resultsOf(failed(ids[1])));
    expect(await runNow(world, run.run_id)).toMatchObject({ status: 'done', done_at: NOW });
    const { results } = await bringBack(world, run.run_id, resultsOf(returned(ids[0])));
    expect(results).toMatchObject([{ success: true, action: 'return', payout: { status: 'failed' } }]);
  });

  it('refuses what does not follow on the status, by line', async () => {
    const { run, ids } = await runOf(world, 3);
    const [byHand = '', running = '', over = ''] = ids;
    await callExpecting(
      200,
      processPayout,
      processing(byHand, { action: 'complete', transaction_id: 'HAND' }),
    );
    await bringBack(world, run.run_id, resultsOf(failed(over)));
    const csv = resultsOf(paid(byHand, 'BANK'), returned(running), paid(over));
    const { results } = await bringBack(world, run.run_id, csv);
    expect(results.map((result) => (result.success ? undefined : result.error))).toStrictEqual([
      errorOf(invalidTransition('completed', 'complete')),
      errorOf(invalidTransition('processing', 'return')),
      errorOf(invalidTransition('failed', 'complete')),
    ]);
  });

  it.each([4999, 5001])(
    'refuses a line of a payout that no longer has the amount that was frozen: %i',
    async (amount) => {
      const { run, ids } = await runOf(world, 1);
      await setPayout(world, ids[0], { amount });
      const { results } = await bringBack(world, run.run_id, resultsOf(paid(ids[0])));
      expect(results).toMatchObject([{ success: false, error: { code: 'run_changed' } }]);
    },
  );
});
