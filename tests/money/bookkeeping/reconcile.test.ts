import { beforeAll, describe, expect, it } from 'vitest';
import { NO_PAYOUTS } from '../../../libs/payouts/balance.ts';
import { PAYOUT_STATUSES, type Payout } from '../../../libs/payouts/payout.ts';
import {
  addRows,
  allWell,
  logged,
  ONE_PAGE_MS,
  openRows,
  reconcile,
  rowOf,
  summedIn,
} from '../../../testing/bookkeeping.ts';
import { withClient } from '../../../testing/client.ts';
import { useWorld } from '../../../testing/use-world.ts';
import { addAffiliate, addPayouts, type World } from '../../../testing/world.ts';

const WITH_PAYOUTS = 60;
const WITHOUT = 560;
const ALL = WITH_PAYOUTS + WITHOUT;

const world = useWorld();

/** 1200 payouts in every status, of 60 affiliates, and many more rows without payouts. */
beforeAll(async () => {
  const affiliates = await Promise.all(Array.from({ length: WITH_PAYOUTS }, () => addAffiliate(world)));
  const payouts = affiliates.flatMap(({ affiliate_id }) =>
    Array.from({ length: 20 }, (_, index): Partial<Payout> => {
      const status = PAYOUT_STATUSES[index % PAYOUT_STATUSES.length] ?? 'pending';
      return { affiliate_id, status, amount: 1000 + index };
    }),
  );
  await addPayouts(world, ...payouts);
  await openRows(world);
  await addRows(
    world,
    Array.from({ length: WITHOUT }, (_, index) => ({ affiliate_id: `aff-idle-${index}`, ...NO_PAYOUTS })),
  );
});

/** A world that records whose payouts were summed, in order, once for each page. */
function summing(): { watched: World; summed: string[] } {
  const summed: string[] = [];
  const store = withClient(world, (name, send, input) => {
    const affiliateId = summedIn(name, input);
    if (affiliateId) summed.push(affiliateId);
    return send();
  });
  return { watched: { ...world, store }, summed };
}

describe('reconciling a table without differences', () => {
  it('finds no difference on any page', async () => {
    expect(await reconcile(world)).toStrictEqual(allWell(ALL));
    expect(logged('info', 'reconcile')).toStrictEqual([allWell(ALL)]);
    expect(logged('error', 'balance-mismatch')).toStrictEqual([]);
  });

  it('stops in time, says where, and checks each row exactly once when it continues there', async () => {
    const { watched, summed } = summing();
    let report = await reconcile(watched, {}, ONE_PAGE_MS);
    let runs = 1;
    for (; report.next !== null; runs++) {
      expect(report).toStrictEqual({ ...allWell(20), next: expect.any(String) });
      report = await reconcile(watched, { after: report.next }, ONE_PAGE_MS);
    }
    expect(runs).toBeGreaterThanOrEqual(ALL / 20);
    expect(summed).toHaveLength(ALL);
    expect(new Set(summed).size).toBe(ALL);
  });

  it('checks a segment each hour and each row once a day, and logs what a run leaves unchecked', async () => {
    const { watched, summed } = summing();
    const stops: object[] = [];
    for (let segment = 0; segment < 24; segment++) {
      const time = new Date(Date.UTC(2026, 2, 1, segment, 30)).toISOString();
      let { next } = await reconcile(watched, { time }, ONE_PAGE_MS);
      if (next !== null) stops.push({ segment, next, 'reconcile-unfinished': 1 });
      while (next !== null) ({ next } = await reconcile(watched, { segment, after: next }, ONE_PAGE_MS));
    }
    expect(summed).toHaveLength(ALL);
    expect(new Set(summed).size).toBe(ALL);
    expect(stops).not.toHaveLength(0);
    expect(logged('error', 'reconcile-unfinished')).toStrictEqual(stops);
  });
});

describe('a history of more than a megabyte', () => {
  it('is summed completely', async () => {
    const { affiliate_id } = await addAffiliate(world);
    const notes = 'x'.repeat(1024);
    const affiliate_status = `completed#${affiliate_id}`;
    const facts = { affiliate_id, affiliate_status, notes, amount: 1000 };
    await addPayouts(world, ...Array.from({ length: 1200 }, () => facts));
    const counters = { committed: 1_200_000, paid: 1_200_000, held: 0, payout_count: 1200 };
    await addRows(world, [{ affiliate_id, ...counters }]);
    const { watched, summed } = summing();
    expect(await reconcile(watched)).toStrictEqual(allWell(ALL + 1));
    expect(summed.filter((id) => id === affiliate_id)).toHaveLength(2);
    expect(await rowOf(world, affiliate_id)).toStrictEqual({ affiliate_id, ...counters });
  });
});
