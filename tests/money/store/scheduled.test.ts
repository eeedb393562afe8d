import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import { buildReleaseScheduled } from '../../../functions/workers/release-scheduled.ts';
import { type Payout, WAITING } from '../../../libs/payouts/payout.ts';
import { pagesDue } from '../../../libs/store/payouts/due-for-release.ts';
import { getPayout } from '../../../libs/store/payouts/get-payout.ts';
import { logged } from '../../../testing/bookkeeping.ts';
import { contextOf } from '../../../testing/call.ts';
import { inSmallPages, lost, withClient } from '../../../testing/client.ts';
import { payoutThatIs, RELEASED_AT, releaseDue } from '../../../testing/lifecycle.ts';
import { useWorld } from '../../../testing/use-world.ts';
import { addPayouts, type World } from '../../../testing/world.ts';

const world = useWorld();

const scheduledAt = (scheduled_for: string, affiliate_id: string): Partial<Payout> => ({
  affiliate_id,
  status: 'scheduled',
  affiliate_status: `scheduled#${affiliate_id}`,
  scheduled_for,
  schedule: WAITING,
  history: [{ id: 'first', status: 'scheduled', at: scheduled_for, by: 'u', role: 'owner' }],
});

async function statuses({ store }: World, affiliateId: string) {
  const counts: Record<string, number> = {};
  let ExclusiveStartKey: Record<string, unknown> | undefined;
  do {
    const page = await store.db.send(
      new QueryCommand({
        TableName: store.tables.payouts,
        IndexName: 'affiliate-payouts-index',
        KeyConditionExpression: 'affiliate_id = :a',
        ExpressionAttributeValues: { ':a': affiliateId },
        ExclusiveStartKey,
      }),
    );
    for (const { status, history } of page.Items ?? []) {
      const key = `${status}, ${history.length} steps`;
      counts[key] = (counts[key] ?? 0) + 1;
    }
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey);
  return counts;
}

const at = (now: string, store = world.store) => buildReleaseScheduled({ ...world, store, now: () => now });

describe('releasing scheduled payouts', () => {
  it('releases what is due, to the millisecond, and nothing else', async () => {
    await addPayouts(
      world,
      scheduledAt('2026-05-01T00:00:00.000Z', 'aff-time'),
      scheduledAt('2026-05-01T00:00:00.001Z', 'aff-time'),
    );
    const release = at('2026-05-01T00:00:00.000Z');
    expect(await release({}, contextOf())).toStrictEqual({ released: 1, skipped: 0, failed: 0 });
    expect(await release({}, contextOf())).toStrictEqual({ released: 0, skipped: 0, failed: 0 });
    expect(await statuses(world, 'aff-time')).toStrictEqual({
      'pending, 2 steps': 1,
      'scheduled, 1 steps': 1,
    });
    await at('2026-05-02T00:00:00.000Z')({}, contextOf());
  });

  it('makes a payout pending, adds to its history, and changes nothing else', async () => {
    const { affiliate, payout_id } = await payoutThatIs(world, 'scheduled');
    const { schedule: _, history = [], ...before } = (await getPayout(world.store, payout_id)) ?? {};
    expect((await releaseDue(world)).released).toBe(1);
    const release = { status: 'pending', at: RELEASED_AT, by: 'schedule', role: 'schedule' };
    expect(await getPayout(world.store, payout_id)).toStrictEqual({
      ...before,
      status: 'pending',
      affiliate_status: `pending#${affiliate.affiliate_id}`,
      history: [...history, { ...release, id: expect.any(String) }],
    });
  });

  it('does not stop at a payout that fails, which is tried again', async () => {
    const due = await addPayouts(
      world,
      ...Array.from({ length: 5 }, () => scheduledAt('2026-05-03T00:00:00.000Z', 'aff-one')),
    );
    let sent = 0;
    const store = withClient(world, async (name, send) => {
      if (name === 'TransactWriteItemsCommand' && sent++ === 0) {
        throw Object.assign(lost(), { name: 'ValidationException', $metadata: { httpStatusCode: 400 } });
      }
      return send();
    });
    const now = '2026-05-03T00:00:01.000Z';
    const report = await at(now, store)({}, contextOf());
    expect(report).toStrictEqual({ released: 4, skipped: 0, failed: 1 });
    const after = await Promise.all(due.map(({ payout_id }) => getPayout(world.store, payout_id)));
    const left = after.filter((payout) => payout?.status === 'scheduled');
    const lines = left.map((payout) => ({ payoutId: payout?.payout_id, stack: expect.any(String) }));
    expect(logged('error', 'release')).toStrictEqual(lines);
    expect(logged('info', 'release')).toStrictEqual([report]);
    expect(await at(now)({}, contextOf())).toStrictEqual({ released: 1, skipped: 0, failed: 0 });
  });

  it('begins with what has been due longest', async () => {
    const now = '2026-05-01T00:10:00.000Z';
    const times = ['2026-05-01T00:02:00.000Z', '2026-05-01T00:01:00.000Z', '2026-05-01T00:03:00.000Z'];
    await addPayouts(world, ...times.map((time) => scheduledAt(time, 'aff-order')));
    const found: (string | undefined)[] = [];
    for await (const page of pagesDue(world.store, now))
      found.push(...page.map((each) => each.scheduled_for));
    expect(found.filter((time = '') => times.includes(time))).toStrictEqual(times.toSorted());
    await at(now)({}, contextOf());
  });

  it('leaves the rest to the next run if there is too little time for another page', async () => {
    const due = scheduledAt('2026-05-10T00:00:00.000Z', 'aff-late');
    await addPayouts(world, { ...due }, { ...due }, { ...due });
    const release = at('2026-05-10T00:00:01.000Z', inSmallPages(world).store);
    expect(await release({}, contextOf({ remainingMs: 9999 }))).toMatchObject({ released: 1, failed: 0 });
    expect(await release({}, contextOf({ remainingMs: 60_000 }))).toMatchObject({ released: 2, failed: 0 });
  });

  it('releases each of 10000 once, over several runs', async () => {
    await addPayouts(
      world,
      ...Array.from({ length: 10_000 }, () => scheduledAt('2026-06-01T00:00:00.000Z', 'aff-many')),
    );
    const release = at('2026-06-01T00:00:01.000Z');
    let released = 0;
    let runs = 0;
    for (; released < 10_000 && runs < 100; runs++) {
      // Two runs at once, as happens if one takes longer than a minute. Both have little time.
      const reports = await Promise.all([
        release({}, contextOf({ remainingMs: 11_000 })),
        release({}, contextOf({ remainingMs: 11_000 })),
      ]);
      for (const report of reports) released += report.released;
    }
    expect(runs).toBeGreaterThan(1);
    expect(released).toBe(10_000);
    expect(await statuses(world, 'aff-many')).toStrictEqual({ 'pending, 2 steps': 10_000 });
  });
});
