import { strictEqual } from 'node:assert/strict';
import { buildProcessPayout } from '../functions/admin/process.ts';
import { buildCancelPayout } from '../functions/payouts/cancel.ts';
import { buildRequestPayout } from '../functions/payouts/request.ts';
import { call, type TestAnswer } from '../testing/call.ts';
import { addAffiliate, type World } from '../testing/world.ts';
import { metered, type Usage } from './metered.ts';
import { AMOUNT } from './seed-histories.ts';

/** A step in a payout's life, and what it costs the database. */
export interface CostOfStep {
  step: string;
  usage: Usage;
}

/** Takes each step once, of two payouts: one that is completed, and one that is cancelled. */
export async function costsOfLife(world: World): Promise<CostOfStep[]> {
  const { user_id: as } = await addAffiliate(world);
  const { payout_id } = await request(world, as);
  const { payout_id: other } = await request(world, as);
  const admin = (body: object) => (store: World['store']) =>
    call(buildProcessPayout({ ...world, store }), {
      method: 'POST',
      as: 'user-admin',
      admin: true,
      params: { payout_id },
      body,
    });
  return [
    await costOf(world, 'start', admin({ action: 'start' })),
    await costOf(world, 'complete', admin({ action: 'complete', transaction_id: 'T-1' })),
    await costOf(world, 'cancel', (store) =>
      call(buildCancelPayout({ ...world, store }), { method: 'POST', as, params: { payout_id: other } }),
    ),
  ];
}

async function request(world: World, as: string): Promise<{ payout_id: string }> {
  const { json } = await call(buildRequestPayout(world), { method: 'POST', as, body: { amount: AMOUNT } });
  return json.data.payout;
}

async function costOf(
  world: World,
  step: string,
  take: (store: World['store']) => Promise<TestAnswer>,
): Promise<CostOfStep> {
  const { store, usage } = metered(world);
  strictEqual((await take(store)).status, 200);
  return { step, usage };
}
