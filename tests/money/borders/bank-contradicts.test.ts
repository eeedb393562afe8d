import { describe, expect, it } from 'vitest';
import { alarmsRaised } from '../../../testing/alarms.ts';
import { bankSays } from '../../../testing/bank.ts';
import { call } from '../../../testing/call.ts';
import { callExpecting, everything } from '../../../testing/expect.ts';
import { payoutNow, processing } from '../../../testing/lifecycle.ts';
import { setPayout, storedPayout } from '../../../testing/other-service.ts';
import { NOW } from '../../../testing/world.ts';
import { LATER, RETURNED, useBank } from './use-bank.ts';

const { world, processPayout, webhook, zelle } = useBank();

/** The same tables, except that the payout says that the bank contradicted our books. */
function noted(before: object, payout_id: string): object {
  const { payouts, ...others } = before as { payouts: { payout_id: string }[] };
  const note = { mismatch: 'bank', mismatch_at: LATER };
  return {
    ...others,
    payouts: payouts.map((item) => (item.payout_id === payout_id ? { ...item, ...note } : item)),
  };
}

describe('M6 and M7: the bank contradicts our books', () => {
  it.each(['failed', 'cancelled'] as const)(
    'raises an alarm if it paid a %s payout, and moves nothing',
    async (status) => {
      const { payout_id } = await zelle(status);
      const before = await everything(world);
      await callExpecting(200, webhook, bankSays('payout.completed', payout_id));
      expect(alarmsRaised()).toStrictEqual(['zelle-mismatch']);
      expect(await everything(world)).toStrictEqual(noted(before, payout_id));
    },
  );

  it('is noted with the time at which it last did', async () => {
    const { payout_id } = await zelle('failed');
    await setPayout(world, payout_id, { mismatch: 'bank', mismatch_at: NOW });
    await callExpecting(200, webhook, bankSays('payout.completed', payout_id));
    expect(await storedPayout(world, payout_id)).toMatchObject({ mismatch_at: LATER });
  });

  it.each(['scheduled', 'pending'] as const)(
    'is asked to deliver again if it paid a %s payout, and raises an alarm',
    async (status) => {
      const { payout_id } = await zelle(status);
      const before = await everything(world);
      const answer = await call(webhook, bankSays('payout.completed', payout_id));
      expect([answer.status, answer.json.error]).toStrictEqual([
        409,
        { code: 'invalid_transition', details: { status, action: 'complete' } },
      ]);
      expect(alarmsRaised()).toStrictEqual(['zelle-mismatch']);
      expect(await everything(world)).toStrictEqual(noted(before, payout_id));
    },
  );

  it('completes the payout when the same delivery comes again after the start', async () => {
    const { payout_id } = await zelle('pending');
    const delivery = bankSays('payout.completed', payout_id);
    await callExpecting(409, webhook, delivery);
    await callExpecting(200, processPayout, processing(payout_id, { action: 'start' }));
    await callExpecting(200, webhook, delivery);
    expect(await payoutNow(world, payout_id)).toMatchObject({ status: 'completed', transaction_id: 'T-1' });
  });

  it.each(['scheduled', 'pending'] as const)(
    'raises an alarm if it says that a %s payout failed or came back',
    async (status) => {
      for (const type of RETURNED) {
        const { payout_id } = await zelle(status);
        await callExpecting(200, webhook, bankSays(type, payout_id));
        expect((await payoutNow(world, payout_id)).status).toBe(status);
      }
      expect(alarmsRaised()).toStrictEqual(['zelle-mismatch', 'zelle-mismatch']);
    },
  );

  it('raises an alarm if it names another transaction than ours', async () => {
    const { payout_id } = await zelle('processing');
    const complete = { action: 'complete', transaction_id: 'T-2' };
    await callExpecting(200, processPayout, processing(payout_id, complete));
    await callExpecting(200, webhook, bankSays('payout.completed', payout_id));
    expect(alarmsRaised()).toStrictEqual(['zelle-mismatch']);
    expect(await payoutNow(world, payout_id)).toMatchObject({ status: 'completed', transaction_id: 'T-2' });
  });

  it('raises none for what it has said before, also after the money came back', async () => {
    const { payout_id } = await zelle('processing');
    const paid = bankSays('payout.completed', payout_id);
    await callExpecting(200, webhook, paid);
    await callExpecting(200, webhook, bankSays('payout.returned', payout_id));
    await callExpecting(200, webhook, paid);
    expect(alarmsRaised()).toStrictEqual([]);
    expect((await payoutNow(world, payout_id)).status).toBe('failed');
  });
});
