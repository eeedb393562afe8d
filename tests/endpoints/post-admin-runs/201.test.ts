import { describe, expect, it } from 'vitest';
import { buildProcessPayout } from '../../../functions/admin/process.ts';
import { buildCreateRun } from '../../../functions/admin/runs-create.ts';
import { buildRequestPayout } from '../../../functions/payouts/request.ts';
import type { Affiliate } from '../../../libs/payouts/affiliate.ts';
import { hashOf } from '../../../libs/payouts/runs/freeze.ts';
import { callExpecting, everything, expectSuccess } from '../../../testing/expect.ts';
import { AMOUNT, type Asked, asking, at, payoutThatIs, processing } from '../../../testing/lifecycle.ts';
import { stopMoneyOf } from '../../../testing/other-service.ts';
import { freeze, freezing } from '../../../testing/runs.ts';
import { useHandler } from '../../../testing/use-handler.ts';
import { addAffiliate, addPayouts, NOW, type World } from '../../../testing/world.ts';

const RUN_ID = '7d1f4a52-90c3-4e6b-8b1d-52c7e0a9f106';

const { world, handler: createRun } = useHandler((opened) =>
  buildCreateRun({ ...opened, newId: () => RUN_ID }),
);

const zelle = { payment_method: 'zelle', payment_email: 'zelle@example.com' };

const asLine = ({ payout_id, affiliate }: Asked, payment_email: string) => ({
  payout_id,
  affiliate_id: affiliate.affiliate_id,
  amount: AMOUNT,
  payment_email,
});

/** Ids of what a run has, and of what was left out of it. */
const idsOf = (run: { payouts: { payout_id: string }[] }) => run.payouts.map(({ payout_id }) => payout_id);

/** A pending payout that was requested at this time. */
async function requestedAt(time: string, owner: Partial<Affiliate> = {}): Promise<Asked> {
  const affiliate = await addAffiliate(world, owner);
  const request = asking(affiliate.user_id, { amount: AMOUNT, ...zelle });
  const { json } = await callExpecting(201, buildRequestPayout(at(world, time)), request);
  return { affiliate, payout_id: json.data.payout.payout_id };
}

/** Takes what earlier tests left out of the pending payouts. */
async function clear(here: World): Promise<void> {
  const { payouts } = (await everything(here)) as { payouts: { payout_id: string; status: string }[] };
  for (const { payout_id, status } of payouts) {
    if (status !== 'pending') continue;
    const fail = processing(payout_id, { action: 'fail', reason: 'Not now.' });
    await callExpecting(200, buildProcessPayout(here), fail);
  }
}

