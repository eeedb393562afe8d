import { beforeAll, describe, expect, it } from 'vitest';
import type { PayoutFilter } from '../../../libs/payouts/filter.ts';
import type { Payout } from '../../../libs/payouts/payout.ts';
import { WAITING } from '../../../libs/payouts/payout.ts';
import { pagesOfRecords as pagesOfTable } from '../../../libs/store/audit/pages.ts';
import { sumPayouts } from '../../../libs/store/balances/sum-payouts.ts';
import type { Store } from '../../../libs/store/engine/client.ts';
import { pagesDue } from '../../../libs/store/payouts/due-for-release.ts';
import { pagesToSync } from '../../../libs/store/payouts/due-for-sync.ts';
import { getPayouts } from '../../../libs/store/payouts/get-payouts.ts';
import { pagesOfList } from '../../../libs/store/payouts/list-payouts.ts';
import { noteMismatch } from '../../../libs/store/payouts/note-mismatch.ts';
import { pagesOfStatus } from '../../../libs/store/payouts/pages-of-status.ts';
import { pagesOfRecords } from '../../../libs/store/payouts/payouts-of.ts';
import { type PendingFilter, pagesOfPending } from '../../../libs/store/payouts/pending-payouts.ts';
import {
  failedSince,
  mismatchesSince,
  payoutsWithStatus,
} from '../../../libs/store/payouts/read-for-summary.ts';
import { pagesOfAffiliates } from '../../../libs/store/scan-affiliates.ts';
import { readStandings } from '../../../libs/store/standings.ts';
import { inSmallPages } from '../../../testing/client.ts';
import { useWorld } from '../../../testing/use-world.ts';
import { addAffiliate, addFiledPayouts } from '../../../testing/world.ts';

const world = useWorld();

const OURS = 'aff-ours';
const STATUSES = ['pending', 'processing', 'completed', 'failed'] as const;
const day = (index: number) => new Date(Date.UTC(2026, 0, 1 + index)).toISOString();
const MANY = 100;

/** Each second payout is of the affiliate, and carried by PayPal. Of each status there are several. */
beforeAll(async () => {
  for (const affiliate_id of [OURS, 'aff-theirs']) await addAffiliate(world, { affiliate_id });
  const payouts = Array.from({ length: 24 }, (_, index): Partial<Payout> => {
    const status = STATUSES[Math.floor(index / 2) % STATUSES.length] ?? 'pending';
    return {
      payout_id: `payout-${index}`,
      affiliate_id: index % 2 ? OURS : 'aff-theirs',
      status,
      requested_at: day(index),
      payment_email: 'somebody@example.com',
      ...(status === 'failed' && { processed_at: day(index + 1) }),
      ...(index % 2 && { rail: 'paypal' as const }),
    };
  });
  const waiting = [0, 1, 2].map(
    (index): Partial<Payout> => ({
      payout_id: `waiting-${index}`,
      affiliate_id: OURS,
      status: 'scheduled',
      requested_at: day(index),
      scheduled_for: day(index + 30),
      schedule: WAITING,
    }),
  );
  await addFiledPayouts(world, ...payouts, ...waiting);
  for (const payout_id of ['payout-1', 'payout-6', 'payout-9']) {
    await noteMismatch(world.store, { payout_id }, day(3));
  }
});

const idsOf = (payouts: readonly { payout_id?: unknown }[]) =>
  payouts.map(({ payout_id }) => String(payout_id));

async function idsIn(pages: AsyncIterable<readonly { payout_id?: unknown }[]>): Promise<string[]> {
  const ids: string[] = [];
  for await (const page of pages) ids.push(...idsOf(page));
  return ids;
}

const listed = (filter: PayoutFilter) => async (store: Store) => {
  const ids: string[] = [];
  for await (const { payouts } of pagesOfList(store, { limit: 2, filter })) ids.push(...idsOf(payouts));
  return ids;
};

async function affiliatesIn(store: Store): Promise<string[]> {
  const ids: string[] = [];
  for await (const { affiliateIds } of pagesOfAffiliates(store, 'affiliates', {})) ids.push(...affiliateIds);
  return ids;
}

async function tableIn(store: Store): Promise<string[]> {
  const ids: string[] = [];
  for await (const { items } of pagesOfTable(store, 'payouts', {})) ids.push(...idsOf(items));
  return ids;
}

