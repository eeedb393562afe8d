import { describe, expect, it } from 'vitest';
import { buildProcessPayout } from '../../../functions/admin/process.ts';
import { buildCancelPayout } from '../../../functions/payouts/cancel.ts';
import { buildRequestPayout } from '../../../functions/payouts/request.ts';
import type { Affiliate } from '../../../libs/payouts/affiliate.ts';
import { checkBalance } from '../../../libs/store/balances/check-balance.ts';
import { allWell, reconcile, rowOf, spoil } from '../../../testing/bookkeeping.ts';
import { call } from '../../../testing/call.ts';
import { withClient } from '../../../testing/client.ts';
import { callExpecting } from '../../../testing/expect.ts';
import { asking, cancelling, processing, TRANSACTION } from '../../../testing/lifecycle.ts';
import { useWorld } from '../../../testing/use-world.ts';
import { addAffiliate } from '../../../testing/world.ts';

const AFFILIATES = 10;

const world = useWorld();

const rich = () => addAffiliate(world, { total_earned: 1_000_000_000 });

async function ask({ user_id }: Affiliate): Promise<string> {
  const { json } = await callExpecting(201, buildRequestPayout(world), asking(user_id, { amount: 1000 }));
  return json.data.payout.payout_id;
}

const cancel = ({ user_id }: Affiliate, payoutId: string) =>
  call(buildCancelPayout(world), cancelling(user_id, payoutId));

const process = (payoutId: string, body: object) =>
  call(buildProcessPayout(world), processing(payoutId, body));

/** Creates two payouts, cancels the first and completes the second. */
async function live(affiliate: Affiliate): Promise<void> {
  await cancel(affiliate, await ask(affiliate));
  const payoutId = await ask(affiliate);
  await process(payoutId, { action: 'start' });
  await process(payoutId, { action: 'complete', ...TRANSACTION });
}

/** A store that passes each sum through `sum`, with the number of sums before it. */
function withSums(sum: (count: number, send: () => Promise<never>) => Promise<never>) {
  let count = 0;
  return withClient(world, (name, send) => (name === 'QueryCommand' ? sum(count++, send as never) : send()));
}

describe('a reconciliation while money moves', () => {
  it('raises no false alarm, and finds no difference afterwards', async () => {
    const affiliates = await Promise.all(Array.from({ length: AFFILIATES }, rich));
    await Promise.all(affiliates.map(live));
    let isOver = false;
    const traffic = affiliates.map(async (affiliate) => {
      while (!isOver) await live(affiliate);
    });
    const { checked, moving, ...others } = await reconcile(world);
    expect(others).toStrictEqual({ failed: 0, differences: [], next: null });
    expect(checked + moving).toBe(AFFILIATES);
    isOver = true;
    await Promise.all(traffic);
    expect(await reconcile(world)).toStrictEqual(allWell(AFFILIATES));
  });
});

describe.concurrent('checking one row', () => {
  it('finds no difference if a request comes between the sum and the row, even twice in succession', async () => {
    const affiliate = await rich();
    await ask(affiliate);
    const store = withSums(async (count, send) => {
      const sum = await send();
      if (count < 2) await ask(affiliate);
      return sum;
    });
    expect(await checkBalance(store, affiliate.affiliate_id)).toBeUndefined();
  });

  it('finds no difference if the index is behind', async () => {
    const affiliate = await rich();
    await ask(affiliate);
    let first: never;
    const store = withSums(async (count, send) => {
      if (count === 0) first = await send();
      return count < 2 ? first : send();
    });
    expect(await checkBalance(store, affiliate.affiliate_id)).toBeUndefined();
    await ask(affiliate);
    expect(await checkBalance(store, affiliate.affiliate_id)).toBeUndefined();
  });

  it('reports a row that keeps changing, and does not judge it', async () => {
    const affiliate = await rich();
    await ask(affiliate);
    const store = withSums(async (_count, send) => {
      await ask(affiliate);
      return send();
    });
    expect(await checkBalance(store, affiliate.affiliate_id)).toBe('moving');
  });

  it('finds a difference in a row that moved before', async () => {
    const affiliate = await rich();
    await ask(affiliate);
    await spoil(world, affiliate.affiliate_id, { committed: 9000 });
    const store = withSums(async (count, send) => {
      if (count === 1) await ask(affiliate);
      return send();
    });
    expect(await checkBalance(store, affiliate.affiliate_id)).toStrictEqual({
      affiliate_id: affiliate.affiliate_id,
      faults: ['committed_differs', 'held_is_not_the_rest'],
      counters: { committed: 10_000, paid: 0, held: 2000, payout_count: 2 },
      on_record: { committed: 2000, paid: 0, held: 2000, payout_count: 2 },
    });
    expect(await rowOf(world, affiliate.affiliate_id)).toMatchObject({ committed: 10_000 });
  });
});
