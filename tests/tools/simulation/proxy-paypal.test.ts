import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Payout } from '../../../libs/payouts/payout.ts';
import { openPaypal, type Paypal } from '../../../libs/paypal/client.ts';
import { startPaypalSimulator } from '../../../local/paypal/server.ts';
import type { Simulator } from '../../../local/paypal/simulator.ts';
import { type FaultProxy, startProxy } from '../../../simulation/proxy/server.ts';

const ACCOUNT = { clientId: 'client', clientSecret: 'secret', webhookId: 'WEBHOOK-1' };
const CREATE = 'POST /v1/payments/payouts';

const payoutOf = (payout_id: string) =>
  ({ payout_id, amount: 5000, payment_email: 'ada@example.com' }) as Payout;

let simulator: Simulator;
let proxy: FaultProxy;
let paypal: Paypal;
beforeAll(async () => {
  simulator = await startPaypalSimulator({ ...ACCOUNT, port: 0, delayMs: 0 });
  proxy = await startProxy({ target: simulator.url });
  paypal = openPaypal({
    ...ACCOUNT,
    baseUrl: proxy.url,
    postsPerMinute: 400,
    extraCertificateOrigins: [],
  });
});
afterAll(async () => {
  await proxy?.close();
  await simulator?.close();
});

const batchIds = (payoutId: string) =>
  simulator
    .batches()
    .filter(({ items }) => items.some(({ payout_item }) => payout_item.sender_item_id === payoutId))
    .map(({ batch_header }) => batch_header.payout_batch_id);

it('can lose PayPal’s answer to a create call, after which the next one is a duplicate', async () => {
  proxy.plan(({ operation }) => (operation === CREATE ? { kind: 'drop_after' } : undefined));
  expect((await paypal.create(payoutOf('p-after'))).kind).toBe('unknown');
  proxy.plan();
  const [batchId] = batchIds('p-after');
  expect(await paypal.create(payoutOf('p-after'))).toStrictEqual({ kind: 'duplicate', batchId });
  expect(batchIds('p-after')).toStrictEqual([batchId]);
});

it('can lose a create call, after which the next one succeeds', async () => {
  proxy.plan(({ operation }) => (operation === CREATE ? { kind: 'drop_before' } : undefined));
  expect((await paypal.create(payoutOf('p-before'))).kind).toBe('unknown');
  expect(batchIds('p-before')).toStrictEqual([]);
  proxy.plan();
  const { kind } = await paypal.create(payoutOf('p-before'));
  expect({ kind, batches: batchIds('p-before').length }).toStrictEqual({ kind: 'accepted', batches: 1 });
});

it('does not apply DynamoDB’s faults to PayPal', async () => {
  const before = { ...proxy.faults };
  proxy.plan(() => ({ kind: 'unavailable' }));
  expect((await paypal.create(payoutOf('p-other'))).kind).toBe('accepted');
  expect(proxy.faults).toStrictEqual(before);
});
