import { Webhook } from 'standardwebhooks';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { buildProcessPayout } from '../../../functions/admin/process.ts';
import { buildRequestPayout } from '../../../functions/payouts/request.ts';
import { buildZelleWebhook } from '../../../functions/webhooks/zelle.ts';
import { getPayout } from '../../../libs/store/payouts/get-payout.ts';
import { signedByBank } from '../../../testing/bank.ts';
import { call } from '../../../testing/call.ts';
import { cancelled, withClient } from '../../../testing/client.ts';
import { callExpecting } from '../../../testing/expect.ts';
import { asking, processing } from '../../../testing/lifecycle.ts';
import { useHandler } from '../../../testing/use-handler.ts';
import { addAffiliate, countersOf, type World } from '../../../testing/world.ts';

const OLD = `whsec_${Buffer.from('the old secret of the bank partner').toString('base64')}`;
const NEW = `whsec_${Buffer.from('the new secret of the bank partner').toString('base64')}`;

const withSecrets = (world: World, ...zelleSecrets: string[]): World => ({
  ...world,
  settings: { ...world.settings, zelleSecrets },
});

const { world, handler: webhook } = useHandler((world) => buildZelleWebhook(withSecrets(world, NEW, OLD)));

async function payoutOf(method: 'zelle' | 'paypal') {
  const { user_id, affiliate_id } = await addAffiliate(world, { payment_method: method });
  const { json } = await callExpecting(201, buildRequestPayout(world), asking(user_id, { amount: 2500 }));
  const { payout_id } = json.data.payout;
  await callExpecting(200, buildProcessPayout(world), processing(payout_id, { action: 'start' }));
  return { payout_id, affiliate_id };
}

const signed = (event: object, options: { secret?: string; ageS?: number; id?: string } = {}) =>
  signedByBank(JSON.stringify(event), { secret: NEW, ...options });

const completed = (payout_id: string) => ({
  type: 'payout.completed',
  data: { payout_id, transaction_id: 'ZELLE-1' },
});
const failed = (payout_id: string) => ({
  type: 'payout.failed',
  data: { payout_id, reason: 'No such account.' },
});
const payoutAt = (payoutId: string) => getPayout(world.store, payoutId);

