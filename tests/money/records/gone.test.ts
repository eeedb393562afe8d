import { expect, it } from 'vitest';
import { openBalanceRow } from '../../../libs/store/balances/open-balance.ts';
import type { Store } from '../../../libs/store/engine/client.ts';
import { fileRecord } from '../../../libs/store/payouts/filing.ts';
import { leaveOut } from '../../../libs/store/payouts/leave-out.ts';
import { markMailed } from '../../../libs/store/payouts/mark-mailed.ts';
import { noteMismatch } from '../../../libs/store/payouts/note-mismatch.ts';
import { annotateProvider } from '../../../libs/store/payouts/provider-lease.ts';
import { toRecordedPayout } from '../../../libs/store/payouts/record.ts';
import { interrupted, isMarking } from '../../../testing/interrupted.ts';
import { putPayout, record, removePayout, storedPayout } from '../../../testing/other-service.ts';
import { useWorld } from '../../../testing/use-world.ts';
import { addAffiliate, countersOf, NOW } from '../../../testing/world.ts';

const world = useWorld();

/** What is noted in a payout after it was read. */
const NOTES: [what: string, note: (store: Store, payout_id: string) => Promise<unknown>][] = [
  ['that a mail was sent', (store, payout_id) => markMailed(store, { payout_id }, 'completed')],
  ['that the bank contradicts it', (store, payout_id) => noteMismatch(store, { payout_id }, NOW)],
  ['what PayPal said', (store, payout_id) => annotateProvider(store, { payout_id }, { status: 'SUCCESS' })],
  ['that a run goes on without it', (store, payout_id) => leaveOut(store, payout_id, 'run')],
  [
    'by what it is found',
    (store, payout_id) =>
      fileRecord(
        store,
        toRecordedPayout(record(world, { payout_id, affiliate_id: 'aff', status: undefined })),
      ),
  ],
];

it.each(NOTES)('a payout that was deleted meanwhile is not made anew by a note: %s', async (_, note) => {
  const gone = String(record(world, {}).payout_id);
  await note(world.store, gone);
  expect(await storedPayout(world, gone)).toBeUndefined();
});

it('a payout that is deleted while the row is opened that would count it does not keep the row closed', async () => {
  const { affiliate_id } = await addAffiliate(world);
  const [gone, here] = [1000, 2000].map((amount) => record(world, { affiliate_id, amount }));
  for (const each of [gone, here]) await putPayout(world, { ...each });
  const racing = interrupted(world, isMarking, () => removePayout(world, String(gone?.payout_id)));
  expect(await openBalanceRow(racing.store, affiliate_id)).toMatchObject({ committed: 2000 });
  expect(await countersOf(world, affiliate_id)).toStrictEqual({ committed: 2000, paid: 0, payout_count: 1 });
  expect(await storedPayout(world, gone?.payout_id)).toBeUndefined();
});
