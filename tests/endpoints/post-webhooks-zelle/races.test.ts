import { expect, it } from 'vitest';
import { buildZelleWebhook } from '../../../functions/webhooks/zelle.ts';
import { getPayout } from '../../../libs/store/payouts/get-payout.ts';
import { alarmsNamed } from '../../../testing/alarms.ts';
import { bankSays, signedByBank, withBank } from '../../../testing/bank.ts';
import { call } from '../../../testing/call.ts';
import { withClient } from '../../../testing/client.ts';
import { callExpecting } from '../../../testing/expect.ts';
import { payoutThatIs } from '../../../testing/lifecycle.ts';
import { useHandler } from '../../../testing/use-handler.ts';

const { world, handler: webhook } = useHandler((here) => buildZelleWebhook(withBank(here)));

async function startedPayout(): Promise<string> {
  return (await payoutThatIs(world, 'processing', { payment_method: 'zelle' })).payout_id;
}

const failedFor = (payout_id: string, reason?: string) =>
  signedByBank(JSON.stringify({ type: 'payout.failed', data: { payout_id, ...(reason && { reason }) } }));

/** The webhook, with others delivered to it just before its own writes, one before each. */
function overtakenBy(...deliveries: ReturnType<typeof bankSays>[]) {
  const store = withClient(world, async (name, send) => {
    const delivery = name === 'TransactWriteItemsCommand' ? deliveries.shift() : undefined;
    if (delivery) await callExpecting(200, webhook, delivery);
    return send();
  });
  return buildZelleWebhook(withBank({ ...world, store }));
}

it('a payment that a failure has overtaken contradicts our books, and does not come again', async () => {
  const payoutId = await startedPayout();
  const answer = await call(overtakenBy(failedFor(payoutId)), bankSays('payout.completed', payoutId));
  expect(answer.status).toBe(200);
  expect((await getPayout(world.store, payoutId))?.status).toBe('failed');
  expect(alarmsNamed('zelle-mismatch')).toMatchObject([
    { type: 'payout.completed', payoutId, status: 'failed' },
  ]);
});

it('a failure that a payment has overtaken, and a return after it, is settled', async () => {
  const payoutId = await startedPayout();
  const late = overtakenBy(bankSays('payout.completed', payoutId), bankSays('payout.returned', payoutId));
  expect((await call(late, failedFor(payoutId, 'No such account.'))).status).toBe(200);
  const payout = await getPayout(world.store, payoutId);
  expect(payout).toMatchObject({ status: 'failed', failure_reason: 'Account closed.' });
  expect(payout?.history).toHaveLength(4);
});

it('a failure without a reason has one of ours', async () => {
  const payoutId = await startedPayout();
  expect((await call(webhook, failedFor(payoutId))).status).toBe(200);
  const reason = 'The bank could not pay this payout.';
  expect((await getPayout(world.store, payoutId))?.failure_reason).toBe(reason);
});
