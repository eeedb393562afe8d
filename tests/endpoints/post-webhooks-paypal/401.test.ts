import { describe, expect, it, vi } from 'vitest';
import { buildPaypalWebhook } from '../../../functions/webhooks/paypal.ts';
import { call } from '../../../testing/call.ts';
import { expectFailure } from '../../../testing/expect.ts';
import { callsOf, paypalSays, useRail } from '../../../testing/paypal.ts';
import { UNAUTHENTICATED } from '../../../testing/refusals.ts';
import { useHandler } from '../../../testing/use-handler.ts';

const { world, handler: webhook } = useHandler(buildPaypalWebhook);
const rail = useRail(world);

describe('a PayPal event without a valid signature', () => {
  const body =
    '{"id":"WH-3","event_type":"PAYMENT.PAYOUTS-ITEM.SUCCEEDED","resource":{"payout_item_id":"X"}}';
  const expectUnauthenticated = async (headers: Record<string, string>, sent = body) => {
    const asked = callsOf(rail, 'item');
    const answer = await call(webhook, { method: 'POST', path: '/webhooks/paypal', body: sent, headers });
    expect(answer.status).toBe(401);
    expect(answer.json.error.code).toBe('unauthenticated');
    expect(callsOf(rail, 'item')).toBe(asked);
  };

  it('returns 401 for a changed body, time, id, signature or algorithm, and without any header', async () => {
    const good = rail.simulator.sign(body);
    await expectUnauthenticated(good, body.replace('"X"', '"Y"'));
    for (const name of Object.keys(good)) {
      await expectUnauthenticated({ ...good, [name]: '' });
      if (name !== 'paypal-cert-url')
        await expectUnauthenticated({ ...good, [name]: `${good[name as never]}x`.slice(1) });
    }
    await expectUnauthenticated({});
  });

  const PATH = '/v1/notifications/certs/CERT-1';
  it.each([
    `http://api.paypal.com${PATH}`,
    `https://evil.example${PATH}`,
    `https://api.paypal.com:8443${PATH}`,
    `https://user@api.paypal.com${PATH}`,
    `https://169.254.169.254${PATH}`,
    `http://[fd00:ec2::254]${PATH}`,
    `http://localhost:1${PATH}`,
    'https://api.paypal.com/v1/notifications/certs/../../oauth2/token',
    'file:///etc/passwd',
    'not a url',
  ])('does not fetch a certificate from %s', async (url) => {
    const connect = vi.spyOn(globalThis, 'fetch');
    await expectUnauthenticated({ ...rail.simulator.sign(body), 'paypal-cert-url': url });
    expect(connect).not.toHaveBeenCalled();
    connect.mockRestore();
  });

  it.each(['paypal-transmission-id', 'paypal-transmission-time', 'paypal-transmission-sig'])(
    'fetches no certificate if it lacks %s',
    async (name) => {
      const connect = vi.spyOn(globalThis, 'fetch');
      const good = rail.simulator.sign(body);
      // An address that may be fetched from, and that was not yet.
      const url = `${rail.simulator.url}/certs/without-${name}`;
      await expectUnauthenticated({ ...good, 'paypal-cert-url': url, [name]: '' });
      expect(connect).not.toHaveBeenCalled();
      connect.mockRestore();
    },
  );

  it('returns 401 if the address of the certificate serves something else', async () => {
    for (const path of ['/simulator/payments', '/certs/none.pem']) {
      const headers = { ...rail.simulator.sign(body), 'paypal-cert-url': rail.simulator.url + path };
      await expectUnauthenticated(headers);
    }
  });

  it('returns 401 if PayPal is not set up here', async () => {
    const { paypal: _, ...settings } = world.settings;
    const { paypal: __, ...rest } = world;
    const nowhere = buildPaypalWebhook({ ...rest, settings });
    expectFailure(await call(nowhere, paypalSays(rail, body)), {
      ...UNAUTHENTICATED,
      message: 'PayPal is not set up here.',
    });
  });

  it('returns 401 if the certificate has expired', async () => {
    const { ms } = rail.clock;
    rail.clock.ms += 100 * 365 * 24 * 60 * 60_000;
    await expectUnauthenticated(rail.simulator.sign(body));
    rail.clock.ms = ms;
  });
});
