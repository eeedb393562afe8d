import { NumberValue, PutCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import { buildProcessPayout } from '../../../functions/admin/process.ts';
import { buildGetBalance } from '../../../functions/payouts/balance.ts';
import { buildListPayouts } from '../../../functions/payouts/list.ts';
import { buildRequestPayout } from '../../../functions/payouts/request.ts';
import type { Payout } from '../../../libs/payouts/payout.ts';
import { call } from '../../../testing/call.ts';
import { callExpecting } from '../../../testing/expect.ts';
import { asking, processing } from '../../../testing/lifecycle.ts';
import { handlerOn, useHandler } from '../../../testing/use-handler.ts';
import { addAffiliate, addPayouts, countersOf } from '../../../testing/world.ts';

const { world, handler: request } = useHandler(buildRequestPayout);
const processPayout = handlerOn(world, buildProcessPayout);

const ask = (as: string, amount: number) => call(request, asking(as, { amount }));
const end = (payout_id: string, action: object) => call(processPayout, processing(payout_id, action));

describe('records of the old service', () => {
  it('are counted, listed and ended like any other if their amounts are text', async () => {
    const { affiliate_id, user_id } = await addAffiliate(world);
    const amount = '5000' as unknown as number;
    const [old] = await addPayouts(
      world,
      { affiliate_id, amount, status: 'processing' },
      { affiliate_id, amount },
    );
    const balance = await call(buildGetBalance(world), { as: user_id });
    expect(balance.json.data.balance).toMatchObject({ total_paid: 5000, pending: 5000, available: 40_000 });
    expect((await ask(user_id, 1000)).status).toBe(201);
    const { json } = await callExpecting(200, buildListPayouts(world), { as: user_id });
    expect(json.data.payouts.map((payout: Payout) => payout.amount).sort()).toStrictEqual([1000, 5000, 5000]);
    const ended = await end(old?.payout_id ?? '', { action: 'complete', transaction_id: 'T' });
    expect(ended.status).toBe(200);
    expect(await countersOf(world, affiliate_id)).toStrictEqual({
      committed: 11_000,
      paid: 10_000,
      payout_count: 3,
    });
  });

  it('are counted at their first step if they are missing from the index, even above what was earned', async () => {
    const { affiliate_id, user_id } = await addAffiliate(world);
    expect((await ask(user_id, 50_000)).status).toBe(201);
    const stray = { payout_id: world.newId(), affiliate_id, amount: 40_000, status: 'processing' };
    await world.store.db.send(new PutCommand({ TableName: world.store.tables.payouts, Item: stray }));
    const { json } = await callExpecting(200, buildListPayouts(world), { as: user_id });
    const id = json.data.payouts[0].payout_id;
    expect((await end(id, { action: 'start' })).status).toBe(200);
    expect((await end(id, { action: 'complete', transaction_id: 'T1' })).status).toBe(200);
    expect((await end(stray.payout_id, { action: 'complete', transaction_id: 'T2' })).status).toBe(200);
    expect(await countersOf(world, affiliate_id)).toStrictEqual({
      committed: 90_000,
      paid: 90_000,
      payout_count: 2,
    });
    expect((await ask(user_id, 1000)).json.error).toStrictEqual({
      code: 'insufficient_balance',
      details: { available: 0, requested: 1000 },
    });
  });

  it('may have numbers above our maximum', async () => {
    const total_earned = NumberValue.from('12345678901234567.89') as unknown as number;
    const { user_id } = await addAffiliate(world, { total_earned });
    expect((await ask(user_id, 1000)).status).toBe(201);
  });
});
