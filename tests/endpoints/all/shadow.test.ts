import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildGetAnyPayout } from '../../../functions/admin/get.ts';
import { buildNotFound } from '../../../functions/not-found.ts';
import { buildGetBalance } from '../../../functions/payouts/balance.ts';
import { buildListPayouts } from '../../../functions/payouts/list.ts';
import { buildRequestPayout } from '../../../functions/payouts/request.ts';
import { buildPaypalWebhook } from '../../../functions/webhooks/paypal.ts';
import { buildZelleWebhook } from '../../../functions/webhooks/zelle.ts';
import { ensureBalanceRow } from '../../../libs/store/balances/open-balance.ts';
import { openStore } from '../../../libs/store/engine/client.ts';
import { transact } from '../../../libs/store/engine/transaction.ts';
import { bankSays, withBank } from '../../../testing/bank.ts';
import { call, contextOf } from '../../../testing/call.ts';
import {
  ADMIN_ENDPOINTS,
  AFFILIATE_ENDPOINTS,
  allowedTo,
  askedOf,
  type Endpoint,
} from '../../../testing/endpoints.ts';
import { callExpecting, everything, expectFailure, expectRefusal } from '../../../testing/expect.ts';
import { AS_ADMIN } from '../../../testing/lifecycle.ts';
import { ROUTE_NOT_FOUND, UNAUTHENTICATED } from '../../../testing/refusals.ts';
import { inShadow, READ_ONLY } from '../../../testing/shadow.ts';
import { handlerOn } from '../../../testing/use-handler.ts';
import { useWorld } from '../../../testing/use-world.ts';
import { addAffiliate, addPayouts, ENVIRONMENT, type World } from '../../../testing/world.ts';

const world = useWorld();
const ENDPOINTS = [...AFFILIATE_ENDPOINTS, ...ADMIN_ENDPOINTS];
const isRead = ({ name }: Endpoint) => name.startsWith('GET ');

describe('a stage in shadow', () => {
  it.each(ENDPOINTS.filter((endpoint) => !isRead(endpoint)))('refuses $name', async (endpoint) => {
    const asked = await askedOf(world, endpoint);
    const handler = handlerOn(world, (here) => endpoint.build(inShadow(here)));
    await expectRefusal(world, handler, allowedTo(endpoint, asked), READ_ONLY);
  });

  it.each(ENDPOINTS.filter(isRead))('answers $name, and writes nothing', async (endpoint) => {
    const asked = await askedOf(world, endpoint);
    const before = await everything(world);
    await callExpecting(200, endpoint.build(inShadow(world)), allowedTo(endpoint, asked));
    expect(await everything(world)).toStrictEqual(before);
  });

  it('refuses both webhooks, so that they come again', async () => {
    const paypal = handlerOn(world, (here) => buildPaypalWebhook(inShadow(here)));
    await expectRefusal(world, paypal, { method: 'POST', path: '/webhooks/paypal', body: {} }, READ_ONLY);
    const bank = handlerOn(world, (here) => buildZelleWebhook(inShadow(withBank(here))));
    await expectRefusal(world, bank, bankSays('payout.completed', 'none'), READ_ONLY);
  });

  it('finds nothing where nothing is, as ever', () => {
    const nowhere = handlerOn(world, (here) => buildNotFound(inShadow(here)));
    return expectRefusal(world, nowhere, { path: '/nowhere' }, ROUTE_NOT_FOUND);
  });

  it('asks who calls first', async () => {
    const answer = await call(buildRequestPayout(inShadow(world)), { method: 'POST', body: '{' });
    expectFailure(answer, UNAUTHENTICATED);
  });

  it('sums the payouts, also if there is a row that has not followed them', async () => {
    const { affiliate_id, user_id } = await addAffiliate(world);
    await ensureBalanceRow(world.store, affiliate_id);
    await addPayouts(world, { affiliate_id, amount: 7000, status: 'pending' });
    const shadow = inShadow(world);
    const { json } = await callExpecting(200, buildGetBalance(shadow), { as: user_id });
    expect(json.data.balance).toMatchObject({ pending: 7000, available: 43_000 });
    const list = { as: user_id, query: { status: 'pending' } };
    const { total, payouts } = (await callExpecting(200, buildListPayouts(shadow), list)).json.data;
    expect([total, payouts.length]).toStrictEqual([1, 1]);
  });

  it('warns of no payout by such a row', async () => {
    const { affiliate_id, total_earned } = await addAffiliate(world);
    const [{ payout_id = '' } = {}] = await addPayouts(world, { affiliate_id, amount: total_earned + 1 });
    await ensureBalanceRow(world.store, affiliate_id);
    const request = { ...AS_ADMIN, path: `/admin/payouts/${payout_id}`, params: { payout_id } };
    const warningsIn = async (here: World) =>
      (await callExpecting(200, buildGetAnyPayout(here), request)).json.data.payout.warnings;
    expect(await warningsIn(world)).toContain('not_covered');
    expect(await warningsIn(inShadow(world))).not.toContain('not_covered');
  });

  it('has a database that no code can write to', async () => {
    const { affiliate_id } = await addAffiliate(world);
    const opening = ensureBalanceRow(inShadow(world).store, affiliate_id);
    await expect(opening).rejects.toMatchObject({ code: 'read_only' });
    const onAws = openStore({ tables: world.store.tables, isShadow: true });
    await expect(transact(onAws, [])).rejects.toMatchObject({ code: 'read_only' });
  });
});

