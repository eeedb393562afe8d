import { describe, expect, it } from 'vitest';
import { buildProcessPayout } from '../../../functions/admin/process.ts';
import { buildListPayouts } from '../../../functions/payouts/list.ts';
import { buildRequestPayout } from '../../../functions/payouts/request.ts';
import type { Affiliate } from '../../../libs/payouts/affiliate.ts';
import { PAYOUT_STATUSES, type Payout, type PayoutStatus } from '../../../libs/payouts/payout.ts';
import { ensureBalanceRow, openBalanceRow } from '../../../libs/store/balances/open-balance.ts';
import type { Store } from '../../../libs/store/engine/client.ts';
import { rowOf } from '../../../testing/bookkeeping.ts';
import { call } from '../../../testing/call.ts';
import { cancelled, withClient } from '../../../testing/client.ts';
import { callExpecting } from '../../../testing/expect.ts';
import { interrupted, isMarking } from '../../../testing/interrupted.ts';
import { processing } from '../../../testing/lifecycle.ts';
import { useWorld } from '../../../testing/use-world.ts';
import { addAffiliate, addPayouts, countersOf } from '../../../testing/world.ts';

const RECORDS = 450;
const AMOUNT = 1000;

const world = useWorld();

/** An affiliate of the old service, with records in every status. */
async function oldAffiliate(): Promise<{ affiliate: Affiliate; records: Payout[] }> {
  const affiliate = await addAffiliate(world, { total_earned: 10_000_000 });
  const facts = Array.from({ length: RECORDS }, (_, index) => ({
    affiliate_id: affiliate.affiliate_id,
    amount: AMOUNT,
    status: PAYOUT_STATUSES[index % PAYOUT_STATUSES.length] as PayoutStatus,
    requested_at: new Date(Date.UTC(2025, 0, 1) + index * 1000).toISOString(),
  }));
  return { affiliate, records: await addPayouts(world, ...facts) };
}

const ask = ({ user_id }: Affiliate, store: Store = world.store, remainingMs = 15_000) =>
  call(buildRequestPayout({ ...world, store }), {
    method: 'POST',
    as: user_id,
    body: { amount: AMOUNT },
    remainingMs,
  });

/** How many payouts a list by each status shows, in the order of the statuses. */
async function listed({ user_id }: Affiliate): Promise<number[]> {
  const counts: number[] = [];
  for (const status of PAYOUT_STATUSES) {
    const { json } = await callExpecting(200, buildListPayouts(world), { as: user_id, query: { status } });
    counts.push(json.data.payouts.length);
  }
  return counts;
}

describe('opening a balance row', () => {
  it('lets the payouts of the old service be listed by status, as before', async () => {
    const { affiliate } = await oldAffiliate();
    expect(await listed(affiliate)).toStrictEqual([75, 75, 75, 75, 75, 75]);
    expect((await ask(affiliate)).status).toBe(201);
    expect(await listed(affiliate)).toStrictEqual([75, 76, 75, 75, 75, 75]);
  });

  it('opens nothing if it is cut short, and the next request continues', async () => {
    const { affiliate } = await oldAffiliate();
    let sent = 0;
    const store = withClient(world, async (name, send) => {
      // The first writes are the reservation and some of the updates of old records.
      if (name === 'TransactWriteItemsCommand' && sent++ > 2) throw cancelled('TransactionConflict');
      return send();
    });
    expect((await ask(affiliate, store)).json.error).toStrictEqual({ code: 'try_again' });
    expect(await countersOf(world, affiliate.affiliate_id)).toBeUndefined();
    expect(await listed(affiliate)).toStrictEqual([75, 75, 75, 75, 75, 75]);
    expect((await ask(affiliate)).status).toBe(201);
    expect(await listed(affiliate)).toStrictEqual([75, 76, 75, 75, 75, 75]);
  });

  it('keeps the new status of a payout that changes at the same time', async () => {
    const { affiliate, records } = await oldAffiliate();
    const { payout_id = '' } = records.find(({ status }) => status === 'pending') ?? {};
    let isStarted = false;
    const store = withClient(world, async (name, send, input) => {
      // The old records were read, and none is updated yet.
      if (
        name === 'TransactWriteItemsCommand' &&
        JSON.stringify(input).includes(':was_status') &&
        !isStarted
      ) {
        isStarted = true;
        const { status } = await call(buildProcessPayout(world), processing(payout_id, { action: 'start' }));
        expect(status).toBe(200);
      }
      return send();
    });
    expect((await ask(affiliate, store)).status).toBe(201);
    expect(isStarted).toBe(true);
    expect(await listed(affiliate)).toStrictEqual([75, 75, 76, 75, 75, 75]);
  });

  it('counts each payout once if two requests open the row at once', async () => {
    const { affiliate } = await oldAffiliate();
    const answers = await Promise.all(Array.from({ length: 5 }, () => ask(affiliate)));
    expect(answers.map(({ status }) => status)).toStrictEqual([201, 201, 201, 201, 201]);
    expect(await countersOf(world, affiliate.affiliate_id)).toStrictEqual({
      committed: (75 * 4 + 5) * AMOUNT,
      paid: 75 * AMOUNT,
      payout_count: RECORDS + 5,
    });
    expect(await listed(affiliate)).toStrictEqual([75, 80, 75, 75, 75, 75]);
  });

  it.each(['before', 'after'] as const)(
    'counts once what was marked by one that was cut short, if a call is lost %s it is carried out',
    async (when) => {
      const { affiliate_id } = await addAffiliate(world);
      const lost = () => Promise.reject(new Error('No answer.'));
      await addPayouts(world, { affiliate_id, amount: 1000 });
      const isOpening = (_: string, input: object) => JSON.stringify(input).includes('"Put"');
      await expect(openBalanceRow(interrupted(world, isOpening, lost).store, affiliate_id)).rejects.toThrow();
      await addPayouts(world, { affiliate_id, amount: 2000 });
      await openBalanceRow(interrupted(world, isMarking, lost, when).store, affiliate_id);
      const counters = { committed: 3000, paid: 3000, payout_count: 2 };
      expect(await countersOf(world, affiliate_id)).toStrictEqual(counters);
    },
  );

  it('names the payouts that cannot be read in the row', async () => {
    const { affiliate_id } = await addAffiliate(world);
    const [payout] = await addPayouts(world, { affiliate_id, amount: '$10' as never }, { affiliate_id });
    await ensureBalanceRow(world.store, affiliate_id);
    expect(await rowOf(world, affiliate_id)).toMatchObject({
      payout_count: 1,
      unreadable: new Set([payout?.payout_id]),
    });
  });
});
