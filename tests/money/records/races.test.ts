import { describe, expect, it } from 'vitest';
import { buildProcessPayout } from '../../../functions/admin/process.ts';
import { buildCancelPayout } from '../../../functions/payouts/cancel.ts';
import { buildRequestPayout } from '../../../functions/payouts/request.ts';
import { ensureBalanceRow, openBalanceRow } from '../../../libs/store/balances/open-balance.ts';
import { summedIn } from '../../../testing/bookkeeping.ts';
import { call } from '../../../testing/call.ts';
import { lost } from '../../../testing/client.ts';
import { callExpecting } from '../../../testing/expect.ts';
import { interrupted, isMarking } from '../../../testing/interrupted.ts';
import { asking, balanceOf, cancelling, processing } from '../../../testing/lifecycle.ts';
import {
  deliver,
  type Item,
  openIf,
  putPayout,
  record,
  setPayout,
  storedPayout,
} from '../../../testing/other-service.ts';
import { useWorld } from '../../../testing/use-world.ts';
import { addAffiliate, countersOf } from '../../../testing/world.ts';

const ROUNDS = 20;

const world = useWorld();

const isWrite = (name: string) => name === 'TransactWriteItemsCommand';

describe.each([true, false])('a delivery while a step races (row open: %s)', (isOpen) => {
  it.each([
    { what: 'cancel', counters: { committed: 0, paid: 0, payout_count: 1 } },
    { what: 'start', counters: { committed: 1000, paid: 0, payout_count: 1 } },
  ])('counts once: $what', async ({ what, counters }) => {
    for (let round = 0; round < ROUNDS; round++) {
      const { affiliate_id, user_id } = await addAffiliate(world);
      await openIf(isOpen, world, affiliate_id);
      const foreign = record(world, { affiliate_id });
      const [payout_id, written] = [String(foreign.payout_id), await putPayout(world, foreign)];
      const step =
        what === 'cancel'
          ? call(buildCancelPayout(world), cancelling(user_id, payout_id))
          : call(buildProcessPayout(world), processing(payout_id, { action: 'start' }));
      const [{ status }] = await Promise.all([step, deliver(world, written), deliver(world, written)]);
      expect(status).toBe(200);
      expect(await countersOf(world, affiliate_id)).toStrictEqual(counters);
    }
  });
});

describe('adopting', () => {
  it('counts what the payout is when the transaction is made, if it is moved in between', async () => {
    const { affiliate_id } = await addAffiliate(world);
    await openIf(true, world, affiliate_id);
    const foreign = record(world, { affiliate_id });
    const written = await putPayout(world, foreign);
    const moved = { status: 'completed', amount: 3000 };
    const racing = interrupted(world, isMarking, () => setPayout(world, foreign.payout_id, moved));
    await deliver(racing, written);
    const counters = { committed: 3000, paid: 3000, payout_count: 1 };
    expect(await countersOf(world, affiliate_id)).toStrictEqual(counters);
  });

  it('counts once if the answer of the database is lost', async () => {
    const { affiliate_id } = await addAffiliate(world);
    await openIf(true, world, affiliate_id);
    const written = await putPayout(world, record(world, { affiliate_id }));
    const losing = interrupted(world, isMarking, async () => Promise.reject(lost()), 'after');
    await deliver(losing, written);
    const counters = { committed: 1000, paid: 0, payout_count: 1 };
    expect(await countersOf(world, affiliate_id)).toStrictEqual(counters);
  });

  it('does not lose a step that another service undoes at the same time', async () => {
    const affiliate = await addAffiliate(world);
    const request = asking(affiliate.user_id, { amount: 1000 });
    const { json } = await callExpecting(201, buildRequestPayout(world), request);
    const { payout_id } = json.data.payout;
    const changes: Awaited<ReturnType<typeof setPayout>>[] = [];
    const racing = interrupted(world, isMarking, async () => {
      changes.push(await setPayout(world, payout_id, { status: 'completed' }));
    });
    const start = call(buildProcessPayout(racing), processing(payout_id, { action: 'start' }));
    expect((await start).json.error).toStrictEqual({
      code: 'invalid_transition',
      details: { status: 'completed', action: 'start' },
    });
    await deliver(world, ...changes);
    expect(await countersOf(world, affiliate.affiliate_id)).toMatchObject({ committed: 1000, paid: 1000 });
  });
});

