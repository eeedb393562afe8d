import { beforeAll, describe, expect, it } from 'vitest';
import { ensureBalanceRow } from '../../../libs/store/balances/open-balance.ts';
import { allWell, logged, openBalances, reconcile } from '../../../testing/bookkeeping.ts';
import { type Item, putPayout, record, setPayout } from '../../../testing/other-service.ts';
import { useWorld } from '../../../testing/use-world.ts';
import { addAffiliate } from '../../../testing/world.ts';

const NOTHING = { committed: 0, paid: 0, held: 0, payout_count: 0 };
const HELD = { committed: 1000, paid: 0, held: 1000, payout_count: 1 };

const world = useWorld();
const ids: Record<string, string> = {};

/**
 * An affiliate with a row that is open, and then this payout of another service, of which no stream tells.
 */
async function written(affiliate_id: string, facts: Item): Promise<void> {
  await addAffiliate(world, { affiliate_id });
  await ensureBalanceRow(world.store, affiliate_id);
  const payout = record(world, { affiliate_id, ...facts });
  await putPayout(world, payout);
  ids[affiliate_id] = String(payout.payout_id);
}

beforeAll(async () => {
  await written('aff-uncounted', {});
  await written('aff-failed', { status: 'failed' });
  await written('aff-unreadable', { amount: '$10' });
  await addAffiliate(world, { affiliate_id: 'aff-in-order' });
  await ensureBalanceRow(world.store, 'aff-in-order');
});

describe('reconcile', () => {
  it('names the payouts that are not counted and those that cannot be read', async () => {
    await expect(reconcile(world)).rejects.toThrow(/^Balances that do not add up: .*payouts_uncounted/);
    const alarms = logged('error', 'balance-mismatch') as { affiliate_id: string }[];
    const differing = ['committed_differs', 'held_differs', 'payout_count_differs', 'payouts_uncounted'];
    const alarm = { counters: NOTHING, 'balance-mismatch': 1 };
    expect(alarms.toSorted((one, other) => (one.affiliate_id < other.affiliate_id ? -1 : 1))).toStrictEqual([
      {
        ...alarm,
        affiliate_id: 'aff-failed',
        faults: ['payout_count_differs', 'payouts_uncounted'],
        on_record: { ...NOTHING, payout_count: 1 },
        uncounted: [ids['aff-failed']],
      },
      {
        ...alarm,
        affiliate_id: 'aff-uncounted',
        faults: differing,
        on_record: HELD,
        uncounted: [ids['aff-uncounted']],
      },
      {
        ...alarm,
        affiliate_id: 'aff-unreadable',
        faults: ['payouts_unreadable'],
        on_record: NOTHING,
        unreadable: [ids['aff-unreadable']],
      },
    ]);
  });

  it('finds no difference once they are mended and counted', async () => {
    await setPayout(world, ids['aff-unreadable'], { amount: 1000 });
    expect(await openBalances(world)).toMatchObject({ adopted: 3 });
    expect(await reconcile(world)).toStrictEqual(allWell(4));
  });
});
