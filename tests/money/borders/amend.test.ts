import { describe, expect, it } from 'vitest';
import { buildProcessPayout } from '../../../functions/admin/process.ts';
import type { Payout } from '../../../libs/payouts/payout.ts';
import { ensureBalanceRow } from '../../../libs/store/balances/open-balance.ts';
import { getReadablePayout } from '../../../libs/store/payouts/get-payout.ts';
import { takeStep } from '../../../libs/store/payouts/transition.ts';
import { call } from '../../../testing/call.ts';
import { lost } from '../../../testing/client.ts';
import { callExpecting, expectFailure } from '../../../testing/expect.ts';
import { interrupted, isMarking } from '../../../testing/interrupted.ts';
import { ENDED_AT, oldPayout, payoutNow, processing } from '../../../testing/lifecycle.ts';
import { deliver, setPayout } from '../../../testing/other-service.ts';
import { invalidTransition } from '../../../testing/refusals.ts';
import { countersOf } from '../../../testing/world.ts';
import { LATER, useBank } from './use-bank.ts';

const { world, processPayout, zelle } = useBank();

describe('an amend', () => {
  const amend = (payout_id: string, facts: object) => processing(payout_id, { action: 'amend', ...facts });

  it('corrects a payout that was paid by hand, and the history keeps both', async () => {
    const asked = await zelle('completed');
    const counters = await countersOf(world, asked.affiliate.affiliate_id);
    const request = amend(asked.payout_id, { transaction_id: 'T-9', notes: 'The number was mistyped.' });
    const { json } = await callExpecting(200, processPayout, request);
    expect(json.data.payout).toMatchObject({
      status: 'completed',
      transaction_id: 'T-9',
      notes: 'The number was mistyped.',
      processed_at: ENDED_AT,
    });
    const { history } = await payoutNow(world, asked.payout_id);
    expect(history.slice(-2)).toMatchObject([
      { status: 'completed', at: ENDED_AT, transaction_id: 'T-1' },
      { status: 'completed', at: LATER, transaction_id: 'T-9', notes: 'The number was mistyped.' },
    ]);
    expect(await countersOf(world, asked.affiliate.affiliate_id)).toStrictEqual(counters);
  });

  it('corrects what a person paid after PayPal’s payment had come back', async () => {
    const { payout_id } = await zelle('completed');
    const byPaypal = { by: 'paypal', role: 'provider' };
    const history = [
      { id: 'paid', status: 'completed', ...byPaypal },
      { id: 'returned', status: 'failed', ...byPaypal },
      { id: 'paid again', status: 'completed', by: 'user-admin', role: 'admin' },
    ];
    await setPayout(world, payout_id, { history });
    await callExpecting(200, processPayout, amend(payout_id, { transaction_id: 'T-9' }));
  });

  it('keeps what it does not name', async () => {
    const { payout_id } = await zelle('completed');
    const { json } = await callExpecting(200, processPayout, amend(payout_id, { notes: 'For March.' }));
    expect(json.data.payout).toMatchObject({ transaction_id: 'T-1', notes: 'For March.' });
  });

  it('loses none of two that race', async () => {
    const { payout_id } = await zelle('completed');
    const requests = ['T-7', 'T-8'].map((transaction_id) => amend(payout_id, { transaction_id }));
    await Promise.all(requests.map((request) => callExpecting(200, processPayout, request)));
    const { history } = await payoutNow(world, payout_id);
    const amended = history.slice(-2).map(({ transaction_id }: { transaction_id: string }) => transaction_id);
    expect(amended.toSorted()).toStrictEqual(['T-7', 'T-8']);
  });

  it('is in the history once if the answer of the database is lost', async () => {
    const { payout_id } = await zelle('completed');
    const losing = interrupted(world, isMarking, async () => Promise.reject(lost()), 'after');
    const request = amend(payout_id, { transaction_id: 'T-9' });
    await callExpecting(200, buildProcessPayout(losing), request);
    const { history } = await payoutNow(world, payout_id);
    expect(history.slice(3)).toMatchObject([{ status: 'completed', transaction_id: 'T-9' }]);
  });

  it.each([{}, { history: ['something else'] as never }])(
    "of another service's payout is kept by a step that was judged before it, with %o on record",
    async (facts) => {
      const { affiliate, payout_id } = await oldPayout(world, { status: 'completed', ...facts });
      await ensureBalanceRow(world.store, affiliate.affiliate_id);
      const before = await getReadablePayout(world.store, payout_id);
      await callExpecting(200, processPayout, amend(payout_id, { transaction_id: 'T-9' }));
      const step = { id: 's-1', at: LATER, by: 'user-admin', role: 'admin' } as const;
      await takeStep(world.store, before as Payout, { ...step, action: 'return', reason: 'It came back.' });
      const { history } = await payoutNow(world, payout_id);
      expect(history.slice(-2)).toMatchObject([
        { status: 'completed', transaction_id: 'T-9' },
        { status: 'failed', reason: 'It came back.' },
      ]);
    },
  );

  it('of a payout of ours that another service completed fills the gap in its history once', async () => {
    const { payout_id } = await zelle('processing');
    await deliver(world, await setPayout(world, payout_id, { status: 'completed' }));
    const before = await getReadablePayout(world.store, payout_id);
    await callExpecting(200, processPayout, amend(payout_id, { transaction_id: 'T-9' }));
    const step = { id: 's-1', at: LATER, by: 'user-admin', role: 'admin' } as const;
    await takeStep(world.store, before as Payout, { ...step, action: 'return', reason: 'It came back.' });
    const { history } = await payoutNow(world, payout_id);
    expect(history.slice(2)).toMatchObject([
      { status: 'completed', by: 'old-service' },
      { status: 'completed', transaction_id: 'T-9' },
      { status: 'failed', reason: 'It came back.' },
    ]);
  });

  it.each(['scheduled', 'pending', 'processing', 'failed', 'cancelled'] as const)(
    'is refused for a %s payout',
    async (status) => {
      const { payout_id } = await zelle(status);
      const answer = await call(processPayout, amend(payout_id, { transaction_id: 'T-9' }));
      expectFailure(answer, invalidTransition(status, 'amend'));
    },
  );
});
