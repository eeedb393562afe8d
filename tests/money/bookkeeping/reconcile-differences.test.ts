import { beforeAll, describe, expect, it } from 'vitest';
import type { Affiliate } from '../../../libs/payouts/affiliate.ts';
import type { Difference, Fault } from '../../../libs/payouts/reconciliation.ts';
import { logged, openRows, reconcile, spoil, summedIn } from '../../../testing/bookkeeping.ts';
import { withClient } from '../../../testing/client.ts';
import { everything } from '../../../testing/expect.ts';
import { useWorld } from '../../../testing/use-world.ts';
import { addAffiliate, addPayouts } from '../../../testing/world.ts';

const SUM = { committed: 5000, paid: 2000, held: 3000, payout_count: 3 };

const SPOILT: [affiliateId: string, counters: object, faults: Fault[]][] = [
  ['aff-1', { committed: 6000, held: 4000 }, ['committed_differs', 'held_differs']],
  ['aff-2', { paid: 3000, held: 2000 }, ['paid_differs', 'held_differs']],
  ['aff-3', { payout_count: 4 }, ['payout_count_differs']],
  ['aff-4', { held: 0 }, ['held_differs', 'held_is_not_the_rest']],
  ['aff-5', { paid: 5001, held: -1 }, ['paid_differs', 'held_differs', 'paid_above_committed', 'below_zero']],
  ['aff-6', { held: undefined }, ['held_differs', 'held_is_not_the_rest']],
  ['aff-7', { committed: '5000' }, ['committed_differs']],
];

const DIFFERENCES: Difference[] = SPOILT.map(([affiliate_id, spoilt, faults]) => ({
  affiliate_id,
  faults,
  counters: Object.fromEntries(
    Object.entries({ ...SUM, ...spoilt }).filter(([, value]) => value !== undefined),
  ),
  on_record: SUM,
}));

const byAffiliate = (one: { affiliate_id: string }, other: { affiliate_id: string }) =>
  one.affiliate_id.localeCompare(other.affiliate_id);

const world = useWorld();

async function addThree(affiliate_id: string): Promise<Affiliate> {
  const affiliate = await addAffiliate(world, { affiliate_id });
  await addPayouts(
    world,
    { affiliate_id, amount: 2000, status: 'completed' },
    { affiliate_id, amount: 3000, status: 'pending' },
    { affiliate_id, amount: 4000, status: 'failed' },
  );
  return affiliate;
}

beforeAll(async () => {
  for (const [affiliateId] of SPOILT) await addThree(affiliateId);
  await addThree('aff-in-order');
  await openRows(world);
  for (const [affiliateId, counters] of SPOILT) await spoil(world, affiliateId, counters);
});

describe('a balance row that differs from its payouts', () => {
  it('is reported with each difference, logged, named in the error, and not changed', async () => {
    const before = await everything(world);
    const error = await reconcile(world).catch((thrown: Error) => thrown);
    const [report] = logged('error', 'reconcile') as [{ differences: Difference[] }];
    expect({ ...report, differences: report.differences.sort(byAffiliate) }).toStrictEqual({
      checked: SPOILT.length + 1,
      moving: 0,
      failed: 0,
      differences: DIFFERENCES,
      next: null,
    });
    const alarms = logged('error', 'balance-mismatch') as Difference[];
    expect(alarms.sort(byAffiliate)).toStrictEqual(
      DIFFERENCES.map((difference) => ({ ...difference, 'balance-mismatch': 1 })),
    );
    expect(error).toBeInstanceOf(Error);
    for (const [affiliateId, , faults] of SPOILT) {
      expect((error as Error).message).toContain(`${affiliateId} (${faults.join(', ')})`);
    }
    expect(await everything(world)).toStrictEqual(before);
  });

  it('is found although the payouts of another affiliate cannot be summed, which is reported too', async () => {
    for (const [affiliateId] of SPOILT.slice(1)) await spoil(world, affiliateId, SUM);
    const store = withClient(world, (name, send, input) => {
      if (summedIn(name, input) === 'aff-in-order') throw new Error('There is no such index.');
      return send();
    });
    await expect(reconcile({ ...world, store })).rejects.toThrow(
      'Balances that do not add up: aff-1 (committed_differs, held_differs). ' +
        'Balances that could not be checked: 1; the log says why.',
    );
    expect(logged('error', 'reconcile')).toStrictEqual([
      { affiliateId: 'aff-in-order', stack: expect.stringContaining('no such index') },
      { checked: SPOILT.length, moving: 0, failed: 1, differences: [DIFFERENCES[0]], next: null },
    ]);
  });
});
