import { describe, expect, it } from 'vitest';
import { buildConfirmRun } from '../../../functions/admin/runs-confirm.ts';
import { call } from '../../../testing/call.ts';
import { callExpecting, everything, expectSuccess } from '../../../testing/expect.ts';
import { interrupted } from '../../../testing/interrupted.ts';
import { AMOUNT, at, payoutNow, payoutThatIs, STARTED_AT } from '../../../testing/lifecycle.ts';
import { setPayout } from '../../../testing/other-service.ts';
import { confirm, confirming, freeze, runNow } from '../../../testing/runs.ts';
import { useHandler } from '../../../testing/use-handler.ts';
import { addAffiliate, addPayouts, countersOf, type World } from '../../../testing/world.ts';
import { isStarting } from '../../money/runs/two-runs.ts';

const { world, handler: confirmRun } = useHandler((opened) => buildConfirmRun(at(opened, STARTED_AT)));

const inRun = (payout_id: string) => ({ form: 'paypal_csv', payout_ids: [payout_id] });

/** A draft of two payouts of two affiliates. */
async function draft(here: World) {
  const asked = [await payoutThatIs(here, 'pending'), await payoutThatIs(here, 'pending')];
  const ids = asked.map(({ payout_id }) => payout_id);
  return { asked, ids, run: await freeze(here, { form: 'paypal_csv', payout_ids: ids }) };
}

describe('POST /admin/runs/{run_id}/confirm: 200', () => {
  it('starts each payout of the run, and answers the run', async () => {
    const { asked, ids, run } = await draft(world);
    const answer = await call(confirmRun, confirming(run.run_id, { hash: run.hash }, 'user-boss'));
    const confirmed = {
      ...run,
      status: 'confirmed',
      confirmed_by: 'user-boss',
      confirmed_at: STARTED_AT,
      started_at: STARTED_AT,
      payouts: run.payouts.map((payout) => ({ ...payout, status: 'processing' })),
    };
    expectSuccess(answer, { data: { run: confirmed } });
    expect(await runNow(world, run.run_id)).toStrictEqual(confirmed);
    for (const [index, payout_id] of ids.entries()) {
      const payout = await payoutNow(world, payout_id);
      expect(payout).toMatchObject({ status: 'processing', run_id: run.run_id, processed_by: 'user-boss' });
      expect(payout.history.at(-1)).toStrictEqual({ status: 'processing', at: STARTED_AT, by: 'user-boss' });
      const { affiliate_id = '' } = asked[index]?.affiliate ?? {};
      expect(await countersOf(world, affiliate_id)).toStrictEqual({
        committed: AMOUNT,
        paid: 0,
        payout_count: 1,
      });
    }
  });

  it('names the run as the caller did not: in lower case', async () => {
    const { run } = await draft(world);
    const request = confirming(run.run_id.toUpperCase(), { hash: run.hash });
    const { json } = await callExpecting(200, confirmRun, request);
    expect(json.data.run.run_id).toBe(run.run_id);
  });

  it('changes nothing if it is repeated, by whomever', async () => {
    const { run } = await draft(world);
    const first = await callExpecting(200, confirmRun, confirming(run.run_id, { hash: run.hash }));
    const before = (await everything(world)) as { runs: object };
    const body = { hash: run.hash, override: 'Once more.' };
    const again = await callExpecting(200, confirmRun, confirming(run.run_id, body, 'user-boss'));
    expect(again.json).toStrictEqual(first.json);
    expect(await everything(world)).toStrictEqual(before);
  });

  it('closes a run whose payouts have ended, if it is repeated', async () => {
    const { ids, run } = await draft(world);
    await confirm(world, run);
    await setPayout(world, ids[0], { status: 'failed' });
    await setPayout(world, ids[1], { status: 'cancelled' });
    expect((await confirm(world, run)).status).toBe('done');
  });

  it('counts a payout that another service wrote before it starts it', async () => {
    const { affiliate_id } = await addAffiliate(world);
    const facts = {
      status: 'pending',
      payment_method: 'PayPal ' as never,
      payment_email: ' old@example.com',
    } as const;
    const [old] = await addPayouts(world, { ...facts, affiliate_id });
    const run = await confirm(world, await freeze(world, inRun(old?.payout_id ?? '')));
    expect(run).toMatchObject({ count: 1, left_out: [] });
    expect(await countersOf(world, affiliate_id)).toStrictEqual({
      committed: 1000,
      paid: 0,
      payout_count: 1,
    });
  });

  it('with an override starts what has the warnings that the draft lists, and keeps the words with what needed it', async () => {
    const moved = await payoutThatIs(world, 'pending', { payment_email: 'else@example.com' });
    const closed = await payoutThatIs(world, 'pending');
    await addAffiliate(world, { ...closed.affiliate, status: 'closed' });
    const payout_ids = [moved.payout_id, closed.payout_id];
    const run = await freeze(world, { form: 'paypal_csv', payout_ids });
    expect(run.warnings).toStrictEqual([
      { payout_id: moved.payout_id, warnings: ['destination_changed'] },
      { payout_id: closed.payout_id, warnings: ['affiliate_inactive'] },
    ]);
    expect(await confirm(world, run, 'Agreed with the board.')).toMatchObject({ count: 2, left_out: [] });
    expect((await payoutNow(world, closed.payout_id)).history.at(-1).reason).toBe('Agreed with the board.');
    expect((await payoutNow(world, moved.payout_id)).history.at(-1)).not.toHaveProperty('reason');
    expect((await payoutNow(world, closed.payout_id)).failure_reason).toBeNull();
  });

  it('needs no override for warnings that have passed, and for those that stop nothing', async () => {
    const closed = await payoutThatIs(world, 'pending', { payment_email: 'else@example.com' });
    await addAffiliate(world, { ...closed.affiliate, status: 'closed' });
    const run = await freeze(world, inRun(closed.payout_id));
    expect(run.warnings[0]?.warnings).toStrictEqual(['destination_changed', 'affiliate_inactive']);
    await addAffiliate(world, closed.affiliate);
    expect(await confirm(world, run)).toMatchObject({ count: 1, left_out: [] });
  });

  it('keeps what the draft had left out, beside what is left out now', async () => {
    const { affiliate_id } = await addAffiliate(world);
    const old = { affiliate_id, status: 'pending' } as const;
    const requested_at = '2026-01-02T00:00:00.000Z';
    const [nowhere, first, late] = await addPayouts(world, { ...old, payment_email: 'no address' }, old, {
      ...old,
      requested_at,
    });
    const run = await freeze(world, { form: 'paypal_csv', filter: { affiliate_id } });
    const without = [{ payout_id: nowhere?.payout_id, reason: 'no_address' }];
    expect(run).toMatchObject({ count: 2, left_out: without });
    const change = () => setPayout(world, late?.payout_id, { payment_email: 'else@example.com' });
    const confirmed = await confirm(interrupted(world, isStarting, change), run);
    const left_out = [...without, { payout_id: late?.payout_id, reason: 'changed' }];
    expect(confirmed).toMatchObject({ left_out, payouts: [{ payout_id: first?.payout_id }] });
    expect((await runNow(world, run.run_id)).left_out).toStrictEqual(left_out);
  });
});
