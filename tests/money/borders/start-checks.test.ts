import { DeleteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import { buildProcessPayout } from '../../../functions/admin/process.ts';
import type { Affiliate } from '../../../libs/payouts/affiliate.ts';
import { call } from '../../../testing/call.ts';
import { callExpecting, everything, expectFailure } from '../../../testing/expect.ts';
import { interrupted, isWriting } from '../../../testing/interrupted.ts';
import { at, ENDED_AT, payoutNow, payoutThatIs, processing, STARTED_AT } from '../../../testing/lifecycle.ts';
import { useHandler } from '../../../testing/use-handler.ts';
import { addPayouts, countersOf } from '../../../testing/world.ts';

const { world, handler: processPayout } = useHandler((opened) => buildProcessPayout(at(opened, STARTED_AT)));

const start = (payout_id: string, override?: string) =>
  processing(payout_id, { action: 'start', ...(override !== undefined && { override }) });

const needsOverride = (...warnings: string[]) => ({
  status: 409,
  code: 'needs_override',
  message: `This payout has warnings: ${warnings.join(', ')}. To start it all the same, say why in override.`,
  details: { warnings },
});

/** What another service does to the affiliate's record. */
async function changeRecord(affiliate_id: string, members: Record<string, unknown>): Promise<void> {
  for (const [name, value] of Object.entries(members)) {
    const update = {
      TableName: world.store.tables.affiliates,
      Key: { affiliate_id },
      UpdateExpression: 'SET #name = :value',
      ExpressionAttributeNames: { '#name': name },
      ExpressionAttributeValues: { ':value': value },
    };
    await world.store.db.send(new UpdateCommand(update));
  }
}

async function deleteRecord(affiliate_id: string): Promise<void> {
  const TableName = world.store.tables.affiliates;
  await world.store.db.send(new DeleteCommand({ TableName, Key: { affiliate_id } }));
}

/** What can happen to an account between a request and its start. */
const CHANGES = [
  { what: 'earnings were taken back', change: { total_earned: 0 }, warnings: ['not_covered'] },
  { what: 'one cent is missing', change: { total_earned: 4999 }, warnings: ['not_covered'] },
  { what: 'the account was closed', change: { status: 'banned' }, warnings: ['affiliate_inactive'] },
  {
    what: 'the account was closed and its earnings taken back',
    change: { status: 'banned', total_earned: 0 },
    warnings: ['affiliate_inactive', 'not_covered'],
  },
];

describe('M13: a start', () => {
  it.each(CHANGES)('needs an override if $what', async ({ change, warnings }) => {
    const { affiliate, payout_id } = await payoutThatIs(world, 'pending');
    await changeRecord(affiliate.affiliate_id, change);
    const before = await everything(world);
    expectFailure(await call(processPayout, start(payout_id)), needsOverride(...warnings));
    expect(await everything(world)).toStrictEqual(before);
  });

  it('needs an override if the account is gone', async () => {
    const { affiliate, payout_id } = await payoutThatIs(world, 'pending');
    await deleteRecord(affiliate.affiliate_id);
    expectFailure(await call(processPayout, start(payout_id)), needsOverride('affiliate_missing'));
  });

  it.each(CHANGES)(
    'goes on with an override if $what, and the history keeps why',
    async ({ change, warnings }) => {
      const { affiliate, payout_id } = await payoutThatIs(world, 'pending');
      await changeRecord(affiliate.affiliate_id, change);
      const { json } = await callExpecting(200, processPayout, start(payout_id, 'Agreed with the board.'));
      expect(json.data.payout).toMatchObject({ status: 'processing', failure_reason: null, warnings });
      const { history } = await payoutNow(world, payout_id);
      expect(history.at(-1)).toStrictEqual({
        status: 'processing',
        at: STARTED_AT,
        by: 'user-admin',
        reason: 'Agreed with the board.',
      });
    },
  );

  it('needs none if exactly all that was earned is reserved', async () => {
    const { affiliate, payout_id } = await payoutThatIs(world, 'pending');
    await changeRecord(affiliate.affiliate_id, { total_earned: 5000 });
    const { json } = await callExpecting(200, processPayout, start(payout_id));
    expect(json.data.payout).toMatchObject({ status: 'processing', warnings: [] });
  });

  it.each([
    ...CHANGES,
    {
      what: 'a part has to mature again',
      change: { maturing: [{ amount: 45_001, available_at: ENDED_AT }] },
      warnings: ['not_covered'],
    },
  ])('is judged again if, while it is written, $what', async ({ change, warnings }) => {
    const { affiliate, payout_id } = await payoutThatIs(world, 'pending');
    const racing = interrupted(world, isWriting, () => changeRecord(affiliate.affiliate_id, change));
    const answer = await call(buildProcessPayout(racing), start(payout_id));
    expectFailure(answer, needsOverride(...warnings));
    expect((await payoutNow(world, payout_id)).status).toBe('pending');
  });

  it.each<[string, Partial<Affiliate>]>([
    ['what was earned', { total_earned: 5000 }],
    ['what has matured', { total_earned: 10_000, maturing: [{ amount: 5000, available_at: ENDED_AT }] }],
  ])('is judged again if more than %s is reserved while it is written', async (_, facts) => {
    const { affiliate, payout_id } = await payoutThatIs(world, 'pending', {}, facts);
    const racing = interrupted(world, isWriting, () => setCommitted(affiliate.affiliate_id, 5001));
    const answer = await call(buildProcessPayout(racing), start(payout_id));
    expectFailure(answer, needsOverride('not_covered'));
  });
});

describe('M1 and M3: what another service put into the table', () => {
  it.each(['2025-01-01T00:00:00.000Z', undefined])(
    'is counted at its first step, and the second start needs an override (requested at %s)',
    async (requested_at) => {
      const { affiliate, payout_id } = await payoutThatIs(world, 'pending', { amount: 50_000 });
      const { affiliate_id } = affiliate;
      const [theirs] = await addPayouts(world, {
        affiliate_id,
        amount: 50_000,
        status: 'pending',
        requested_at,
      } as never);
      const ours = await callExpecting(200, processPayout, start(payout_id));
      expect(ours.json.data.payout.status).toBe('processing');
      const answer = await call(processPayout, start(theirs?.payout_id ?? ''));
      expectFailure(answer, needsOverride('not_covered'));
      expect(await countersOf(world, affiliate_id)).toStrictEqual({
        committed: 100_000,
        paid: 0,
        payout_count: 2,
      });
    },
  );

  it('can be failed, and then the other one is covered again', async () => {
    const { affiliate, payout_id } = await payoutThatIs(world, 'pending', { amount: 50_000 });
    const { affiliate_id } = affiliate;
    const [theirs] = await addPayouts(world, { affiliate_id, amount: 50_000, status: 'pending' });
    const fail = processing(theirs?.payout_id ?? '', { action: 'fail', reason: 'Twice.' });
    await callExpecting(200, processPayout, fail);
    await callExpecting(200, processPayout, start(payout_id));
    expect(await countersOf(world, affiliate_id)).toStrictEqual({
      committed: 50_000,
      paid: 0,
      payout_count: 2,
    });
  });
});

async function setCommitted(affiliate_id: string, committed: number): Promise<void> {
  const update = {
    TableName: world.store.tables.balances,
    Key: { affiliate_id },
    UpdateExpression: 'SET committed = :committed',
    ExpressionAttributeValues: { ':committed': committed },
  };
  await world.store.db.send(new UpdateCommand(update));
}