describe('POST /webhooks/zelle', () => {
  it.each([NEW, OLD])(
    'completes a processing Zelle payout, signed with the new or the old secret',
    async (secret) => {
      const { payout_id, affiliate_id } = await payoutOf('zelle');
      expect((await call(webhook, signed(completed(payout_id), { secret }))).status).toBe(200);
      expect(await payoutAt(payout_id)).toMatchObject({ status: 'completed', transaction_id: 'ZELLE-1' });
      expect(await countersOf(world, affiliate_id)).toStrictEqual({
        committed: 2500,
        paid: 2500,
        payout_count: 1,
      });
    },
  );

  it('completes a payout if the delivery id is the id of the payout', async () => {
    const { payout_id } = await payoutOf('zelle');
    expect((await call(webhook, signed(completed(payout_id), { id: payout_id }))).status).toBe(200);
    expect((await payoutAt(payout_id))?.status).toBe('completed');
  });

  it('fails a payout with the bank’s reason, and releases its money', async () => {
    const { payout_id, affiliate_id } = await payoutOf('zelle');
    expect((await call(webhook, signed(failed(payout_id)))).status).toBe(200);
    expect(await payoutAt(payout_id)).toMatchObject({ status: 'failed', failure_reason: 'No such account.' });
    expect(await countersOf(world, affiliate_id)).toStrictEqual({ committed: 0, paid: 0, payout_count: 1 });
  });

  it('pays once and gives back once if payment and return come many times at once, in any order', async () => {
    const { payout_id, affiliate_id } = await payoutOf('zelle');
    const paid = signed(completed(payout_id));
    await callExpecting(200, webhook, paid);
    const returned = signed(failed(payout_id));
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => call(webhook, index % 2 ? paid : returned)),
    );
    expect(new Set(answers.map(({ status }) => status))).toStrictEqual(new Set([200]));
    expect((await payoutAt(payout_id))?.history).toHaveLength(4);
    expect((await payoutAt(payout_id))?.status).toBe('failed');
    expect(await countersOf(world, affiliate_id)).toStrictEqual({ committed: 0, paid: 0, payout_count: 1 });
  });

  it.each([
    ['the same delivery', () => 'msg_same'],
    ['deliveries of their own', () => `msg_${world.newId()}`],
  ])('pays once if ten come at once, and none before them: %s', async (_, newId) => {
    const { payout_id, affiliate_id } = await payoutOf('zelle');
    const deliveries = Array.from({ length: 10 }, () => signed(completed(payout_id), { id: newId() }));
    const read = Promise.withResolvers<void>();
    let reads = 0;
    // All have read the payout before the first of them writes.
    const racing = withClient(world, async (name, send) => {
      if (name === 'GetItemCommand' && ++reads === deliveries.length) read.resolve();
      if (name === 'TransactWriteItemsCommand') await read.promise;
      return send();
    });
    const racer = buildZelleWebhook(withSecrets({ ...world, store: racing }, NEW));
    const answers = await Promise.all(deliveries.map((delivery) => call(racer, delivery)));
    expect(answers.map(({ status }) => status)).toStrictEqual(Array(10).fill(200));
    expect((await payoutAt(payout_id))?.history).toHaveLength(3);
    expect(await countersOf(world, affiliate_id)).toStrictEqual({
      committed: 2500,
      paid: 2500,
      payout_count: 1,
    });
  });

  it('is try_again while the payout is busy, and completes it when it is delivered again', async () => {
    const { payout_id } = await payoutOf('zelle');
    const delivery = signed(completed(payout_id));
    const store = withClient(world, async (name, send) => {
      if (name === 'TransactWriteItemsCommand') throw cancelled('TransactionConflict', 'None');
      return send();
    });
    const busy = buildZelleWebhook(withSecrets({ ...world, store }, NEW));
    const answer = await call(busy, { ...delivery, remainingMs: 1600 });
    expect([answer.status, answer.json.error.code]).toStrictEqual([503, 'try_again']);
    expect((await payoutAt(payout_id))?.status).toBe('processing');
    expect((await call(webhook, delivery)).status).toBe(200);
    expect((await payoutAt(payout_id))?.status).toBe('completed');
  });

  it('does not change a PayPal payout', async () => {
    const { payout_id } = await payoutOf('paypal');
    const before = await payoutAt(payout_id);
    expect((await call(webhook, signed(completed(payout_id)))).status).toBe(200);
    expect(await payoutAt(payout_id)).toStrictEqual(before);
  });

  it('returns 200 for a payout that does not exist', async () => {
    expect((await call(webhook, signed(completed('unknown')))).status).toBe(200);
  });

  it.each([
    [{}, 'type'],
    [{ type: 'payout.completed' }, 'data'],
    [{ type: 'payout.failed', data: {} }, 'data.payout_id'],
  ])(
    'returns invalid_request for a signed event that is not valid: %j, for want of %s',
    async (event, path) => {
      const { status, json } = await call(webhook, signed(event));
      expect([status, json.error.code]).toStrictEqual([400, 'invalid_request']);
      expect(json.error.details.fields).toContainEqual({ path, message: 'is required' });
    },
  );

  it('returns 401 if it is unsigned, badly signed, stale, from the future or altered, or if no secret is configured', async () => {
    const { payout_id } = await payoutOf('zelle');
    // The clock stands still: what is a second too early must not be in time when it is looked at.
    vi.useFakeTimers({ toFake: ['Date'] });
    onTestFinished(() => void vi.useRealTimers());
    const good = signed(completed(payout_id));
    const stranger = `whsec_${Buffer.from('somebody else’s secret altogether').toString('base64')}`;
    const attempts = [
      { ...good, headers: {} },
      { ...good, body: good.body.replace('ZELLE-1', 'ZELLE-2') },
      { ...good, headers: { ...good.headers, 'webhook-id': 'msg_other' } },
      signed(completed(payout_id), { secret: stranger }),
      signed(completed(payout_id), { ageS: 301 }),
      signed(completed(payout_id), { ageS: -301 }),
    ];
    for (const attempt of attempts) expect((await call(webhook, attempt)).status).toBe(401);
    const alone = buildZelleWebhook(withSecrets(world));
    expect((await call(alone, good)).status).toBe(401);
    expect((await payoutAt(payout_id))?.status).toBe('processing');
  });

  it('matches the test vector of the Standard Webhooks specification', () => {
    const webhookOfVector = new Webhook('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw');
    const at = new Date(1_614_265_330_000);
    expect(webhookOfVector.sign('msg_p5jXN8AQM9LWM0D4loKWxJek', at, '{"test": 2432232314}')).toBe(
      'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    );
  });
});
