import { beforeAll, describe, expect, it } from 'vitest';
import { buildAudit } from '../../../functions/workers/audit.ts';
import { buildContinueRuns } from '../../../functions/workers/continue-runs.ts';
import { buildOpenBalances } from '../../../functions/workers/open-balances.ts';
import { buildReconcile } from '../../../functions/workers/reconcile.ts';
import { buildRedrive } from '../../../functions/workers/redrive.ts';
import { buildReleaseScheduled } from '../../../functions/workers/release-scheduled.ts';
import { buildRepairBalance } from '../../../functions/workers/repair-balance.ts';
import { buildSendDigest } from '../../../functions/workers/send-digest.ts';
import { buildSweep } from '../../../functions/workers/sweep.ts';
import { buildSyncPaypal } from '../../../functions/workers/sync-paypal.ts';
import type { RunContext } from '../../../libs/runtime/invocation.ts';
import { contextOf } from '../../../testing/call.ts';
import { operatorsEvent } from '../../../testing/event-fixtures.ts';
import { everything } from '../../../testing/expect.ts';
import { useWorld } from '../../../testing/use-world.ts';
import { addAffiliate, type World } from '../../../testing/world.ts';

type Build = (world: World) => (event: unknown, context: RunContext) => Promise<object>;

const WORKERS: Record<string, Build> = {
  audit: buildAudit,
  continueRuns: buildContinueRuns,
  openBalances: buildOpenBalances,
  reconcile: buildReconcile,
  redrive: buildRedrive,
  releaseScheduled: buildReleaseScheduled,
  repairBalance: buildRepairBalance,
  sendDigest: buildSendDigest,
  sweep: buildSweep,
  syncPaypal: buildSyncPaypal,
};
const OPTIONAL = Object.keys(WORKERS).filter((name) => name !== 'repairBalance' && name !== 'redrive');

const UNKNOWN = 'is not a known member';
const ID = 'must be the next of a report';
const SEGMENT = 'must be a whole number from 0 to 23';
const STAGE = 'must be tables, affiliates, balances, payouts or groups';
const TABLE = 'must be affiliates, balances or payouts, because of after';
const SCOPE = 'must be processing or completed';
const TIME = 'must be a time in ISO 8601 UTC, such as 2027-01-31T12:00:00Z';

const world = useWorld();
beforeAll(() => addAffiliate(world));

const run = (name: string, event: unknown) =>
  WORKERS[name]?.(world)(event, contextOf({ remainingMs: 60_000 })) ?? Promise.reject(name);

describe('C12: what a worker is invoked with', () => {
  it.each<[string, unknown, string, string]>([
    ['openBalances', { afer: 'aff-ada' }, 'afer', UNKNOWN],
    ['openBalances', { After: 'aff-ada' }, 'After', UNKNOWN],
    ['openBalances', { after: 5 }, 'after', ID],
    ['openBalances', { after: '' }, 'after', ID],
    ['openBalances', { after: null }, 'after', ID],
    ['openBalances', { after: { affiliate_id: 'aff-ada' } }, 'after', ID],
    ['openBalances', { segment: 1 }, 'segment', UNKNOWN],
    ['reconcile', { afer: 'aff-ada' }, 'afer', UNKNOWN],
    ['reconcile', { segments: 5 }, 'segments', UNKNOWN],
    ['reconcile', { segment: '5' }, 'segment', SEGMENT],
    ['reconcile', { segment: 24 }, 'segment', SEGMENT],
    ['reconcile', { segment: -1 }, 'segment', SEGMENT],
    ['reconcile', { segment: 1.5 }, 'segment', SEGMENT],
    ['reconcile', { time: 'noon' }, 'time', TIME],
    ['reconcile', { time: 1_772_366_400 }, 'time', TIME],
    [
      'reconcile',
      { time: '2026-03-01T12:01:00Z', segment: 5 },
      'segment',
      'must be left out, because the time says which it is',
    ],
    ['continueRuns', { run_id: 'r-1' }, 'run_id', UNKNOWN],
    ['releaseScheduled', { dry_run: true }, 'dry_run', UNKNOWN],
    ['releaseScheduled', { time: 5 }, 'time', TIME],
    ['sendDigest', { day: '2026-03-01' }, 'day', UNKNOWN],
    ['audit', { next: { stage: 'payouts' } }, 'next', UNKNOWN],
    ['audit', { stage: 'payout' }, 'stage', STAGE],
    ['audit', { after: 'p-1' }, 'stage', 'is required'],
    ['audit', { stage: 'groups', after: 'p-1' }, 'stage', TABLE],
    ['audit', { stage: 'payouts', after: '' }, 'after', ID],
    ['redrive', {}, 'payout_ids', 'is required'],
    ['redrive', { payout_ids: [] }, 'payout_ids', 'must be 1 to 100 ids of payouts'],
    ['redrive', { payout_ids: Array(101).fill('p-1') }, 'payout_ids', 'must be 1 to 100 ids of payouts'],
    ['redrive', { payout_ids: [5] }, 'payout_ids.0', 'must be the id of a payout'],
    ['redrive', { payout_ids: ['p-1'], skip: true }, 'skip', UNKNOWN],
    ['sweep', { skip: false }, 'skip', 'must be true'],
    ['sweep', { payout_ids: ['p-1'] }, 'payout_ids', UNKNOWN],
    ['syncPaypal', { scope: 'Completed' }, 'scope', SCOPE],
    ['syncPaypal', { scope: null }, 'scope', SCOPE],
    ['syncPaypal', { scop: 'completed' }, 'scop', UNKNOWN],
    ['syncPaypal', { scope: 'completed', limit: 5 }, 'limit', UNKNOWN],
    ['repairBalance', { ...operatorsEvent('repair-balance.json'), affiliate: 'x' }, 'affiliate', UNKNOWN],
  ])('is refused, and the member named: %s %j', async (name, event, path, message) => {
    const before = await everything(world);
    await expect(run(name, event)).rejects.toMatchObject({
      code: 'invalid_request',
      message: expect.stringContaining(`${path} ${message}`),
      details: { fields: expect.arrayContaining([{ path, message }]) },
    });
    expect(await everything(world)).toStrictEqual(before);
  });

  it.each(
    Object.keys(WORKERS).flatMap((name) =>
      ['', 'text', 0, 5, false, true, []].map((event) => ({ name, event })),
    ),
  )('is refused if it is no object: $name $event', ({ name, event }) =>
    expect(run(name, event)).rejects.toMatchObject({ code: 'invalid_request' }),
  );

  it.each(OPTIONAL)('may be nothing: %s', async (name) => {
    for (const event of [undefined, null, {}]) expect(await run(name, event)).toBeTypeOf('object');
  });

  it.each(['continueRuns', 'reconcile', 'releaseScheduled', 'sendDigest', 'sweep'])(
    "may be a schedule's event: %s",
    async (name) => {
      const event = operatorsEvent('release-scheduled.json');
      expect(await run(name, event)).toBeTypeOf('object');
      // serverless-offline knows no ARN.
      expect(await run(name, { ...event, resources: [] })).toBeTypeOf('object');
    },
  );

  it('may be what serverless.ts and the documentation say', async () => {
    for (const scope of ['processing', 'completed']) await run('syncPaypal', { scope });
    await run('openBalances', { after: 'aff-ada' });
    await run('audit', { stage: 'payouts', after: 'p-1' });
    await run('audit', { stage: 'groups' });
    await run('reconcile', { segment: 23, after: 'aff-ada' });
  });
});
