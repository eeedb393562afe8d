import { expect, it } from 'vitest';
import type { RecordedPayout } from '../../../libs/payouts/payout.ts';
import { pagesToSync } from '../../../libs/store/payouts/due-for-sync.ts';
import { pagesOfStatus } from '../../../libs/store/payouts/pages-of-status.ts';
import { pagesOfPending } from '../../../libs/store/payouts/pending-payouts.ts';
import { type Item, putPayout, record } from '../../../testing/other-service.ts';
import { useWorld } from '../../../testing/use-world.ts';
import { NOW } from '../../../testing/world.ts';

const world = useWorld();

async function written(facts: Item): Promise<string> {
  const payout = record(world, { affiliate_id: 'aff', ...facts });
  await putPayout(world, payout);
  return String(payout.payout_id);
}

async function idsIn<Page>(
  pages: AsyncIterable<Page>,
  payoutsOf = (page: Page) => page as RecordedPayout[],
): Promise<string[]> {
  const ids: string[] = [];
  for await (const page of pages) ids.push(...payoutsOf(page).map(({ payout_id }) => payout_id));
  return ids;
}

it.each([
  ['2025-12-22T01:00:00+02:00', '2025-12-21T23:00:00.000Z'],
  ['2025-12-20T23:00:00-02:00', '2025-12-21T01:00:00.000Z'],
])('R6: %j is %j to who asks for the pending of that moment', async (requested_at, time) => {
  const payout_id = await written({ requested_at });
  const pages = pagesOfPending(world.store, { from: time, to: time });
  expect(await idsIn(pages, ({ payouts }) => payouts)).toStrictEqual([payout_id]);
});

it.each(['1766318400', 'last May'])('R6: %j is passed over by nothing that reads a status', async (time) => {
  const payout_id = await written({ requested_at: time, status: 'processing', rail: 'paypal' });
  expect(await idsIn(pagesOfStatus(world.store, 'processing'))).toContain(payout_id);
  expect(await idsIn(pagesToSync(world.store, 'processing', NOW))).toContain(payout_id);
});

it.each(['1766318400', 'last May', ' 2025-12-21'])(
  'R6: %j is one of all the pending',
  async (requested_at) => {
    const payout_id = await written({ requested_at });
    expect(await idsIn(pagesOfPending(world.store, {}), ({ payouts }) => payouts)).toContain(payout_id);
  },
);
