import { describe, expect, it } from 'vitest';
import { buildProcessPayout } from '../../../functions/admin/process.ts';
import { buildRequestBulk } from '../../../functions/payouts/bulk.ts';
import { buildCancelPayout } from '../../../functions/payouts/cancel.ts';
import { call, type TestAnswer } from '../../../testing/call.ts';
import { callExpecting, expectReplay } from '../../../testing/expect.ts';
import {
  askingForAll,
  at,
  cancelling,
  DUE,
  ENDED_AT,
  processing,
  releaseDue,
} from '../../../testing/lifecycle.ts';
import { useHandler } from '../../../testing/use-handler.ts';
import { addAffiliate, countersOf } from '../../../testing/world.ts';

const { world, handler: bulk } = useHandler(buildRequestBulk);

const post = (as: string, payouts: object[], key?: string) => call(bulk, askingForAll(as, payouts, key));

const idsOf = ({ json }: TestAnswer): string[] =>
  json.data.payouts.map(({ payout_id }: { payout_id: string }) => payout_id);

describe('POST /payouts/bulk: 201 under an Idempotency-Key', () => {
  const three = [
    { amount: 9000 },
    { amount: 1000, payment_method: 'zelle' },
    { amount: 5000, scheduled_for: DUE },
  ];

  /** An affiliate whose three requests were carried out under the key. */
  async function carriedOut() {
    const affiliate = await addAffiliate(world);
    const repeat = askingForAll(affiliate.user_id, three, 'k');
    return { affiliate, repeat, first: await callExpecting(201, bulk, repeat) };
  }

  it('answers a repeated request with the first payouts, in the same order', async () => {
    const { first, repeat } = await carriedOut();
    await expectReplay(world, bulk, first, repeat);
    await expectReplay(world, bulk, first, { ...repeat, headers: { 'idempotency-key': '"k"' } });
  });

  it('repeats the answer after the payouts changed status', async () => {
    const { affiliate, first, repeat } = await carriedOut();
    const [started = '', cancelled = ''] = idsOf(first);
    await callExpecting(200, buildProcessPayout(world), processing(started, { action: 'start' }));
    await callExpecting(200, buildCancelPayout(world), cancelling(affiliate.user_id, cancelled));
    expect((await releaseDue(world)).released).toBeGreaterThan(0);
    await expectReplay(world, buildRequestBulk(at(world, ENDED_AT)), first, repeat);
  });

  it.each([
    { change: 'the affiliate became inactive', facts: { status: 'inactive' } },
    { change: 'all earnings were taken back', facts: { total_earned: 0 } },
    { change: 'the destination was removed from the record', facts: { payment_email: undefined } },
  ])('repeats the answer after $change', async ({ facts }) => {
    const { affiliate, first, repeat } = await carriedOut();
    await addAffiliate(world, { ...affiliate, ...(facts as object) });
    await expectReplay(world, bulk, first, repeat);
  });

  it('repeats the answer after the minimum was raised', async () => {
    const { first, repeat } = await carriedOut();
    const limits = { minimum: 2000, maximum: 8000 };
    const stricter = buildRequestBulk({ ...world, settings: { ...world.settings, limits } });
    await expectReplay(world, stricter, first, repeat);
  });

  it('reserves the money once if many equal requests arrive at once', async () => {
    const { user_id, affiliate_id } = await addAffiliate(world);
    const answers = await Promise.all(Array.from({ length: 8 }, () => post(user_id, three, 'storm')));
    expect(answers.map(({ status }) => status)).toStrictEqual(Array(8).fill(201));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(answers.filter(({ headers }) => !headers['idempotency-replayed'])).toHaveLength(1);
    expect(await countersOf(world, affiliate_id)).toMatchObject({ committed: 15_000, payout_count: 3 });
  });

  it('does not confuse equal keys of two affiliates', async () => {
    const { first } = await carriedOut();
    const { first: other } = await carriedOut();
    expect(new Set([first, other].flatMap(idsOf)).size).toBe(6);
  });

  it('does not use up the key of requests that failed', async () => {
    const { user_id } = await addAffiliate(world);
    for (const amount of [999, 2_000_001, 60_000, '5000']) {
      expect((await post(user_id, [{ amount: 5000 }, { amount }], 'k')).status).toBe(400);
    }
    const { status, headers } = await post(user_id, three, 'k');
    expect([status, headers['idempotency-replayed']]).toStrictEqual([201, undefined]);
  });
});
