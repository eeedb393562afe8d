import { describe, expect, it } from 'vitest';
import { buildProcessPayout } from '../../../functions/admin/process.ts';
import { ensureBalanceRow } from '../../../libs/store/balances/open-balance.ts';
import { logged, openBalances } from '../../../testing/bookkeeping.ts';
import { recording } from '../../../testing/client.ts';
import { callExpecting } from '../../../testing/expect.ts';
import { processing } from '../../../testing/lifecycle.ts';
import {
  changeOf,
  deliver,
  type Item,
  putPayout,
  record,
  setPayout,
  storedPayout,
} from '../../../testing/other-service.ts';
import { useWorld } from '../../../testing/use-world.ts';
import { addAffiliate } from '../../../testing/world.ts';

const EARNED = 10_000;

const world = useWorld();
const alarms = () => logged('error', 'balance-overdrawn');

async function rich(facts: Item = {}): Promise<string> {
  const { affiliate_id } = await addAffiliate(world, { total_earned: EARNED, ...facts });
  await ensureBalanceRow(world.store, affiliate_id);
  return affiliate_id;
}

const putting = (affiliate_id: string, facts: Item) =>
  putPayout(world, record(world, { affiliate_id, ...facts }));

describe('what another service promises or pays above what was earned', () => {
  it.each(['pending', 'processing', 'completed', 'paid'])(
    'is told by the stream if it is %s',
    async (status) => {
      const affiliateId = await rich();
      await deliver(world, await putting(affiliateId, { amount: EARNED }));
      expect(alarms()).toStrictEqual([]);
      await deliver(world, await putting(affiliateId, { amount: 1000, status }));
      const overdrawn = { affiliateId, committed: EARNED + 1000, drawable: EARNED };
      expect(alarms()).toStrictEqual([{ ...overdrawn, 'balance-overdrawn': 1 }]);
    },
  );

  it('is told if a step of ours has counted it before the stream shows it', async () => {
    const affiliateId = await rich();
    const payout = record(world, { affiliate_id: affiliateId, amount: EARNED + 1 });
    const shown = await putPayout(world, payout);
    await callExpecting(
      409,
      buildProcessPayout(world),
      processing(String(payout.payout_id), { action: 'start' }),
    );
    await deliver(world, shown);
    expect(alarms()).toHaveLength(1);
  });

  it('is told if no stream has shown it, and a step of ours is the first to count it', async () => {
    const affiliateId = await rich();
    const payout = record(world, { affiliate_id: affiliateId, amount: EARNED + 1 });
    await putPayout(world, payout);
    const start = processing(String(payout.payout_id), { action: 'start' });
    await callExpecting(409, buildProcessPayout(world), start);
    expect(alarms()).toStrictEqual([]);
    const counted = (await storedPayout(world, payout.payout_id)) ?? {};
    await deliver(world, changeOf(payout, counted));
    expect(alarms()).toMatchObject([{ affiliateId, committed: EARNED + 1, drawable: EARNED }]);
    await deliver(world, changeOf(counted, { ...counted, notes: 'Seen.' }));
    expect(alarms()).toHaveLength(1);
  });

  it('is told if it is money that has not matured', async () => {
    const affiliateId = await rich({ maturing: [{ amount: 1, available_at: '2099-01-01T00:00:00.000Z' }] });
    await deliver(world, await putting(affiliateId, { amount: EARNED }));
    expect(alarms()).toMatchObject([{ committed: EARNED, drawable: EARNED - 1 }]);
  });

  it('is told by openBalances if no stream has shown it, also if the row was opened before', async () => {
    const { affiliate_id: affiliateId } = await addAffiliate(world, { total_earned: EARNED });
    await putting(affiliateId, { amount: EARNED + 1 });
    await ensureBalanceRow(world.store, affiliateId);
    await openBalances(world);
    const told = alarms().filter((alarm) => 'affiliateId' in alarm && alarm.affiliateId === affiliateId);
    expect(told).toMatchObject([{ committed: EARNED + 1, drawable: EARNED }]);
  });

  it('is not judged by earnings that cannot be read, and its record does not fail', async () => {
    const affiliateId = await rich({ total_earned: 'much' });
    await deliver(world, await putting(affiliateId, { amount: EARNED }));
    expect(alarms()).toStrictEqual([]);
  });

  it('is not told of what another service gives back, nor of anything that earnings cover', async () => {
    const affiliateId = await rich();
    const payout = record(world, { affiliate_id: affiliateId, amount: EARNED });
    await deliver(world, await putPayout(world, payout));
    const { store, sent } = recording(world);
    await deliver({ ...world, store }, await setPayout(world, payout.payout_id, { status: 'failed' }));
    expect(sent).not.toContain('GetCommand');
    expect(alarms()).toStrictEqual([]);
  });
});