async function pendingIds(store: Store, filter: PendingFilter): Promise<string[]> {
  const ids: string[] = [];
  for await (const { payouts } of pagesOfPending(store, filter)) ids.push(...idsOf(payouts));
  return ids;
}

async function idsFound(store: Store): Promise<string[]> {
  const found = await getPayouts(
    store,
    [0, 1, 2, 3, 4].map((index) => `payout-${index}`),
  );
  return [...found.keys()].sort();
}

async function standingsIn(store: Store): Promise<unknown[]> {
  const standings = await readStandings(store, [OURS, 'aff-theirs']);
  return [...standings.values()].filter(({ affiliate }) => affiliate);
}

/** What is read, how much of it there is, and whether the database leaves out what it has looked at. */
const READS: [string, number, boolean, (store: Store) => Promise<unknown[]>][] = [
  ['the list of all', 27, false, listed({})],
  ['the list of two statuses', 12, false, listed({ statuses: ['pending', 'failed'] })],
  ['an affiliate’s list', 15, false, listed({ affiliateId: OURS })],
  // Their row is not open, so their payouts are not in the index by status yet.
  ['an affiliate’s list by status', 3, true, listed({ affiliateId: OURS, statuses: ['failed'] })],
  ['the list of those that ended', 6, false, listed({ ended: { from: day(0) }, statuses: ['failed'] })],
  ['the list by address', 24, false, listed({ email: 'somebody@example.com' })],
  ['an affiliate’s records', 15, false, (store) => idsIn(pagesOfRecords(store, OURS))],
  ['the payouts of a status', 6, false, (store) => idsIn(pagesOfStatus(store, 'pending'))],
  ['what is pending', 6, false, (store) => pendingIds(store, {})],
  ['what is pending of one', 3, true, (store) => pendingIds(store, { affiliateId: OURS })],
  ['what is due for its release', 3, false, (store) => idsIn(pagesDue(store, day(40)))],
  ['what PayPal has', 3, true, (store) => idsIn(pagesToSync(store, 'processing', day(60)))],
  ['what PayPal has paid', 3, true, (store) => idsIn(pagesToSync(store, 'completed', day(28)))],
  ['the failed', 6, false, async (store) => idsOf((await failedSince(store, day(0), MANY)).payouts)],
  [
    'the contradicted',
    3,
    false,
    async (store) => idsOf((await mismatchesSince(store, day(0), MANY)).payouts),
  ],
  [
    'the summed up',
    6,
    false,
    async (store) => idsOf((await payoutsWithStatus(store, 'pending', MANY)).payouts),
  ],
  ['those with these ids', 5, false, idsFound],
  ['what is on record of affiliates', 2, false, standingsIn],
  ['the affiliates', 2, false, affiliatesIn],
  ['the table', 27, false, tableIn],
];

describe('pages that end early, as those of AWS do', () => {
  it.each(READS)('are followed to the end: %s', async (_, count, isFiltered, read) => {
    const { store, emptied } = inSmallPages(world);
    const all = await read(world.store);
    expect(all).toHaveLength(count);
    expect(await read(store)).toStrictEqual(all);
    expect(emptied() > 0).toBe(isFiltered);
  });

  it('are followed to the end: a sum', async () => {
    const { store } = inSmallPages(world);
    const sum = await sumPayouts(store, OURS);
    expect(sum).toMatchObject({ payout_count: 15, committed: 12_000, paid: 3000 });
    expect(sum).toStrictEqual(await sumPayouts(world.store, OURS));
  });

  it('begin with the oldest of a status', async () => {
    const oldestFirst = [0, 1, 8, 9, 16, 17].map((index) => `payout-${index}`);
    expect(await idsIn(pagesOfStatus(world.store, 'pending'))).toStrictEqual(oldestFirst);
  });

  it.each([
    [5, 5, false],
    [6, 6, true],
    [7, 6, true],
  ])('say at %i of six payouts whether these are all', async (limit, count, isComplete) => {
    for (const { store } of [world, inSmallPages(world)]) {
      const some = await payoutsWithStatus(store, 'pending', limit);
      expect([some.payouts.length, some.isComplete]).toStrictEqual([count, isComplete]);
    }
  });
});
