import { describe, expect, it } from 'vitest';
import type { Payout } from '../../../libs/payouts/payout.ts';
import { troubleOf } from '../../../libs/paypal/transport.ts';
import { ACCEPTED, type Answer, BATCH, type Seen, usePaypalHost } from './use-host.ts';

const PAYOUT = { payout_id: 'P', amount: 5005, payment_email: 'ada@example.com' } as Payout;
const ITEM = {
  payout_item_id: 'ITEM',
  payout_batch_id: 'BATCH',
  transaction_status: 'SUCCESS',
  payout_item: { amount: { currency: 'USD', value: '50.05' }, receiver: 'a@b.example', sender_item_id: 'P' },
};

const host = usePaypalHost();
const bearers = () => host.seen.map(({ authorization }) => authorization);

describe('a post to PayPal', () => {
  it('has the payout’s id twice, its amount in dollars, and nothing that a person wrote', async () => {
    expect(await host.paypal.create({ ...PAYOUT, notes: 'Thanks' })).toStrictEqual(ACCEPTED);
    const [{ body, ...call }] = host.seen as [Seen];
    expect(call).toStrictEqual({
      method: 'POST',
      path: '/v1/payments/payouts',
      authorization: 'Bearer token-1',
      type: 'application/json',
    });
    expect(JSON.parse(body)).toStrictEqual({
      sender_batch_header: { sender_batch_id: 'P', email_subject: 'You have received a payout' },
      items: [
        {
          recipient_type: 'EMAIL',
          amount: { currency: 'USD', value: '50.05' },
          receiver: 'ada@example.com',
          sender_item_id: 'P',
        },
      ],
    });
  });

  it.each([301, 302, 303, 307, 308])('takes its token to no other address: %d', async (status) => {
    host.api = ({ path }) =>
      path === '/elsewhere' ? [201, BATCH] : [status, {}, { location: '/elsewhere' }];
    expect(await host.paypal.create(PAYOUT)).toMatchObject({ kind: 'unknown' });
    expect(host.seen.map(({ path }) => path)).not.toContain('/elsewhere');
  });

  it('is of unknown outcome if it is not answered in time', async () => {
    host.api = () => 'never';
    expect(await host.paypal.create(PAYOUT)).toMatchObject({ kind: 'unknown' });
  });

  it('is made again with another token if the first one is not accepted', async () => {
    host.api = ({ authorization }) => (authorization === 'Bearer token-1' ? [401] : [201, BATCH]);
    expect(await host.paypal.create(PAYOUT)).toStrictEqual(ACCEPTED);
    expect(bearers()).toStrictEqual(['Bearer token-1', 'Bearer token-2']);
  });

  it('is not made again with another token if this one may not do it', async () => {
    host.api = ({ authorization }) =>
      authorization === 'Bearer token-1' ? [403, { name: 'AUTHORIZATION_ERROR' }] : [201, BATCH];
    expect(await host.paypal.create(PAYOUT)).toStrictEqual({ kind: 'blocked', name: 'AUTHORIZATION_ERROR' });
  });

  it('is for the company to clear if no token is accepted', async () => {
    host.api = () => [401];
    expect(await host.paypal.create(PAYOUT)).toStrictEqual({
      kind: 'blocked',
      name: 'AUTHENTICATION_FAILURE',
    });
  });
});

describe('a question to PayPal', () => {
  it('names an id as what it is', async () => {
    host.api = () => [200, ITEM];
    expect(await host.paypal.getItem('A/../B?c')).toStrictEqual(ITEM);
    host.api = () => [200, BATCH];
    expect(await host.paypal.getBatch('A/../B?c')).toStrictEqual(BATCH);
    await host.paypal.cancelItem('A/../B?c');
    expect(host.seen.map(({ method, path }) => `${method} ${path}`)).toStrictEqual([
      'GET /v1/payments/payouts-item/A%2F..%2FB%3Fc',
      'GET /v1/payments/payouts/A%2F..%2FB%3Fc',
      'POST /v1/payments/payouts-item/A%2F..%2FB%3Fc/cancel',
    ]);
  });

  it('may have the answer that it knows none', async () => {
    host.api = () => [404, { name: 'RESOURCE_NOT_FOUND' }];
    expect(await host.paypal.getItem('ITEM')).toBeUndefined();
    expect(await host.paypal.getBatch('BATCH')).toBeUndefined();
  });

  it.each<[Answer, string]>([
    [[200, {}], 'strange'],
    [[200], 'strange'],
    [[201, ITEM], 'silent'],
    [[401], 'blocked'],
    [[403], 'blocked'],
    [[429], 'silent'],
    [[500, ITEM], 'silent'],
    ['never', 'silent'],
  ])('is no answer otherwise: %j is %s', async (answer, trouble) => {
    host.api = () => answer;
    for (const ask of [host.paypal.getItem, host.paypal.getBatch]) {
      const thrown = await ask('ID').catch((error: unknown) => error);
      expect(thrown).toBeInstanceOf(Error);
      expect(troubleOf(thrown)).toBe(trouble);
    }
  });

  it.each([200, 204, 400, 404, 409, 422])('may have been a recall, of which the item tells: %d', (status) => {
    host.api = () => [status];
    return expect(host.paypal.cancelItem('ITEM')).resolves.toBeUndefined();
  });

  it('that was not answered says which, and how', () => {
    host.api = () => [500];
    return expect(host.paypal.getItem('ITEM')).rejects.toThrow(
      'PayPal did not answer for /v1/payments/payouts-item/ITEM: 500.',
    );
  });

  it.each([401, 403, 429, 500, 503])('may have been a recall that did not arrive: %d', (status) => {
    host.api = () => [status];
    return expect(host.paypal.cancelItem('ITEM')).rejects.toThrow('PayPal did not answer for the recall');
  });
});