describe('POST /admin/runs: 201', () => {
  it('freezes the payouts that are named, in their order, and answers the run', async () => {
    const one = await payoutThatIs(world, 'pending', zelle);
    const other = await payoutThatIs(world, 'pending', zelle, { payment_method: 'zelle' });
    const lines = [other, one].map((asked) => asLine(asked, 'zelle@example.com'));
    const answer = await callExpecting(
      201,
      createRun,
      freezing({ form: 'zelle_csv', payout_ids: [other.payout_id.toUpperCase(), one.payout_id] }),
    );
    expectSuccess(answer, {
      status: 201,
      message: 'The run was frozen',
      data: {
        run: {
          run_id: RUN_ID,
          status: 'draft',
          form: 'zelle_csv',
          count: 2,
          total_amount: 2 * AMOUNT,
          hash: hashOf(
            'zelle_csv',
            lines.map((line) => ({ ...line, warnings: [] })),
          ),
          created_by: 'user-admin',
          created_at: NOW,
          confirmed_by: null,
          confirmed_at: null,
          started_at: null,
          done_at: null,
          payouts: lines.map((line) => ({
            ...line,
            file_id: `R-${line.payout_id.slice(-12).toUpperCase()}`,
            status: 'pending',
          })),
          warnings: [
            { payout_id: other.payout_id, warnings: ['destination_changed'] },
            { payout_id: one.payout_id, warnings: ['destination_changed'] },
          ],
          left_out: [],
        },
        has_more: false,
      },
    });
  });

  it('touches no payout and no balance', async () => {
    const { payout_id } = await payoutThatIs(world, 'pending', zelle);
    const { runs: _, ...before } = (await everything(world)) as { runs: unknown };
    await freeze(world, { form: 'zelle_csv', payout_ids: [payout_id] });
    const { runs: __, ...after } = (await everything(world)) as { runs: unknown };
    expect(after).toStrictEqual(before);
  });

  it('shows the warnings of each payout, and takes those that need an override too', async () => {
    const { payout_id, affiliate } = await payoutThatIs(world, 'pending', zelle);
    await addAffiliate(world, { ...affiliate, status: 'banned', total_earned: 10 });
    const run = await freeze(world, { form: 'zelle_csv', payout_ids: [payout_id] });
    const warnings = ['destination_changed', 'affiliate_inactive', 'not_covered'];
    expect(run.warnings).toStrictEqual([{ payout_id, warnings }]);
  });

  it('without a list takes all pending payouts of the method, the oldest first', async () => {
    await clear(world);
    const third = await requestedAt('2026-02-03T00:00:00.000Z');
    const first = await requestedAt('2026-02-01T00:00:00.000Z');
    const second = await requestedAt('2026-02-02T00:00:00.000Z');
    await payoutThatIs(world, 'pending');
    await payoutThatIs(world, 'scheduled', zelle);
    await payoutThatIs(world, 'processing', zelle);
    const run = await freeze(world, { form: 'zelle_csv' });
    expect(idsOf(run)).toStrictEqual([first, second, third].map(({ payout_id }) => payout_id));
    expect(run.left_out).toStrictEqual([]);
  });

  it.each([
    [{ from: '2026-02-02' }, [1, 2, 3]],
    [{ from: '2026-02-02T00:00:00.001Z' }, [2, 3]],
    [{ to: '2026-02-02' }, [0, 1, 2]],
    [{ to: '2026-02-02T00:00:00Z' }, [0, 1]],
    [{ from: '2026-02-02', to: '2026-02-02' }, [1, 2]],
    [{ affiliate_id: 'aff-one' }, [0, 3]],
    [{ affiliate_id: 'aff-one', from: '2026-02-02' }, [3]],
    [{ from: '0000-01-01', to: '9999-12-31' }, [0, 1, 2, 3]],
    [{}, [0, 1, 2, 3]],
  ])('with the filter %j takes those that fit', async (filter, expected) => {
    await clear(world);
    const one = { affiliate_id: 'aff-one', user_id: 'user-one' };
    const asked = [
      await requestedAt('2026-02-01T23:59:59.999Z', one),
      await requestedAt('2026-02-02T00:00:00.000Z'),
      await requestedAt('2026-02-02T23:59:59.999Z'),
      await requestedAt('2026-02-03T00:00:00.000Z', one),
    ];
    const run = await freeze(world, { form: 'zelle_csv', filter });
    expect(idsOf(run)).toStrictEqual(expected.map((index) => asked[index]?.payout_id));
  });

  it('finds what another service wrote, whatever the form of its times, and as it means them', async () => {
    await clear(world);
    const facts = {
      status: 'pending',
      payment_method: ' Zelle' as never,
      payment_email: ' old@example.com ',
    } as const;
    const [inside, , later] = await addPayouts(
      world,
      { ...facts, requested_at: '2026-02-02 12:00:00' },
      { ...facts, requested_at: '2026-02-01 12:00:00' },
      { ...facts, requested_at: '2026-02-02T23:30:00-01:00' },
    );
    const run = await freeze(world, { form: 'zelle_csv', filter: { from: '2026-02-02', to: '2026-02-02' } });
    expect(idsOf(run)).toStrictEqual([inside?.payout_id]);
    expect(run.payouts[0]?.payment_email).toBe('old@example.com');
    const next = await freeze(world, { form: 'zelle_csv', filter: { from: '2026-02-03' } });
    expect(idsOf(next)).toStrictEqual([later?.payout_id]);
  });

  it('leaves out what cannot be paid, and says why', async () => {
    await clear(world);
    const { payout_id: good } = await requestedAt('2026-02-01T00:00:00.000Z');
    const old = { status: 'pending', payment_method: 'zelle' } as const;
    const unpayable = await addPayouts(
      world,
      { ...old, payment_email: 'no address' },
      { ...old, amount: 'fifty' as never },
      { ...old, payment_email: '=cmd@example.com' },
      { ...old, run_id: 'another' },
    );
    const waiting = await requestedAt('2026-02-02T00:00:00.000Z');
    await stopMoneyOf(world, waiting.affiliate);
    const run = await freeze(world, { form: 'zelle_csv' });
    expect(idsOf(run)).toStrictEqual([good]);
    const reasons = ['no_address', 'unreadable', 'formula_address', 'claimed', 'records_unreadable'];
    const expected = [...unpayable, waiting].map(({ payout_id }, index) => ({
      payout_id,
      reason: reasons[index],
    }));
    const byId = (one: { payout_id: string }, other: { payout_id: string }) =>
      one.payout_id < other.payout_id ? -1 : 1;
    expect(run.left_out.toSorted(byId)).toStrictEqual(expected.toSorted(byId));
  });

  it('may have payouts that another draft has', async () => {
    const { payout_id } = await payoutThatIs(world, 'pending', zelle);
    const body = { form: 'zelle_csv', payout_ids: [payout_id] };
    expect((await freeze(world, body)).hash).toBe((await freeze(world, body)).hash);
  });
});