describe('opening a row while another service writes', () => {
  const isPut = (name: string, input: object) => isWrite(name) && JSON.stringify(input).includes('"Put"');

  /** What is written after the payouts were read or, if it says so, marked, and before the row is put. */
  async function opened(change: Item, isMarked = false) {
    const affiliate = await addAffiliate(world);
    const { affiliate_id } = affiliate;
    const foreign = record(world, { affiliate_id });
    await putPayout(world, foreign);
    const changes: Awaited<ReturnType<typeof setPayout>>[] = [];
    const isRead = (name: string, input: object) => summedIn(name, input) === affiliate_id;
    const write = async () => {
      changes.push(await setPayout(world, foreign.payout_id, change));
      await deliver(world, ...changes);
    };
    const racing = isMarked ? interrupted(world, isPut, write) : interrupted(world, isRead, write, 'after');
    await ensureBalanceRow(racing.store, affiliate_id);
    return { affiliate, foreign, changes };
  }

  it.each([
    [{ status: 'completed' }, { committed: 1000, paid: 1000, payout_count: 1 }],
    [{ amount: 3000 }, { committed: 3000, paid: 0, payout_count: 1 }],
  ])('counts it once, as it is then: %j', async (change, counters) => {
    const { affiliate, changes } = await opened(change);
    expect(await countersOf(world, affiliate.affiliate_id)).toStrictEqual(counters);
    await deliver(world, ...changes);
    expect(await countersOf(world, affiliate.affiliate_id)).toStrictEqual(counters);
  });

  it.each([
    ['read', false],
    ['marked', true],
  ])(
    'stops at a record that is spoilt after it was %s, and counts it once it is mended',
    async (_, isMarked) => {
      const { affiliate, foreign } = await opened({ amount: '$10' }, isMarked);
      const { affiliate_id, user_id } = affiliate;
      const refused = call(buildRequestPayout(world), asking(user_id, { amount: 1000 }));
      expect((await refused).json.error).toStrictEqual({ code: 'records_unreadable' });
      await deliver(world, await setPayout(world, foreign.payout_id, { amount: 1000 }));
      const counters = { committed: 1000, paid: 0, payout_count: 1 };
      expect(await countersOf(world, affiliate_id)).toStrictEqual(counters);
    },
  );

  it('counts a payout that was marked by an opening that was cut short, spoilt, and mended', async () => {
    const affiliate = await addAffiliate(world);
    const { affiliate_id } = affiliate;
    const foreign = record(world, { affiliate_id });
    await putPayout(world, foreign);
    // The opening ends after it has marked the payout, and before it puts the row.
    const cut = interrupted(world, isPut, async () => Promise.reject(new Error('killed')));
    await expect(openBalanceRow(cut.store, affiliate_id)).rejects.toThrow('killed');
    expect(await storedPayout(world, foreign.payout_id)).toMatchObject({ counted_amount: 1000 });
    await setPayout(world, foreign.payout_id, { amount: '$10' });
    await ensureBalanceRow(world.store, affiliate_id);
    await deliver(world, await setPayout(world, foreign.payout_id, { amount: 1000 }));
    const held = { total_earned: 50_000, total_paid: 0, pending: 1000, available: 49_000 };
    expect(await balanceOf(world, affiliate)).toStrictEqual(held);
  });
});

describe('a mark of an earlier release, which does not say how much is counted', () => {
  it('counts the amount on record, and says so after the next step', async () => {
    const affiliate = await addAffiliate(world);
    const { affiliate_id, user_id } = affiliate;
    const { json } = await callExpecting(201, buildRequestPayout(world), asking(user_id, { amount: 1000 }));
    const { payout_id } = json.data.payout;
    await deliver(world, await setPayout(world, payout_id, { counted_amount: undefined }));
    expect(await storedPayout(world, payout_id)).not.toHaveProperty('counted_amount');
    await callExpecting(200, buildProcessPayout(world), processing(payout_id, { action: 'start' }));
    expect(await storedPayout(world, payout_id)).toMatchObject({ counted_amount: 1000 });
    expect(await countersOf(world, affiliate_id)).toMatchObject({ committed: 1000, payout_count: 1 });
  });
});
