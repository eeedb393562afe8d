import { X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createCertificate, signWebhook } from '../../../local/paypal/certificate.ts';
import { startPaypalSimulator } from '../../../local/paypal/server.ts';
import { withCrc32Of } from '../../../testing/same-crc32.ts';
import { openAccount, send } from './account.ts';
import { isVouchedFor, openListened } from './webhook-account.ts';

const BATCH_EVENTS = ['PAYMENT.PAYOUTSBATCH.PROCESSING', 'PAYMENT.PAYOUTSBATCH.SUCCESS'];

describe('a webhook', () => {
  it.each([
    ['ann@example.com', ['SUCCEEDED']],
    ['refused@example.com', ['FAILED']],
    ['blocked@example.com', ['BLOCKED']],
    ['hold@example.com', ['HELD']],
    ['unclaimed@example.com', ['UNCLAIMED']],
    ['returned@example.com', ['SUCCEEDED', 'RETURNED']],
  ])('reports %s as %s', async (receiver, names) => {
    const { pay, simulator, listener } = await openListened();
    await pay('batch', receiver);
    await simulator.settle();
    await simulator.settle();
    const types = listener.received.map(({ type }) => type);
    expect(types.filter((type) => type.includes('ITEM'))).toEqual(
      names.map((name) => `PAYMENT.PAYOUTS-ITEM.${name}`),
    );
    expect(types.filter((type) => type.includes('BATCH'))).toEqual(BATCH_EVENTS);
  });

  it('reports a denied batch once', async () => {
    const { pay, simulator, listener } = await openListened();
    await pay('batch', 'denied@example.com');
    await simulator.settle();
    expect(listener.received.map(({ type }) => type)).toEqual(['PAYMENT.PAYOUTSBATCH.DENIED']);
  });

  it('reports a refund, and no reversal', async () => {
    const { pay, simulator, listener, onlyItem } = await openListened();
    await pay('batch');
    await simulator.settle();
    const { payout_item_id } = (await onlyItem()).json;
    await simulator.refund(payout_item_id);
    expect(listener.received.at(-1)?.type).toBe('PAYMENT.PAYOUTS-ITEM.REFUNDED');
    const before = listener.received.length;
    await simulator.move(payout_item_id, 'REVERSED');
    expect(listener.received).toHaveLength(before);
  });

  it('has PayPal’s envelope, with the item as GET shows it and the batch without items', async () => {
    const { pay, simulator, listener, onlyItem } = await openListened();
    await pay('batch');
    await simulator.settle();
    const [batch, item] = listener.received.map(({ body }) => JSON.parse(body.toString()));
    expect(item).toEqual({
      id: expect.stringMatching(/^WH-[A-Z0-9]{17}-[A-Z0-9]{17}$/),
      event_version: '1.0',
      create_time: expect.any(String),
      resource_type: 'payouts_item',
      event_type: 'PAYMENT.PAYOUTS-ITEM.SUCCEEDED',
      summary: expect.any(String),
      resource: (await onlyItem()).json,
      links: expect.any(Array),
    });
    expect(batch.resource_type).toBe('payouts');
    expect(batch.resource.batch_header).toMatchObject({ batch_status: 'PROCESSING', payments: 1 });
    expect(batch.resource.items).toBeUndefined();
  });

  it('is kept if no URL is set', async () => {
    const { pay, simulator } = await openAccount();
    await pay('batch');
    await simulator.settle();
    expect(simulator.webhooks).toMatchObject(
      Array(3).fill({ answers: [], headers: { 'paypal-auth-algo': 'SHA256withRSA' } }),
    );
  });
});

describe('the signature of a webhook', () => {
  it('verifies with the served certificate, for its own body and webhook only', async () => {
    const { pay, simulator, listener } = await openListened();
    await pay('batch');
    await simulator.settle();
    for (const received of listener.received) {
      expect(received.headers).toMatchObject({
        'paypal-auth-algo': 'SHA256withRSA',
        'paypal-cert-url': `${simulator.url}/certs/${simulator.certificate.id}.pem`,
        'content-type': 'application/json',
      });
      expect(await isVouchedFor(received, 'WEBHOOK-1')).toBe(true);
      expect(await isVouchedFor(received, 'WEBHOOK-2')).toBe(false);
      expect(await isVouchedFor({ ...received, body: Buffer.from('{}') }, 'WEBHOOK-1')).toBe(false);
    }
  });

  it('uses a certificate that each simulator makes for itself, valid by its clock', async () => {
    const now = () => Date.UTC(2030, 0, 1);
    const options = { port: 0, delayMs: 0, webhookId: 'W', clientId: 'c', clientSecret: 's', now };
    const simulators = await Promise.all([startPaypalSimulator(options), startPaypalSimulator(options)]);
    const [one, other] = simulators.map(({ certificate }) => certificate);
    const { validFromDate, validToDate } = new X509Certificate(one?.pem ?? '');
    expect(validFromDate.getTime()).toBeLessThan(now());
    expect(validToDate.getTime()).toBeGreaterThan(Date.UTC(2030, 10, 1));
    expect(one?.privateKey).not.toBe(other?.privateKey);
    expect(await send(`${simulators[0]?.url}/certs/${one?.id}.pem`)).toMatchObject({ status: 200 });
    expect(await send(`${simulators[1]?.url}/certs/${one?.id}.pem`)).toMatchObject({ status: 404 });
    await Promise.all(simulators.map((simulator) => simulator.close()));
  });

  it('can be made by tests, with the simulator’s key or another', async () => {
    const { simulator } = await openAccount();
    const body = Buffer.from('{"anything":"é"}');
    expect(await isVouchedFor({ headers: simulator.sign(body), body }, 'WEBHOOK-1')).toBe(true);
    const headers = signWebhook(body, simulator.signer, { id: 'T-1', time: '2026-11-01T00:00:00Z' });
    expect(headers).toMatchObject({
      'paypal-transmission-id': 'T-1',
      'paypal-transmission-time': '2026-11-01T00:00:00Z',
    });
    const { privateKey } = await createCertificate({ from: 0, until: 1000 });
    const forged = signWebhook(body, { ...simulator.signer, privateKey });
    expect(await isVouchedFor({ headers: forged, body }, 'WEBHOOK-1')).toBe(false);
  });

  it('verifies for another body with the same CRC32 too', async () => {
    const { pay, simulator, listener } = await openListened();
    await pay('batch');
    await simulator.settle();
    for (const { headers, body } of listener.received) {
      const event = JSON.parse(body.toString());
      const forged = withCrc32Of(
        body,
        JSON.stringify({ ...event, event_type: 'PAYMENT.PAYOUTS-ITEM.RETURNED' }),
      );
      expect(JSON.parse(forged)).toEqual({ ...event, event_type: 'PAYMENT.PAYOUTS-ITEM.RETURNED' });
      expect(await isVouchedFor({ headers, body: Buffer.from(forged) }, 'WEBHOOK-1')).toBe(true);
    }
  });
});
