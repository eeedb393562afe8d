import { describe, expect, it } from 'vitest';
import { buildGetRunFile } from '../../../functions/admin/runs-file.ts';
import { callExpecting, expectRefusal, HEADERS } from '../../../testing/expect.ts';
import { payoutThatIs } from '../../../testing/lifecycle.ts';
import { RUN_NOT_FOUND, runHas } from '../../../testing/refusals.ts';
import { bringBack, confirm, freeze, gettingFile } from '../../../testing/runs.ts';
import { useHandler } from '../../../testing/use-handler.ts';
import { addAffiliate, addPayouts } from '../../../testing/world.ts';

const { world, handler: getFile } = useHandler(buildGetRunFile);

const numberOf = (payout_id: string) => `R-${payout_id.slice(-12).toUpperCase()}`;

describe('GET /admin/runs/{run_id}/file', () => {
  it('is a file for PayPal’s mass payments, with a name', async () => {
    const { affiliate, payout_id } = await payoutThatIs(world, 'pending');
    const run = await confirm(world, await freeze(world, { form: 'paypal_csv', payout_ids: [payout_id] }));
    const id = numberOf(payout_id);
    expect(await callExpecting(200, getFile, gettingFile(run.run_id))).toStrictEqual({
      status: 200,
      headers: {
        ...HEADERS,
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="run-${run.run_id}.csv"`,
      },
      text: `${affiliate.payment_email},50.00,USD,${id},Payout ${id}\r\n`,
      json: undefined,
    });
  });

  it('is the same every time, also after payouts have ended, and its sum is the run’s', async () => {
    const ids: string[] = [];
    for (const amount of [1000, 1050, 49_999]) {
      const zelle = { payment_method: 'zelle', payment_email: 'z@example.com', amount };
      ids.push((await payoutThatIs(world, 'pending', zelle)).payout_id);
    }
    const run = await confirm(world, await freeze(world, { form: 'zelle_csv', payout_ids: ids }));
    const { text } = await callExpecting(200, getFile, gettingFile(run.run_id));
    expect(text).toBe(
      [
        'payment_email,amount,currency,id,note',
        ...['10.00', '10.50', '499.99'].map((dollars, index) => {
          const id = numberOf(ids[index] ?? '');
          return `z@example.com,${dollars},USD,${id},Payout ${id}`;
        }),
        '',
      ].join('\r\n'),
    );
    expect(run.total_amount).toBe(1000 + 1050 + 49_999);
    await bringBack(world, run.run_id, `id,status,reason\n${ids[0]},failed,Closed.\n`);
    expect((await callExpecting(200, getFile, gettingFile(run.run_id))).text).toBe(text);
  });

  it('names two payouts apart that would share a number', async () => {
    const old = { status: 'pending', payment_method: 'zelle' } as const;
    const { affiliate_id } = await addAffiliate(world);
    const payouts = await addPayouts(
      world,
      { ...old, affiliate_id, payout_id: 'a-000000000001' },
      { ...old, affiliate_id, payout_id: 'b-000000000001' },
    );
    const payout_ids = payouts.map(({ payout_id }) => payout_id);
    const run = await confirm(world, await freeze(world, { form: 'zelle_csv', payout_ids }));
    const ids = run.payouts.map(({ file_id }) => file_id);
    const { text } = await callExpecting(200, getFile, gettingFile(run.run_id));
    expect(
      text
        .split('\r\n')
        .slice(1, -1)
        .map((row) => row.split(',')[3]),
    ).toStrictEqual(ids);
    const [first] = ids;
    const { results } = await bringBack(
      world,
      run.run_id,
      `id,status,transaction_id\n${first},completed,T-1`,
    );
    expect(results).toMatchObject([{ payout_id: payout_ids[0], success: true }]);
  });

  it('is 409 while the run is a draft', async () => {
    const { payout_id } = await payoutThatIs(world, 'pending');
    const { run_id } = await freeze(world, { form: 'paypal_csv', payout_ids: [payout_id] });
    const refusal = runHas('has no file: it is not confirmed yet', 'file', 'draft');
    await expectRefusal(world, getFile, gettingFile(run_id), refusal);
  });

  it('is 404 for a run that there is not', () =>
    expectRefusal(world, getFile, gettingFile('none'), RUN_NOT_FOUND));
});
