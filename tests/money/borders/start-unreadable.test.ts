import { expect, it } from 'vitest';
import { buildProcessPayout } from '../../../functions/admin/process.ts';
import { buildReleaseScheduled } from '../../../functions/workers/release-scheduled.ts';
import { call, contextOf } from '../../../testing/call.ts';
import { callExpecting, expectFailure } from '../../../testing/expect.ts';
import { interrupted, isMarking } from '../../../testing/interrupted.ts';
import { at, payoutNow, payoutThatIs, processing, RELEASED_AT } from '../../../testing/lifecycle.ts';
import { deliver, putPayout, record, setPayout } from '../../../testing/other-service.ts';
import { RECORDS_UNREADABLE } from '../../../testing/refusals.ts';
import { useHandler } from '../../../testing/use-handler.ts';
import { countersOf } from '../../../testing/world.ts';

const { world, handler: processPayout } = useHandler(buildProcessPayout);

const starting = (payout_id: string) => processing(payout_id, { action: 'start' });

/** A pending payout, and another record of its affiliate, which the stream has shown. */
async function besides(amount: unknown) {
  const asked = await payoutThatIs(world, 'pending');
  const other = record(world, { affiliate_id: asked.affiliate.affiliate_id, amount });
  await deliver(world, await putPayout(world, other));
  return { ...asked, other: String(other.payout_id) };
}

it('no payout is started while a record of its affiliate cannot be read', async () => {
  const { payout_id } = await besides('$10');
  expectFailure(await call(processPayout, starting(payout_id)), RECORDS_UNREADABLE);
  expect((await payoutNow(world, payout_id)).status).toBe('pending');
});

it('a start counts a record that was mended, before the stream says so', async () => {
  const { affiliate, payout_id, other } = await besides('$10');
  await setPayout(world, other, { amount: 1000 });
  await callExpecting(200, processPayout, starting(payout_id));
  const counters = { committed: 6000, paid: 0, payout_count: 2 };
  expect(await countersOf(world, affiliate.affiliate_id)).toStrictEqual(counters);
});

it('a start is judged again if a record is spoilt before it is written', async () => {
  const { payout_id, other } = await besides(1000);
  const racing = interrupted(world, isMarking, async () =>
    deliver(world, await setPayout(world, other, { amount: '$10' })),
  );
  expectFailure(await call(buildProcessPayout(racing), starting(payout_id)), RECORDS_UNREADABLE);
  expect((await payoutNow(world, payout_id)).status).toBe('pending');
});

it('a scheduled payout whose amount cannot be read is not released, and is no failure each minute', async () => {
  const { payout_id } = await payoutThatIs(world, 'scheduled');
  await deliver(world, await setPayout(world, payout_id, { amount: '$50' }));
  const release = buildReleaseScheduled(at(world, RELEASED_AT));
  expect(await release({}, contextOf())).toStrictEqual({ released: 0, skipped: 0, failed: 0 });
  expect((await payoutNow(world, payout_id)).status).toBe('scheduled');
});