describe('the workers of a stage in shadow', () => {
  const WORKERS = readdirSync('functions/workers').map((file) => file.replace('.ts', ''));
  const asked: string[] = [];
  const outside = createServer(({ url = '' }, response) => {
    asked.push(url);
    response.end('{}');
  });
  const { env } = process;
  beforeAll(async () => {
    await new Promise<void>((listen) => outside.listen(0, '127.0.0.1', listen));
    const url = `http://127.0.0.1:${(outside.address() as AddressInfo).port}`;
    process.env = {
      ...env,
      ...ENVIRONMENT,
      SHADOW: 'true',
      DYNAMODB_ENDPOINT: world.settings.store.endpoint,
      ...{ PAYPAL_BASE_URL: url, PAYPAL_CLIENT_ID: 'i', PAYPAL_CLIENT_SECRET: 's', PAYPAL_WEBHOOK_ID: 'w' },
      ...{ SES_ENDPOINT: url, MAIL_FROM: 'payouts@example.com' },
      ...{ ADMIN_EMAIL: 'admin@example.com', ADMIN_MAIL: 'daily' },
    };
  });
  afterAll(() => {
    process.env = env;
    outside.close();
  });

  it.each(WORKERS.filter((name) => name !== 'audit'))(
    '%s does nothing: it writes, sends and mails nothing',
    async (name) => {
      const { handler } = await import(`../../../functions/workers/${name}.ts`);
      const event = JSON.parse(readFileSync(`events/${name}.json`, 'utf8'));
      const before = await everything(world);
      await expect(handler(event, contextOf())).rejects.toMatchObject({ code: 'read_only' });
      expect(await everything(world)).toStrictEqual(before);
      expect(asked).toStrictEqual([]);
    },
  );

  it('audit reads as ever', async () => {
    const { handler } = await import('../../../functions/workers/audit.ts');
    expect(await handler({}, contextOf({ remainingMs: 600_000 }))).toMatchObject({ next: null });
  });

  it('have no PayPal to send to, and no mail, even if they ran', async () => {
    const { deployed } = await import('../../../functions/deployed.ts');
    const { withPaypal } = await import('../../../libs/paypal/open.ts');
    const { withEmail } = await import('../../../libs/email/send.ts');
    const tools = deployed(
      ({ paypal, sendMail }) =>
        async () => [paypal, sendMail],
      (settings) => ({ ...withPaypal(settings), ...withEmail(settings) }),
    );
    expect(await tools()).toStrictEqual([undefined, undefined]);
  });
});
