import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Payout } from '../../../libs/payouts/payout.ts';
import { openPaypal, type Paypal } from '../../../libs/paypal/client.ts';
import { troubleOf } from '../../../libs/paypal/transport.ts';
import { ACCOUNT } from '../../../testing/paypal.ts';
import { type Answer, type Seen, useHost } from './use-host.ts';

const PAYOUT = { payout_id: 'P', amount: 5005, payment_email: 'ada@example.com' } as Payout;
const BATCH = { batch_header: { payout_batch_id: 'BATCH', batch_status: 'PENDING' } };
const ITEM = {
  payout_item_id: 'ITEM',
  payout_batch_id: 'BATCH',
  transaction_status: 'SUCCESS',
  payout_item: { amount: { currency: 'USD', value: '50.05' }, receiver: 'a@b.example', sender_item_id: 'P' },
};
const LIFE_S = 3600;
const TIMEOUT_MS = 500;

let tokens: (count: number) => Answer;
let api: (call: Seen) => Answer;
let seen: Seen[];
let elsewhere: string[];
let paypal: Paypal;

const host = useHost();
beforeEach(() => {
  let issued = 0;
  [seen, elsewhere] = [[], []];
  tokens = (count) => [200, { access_token: `token-${count}`, expires_in: LIFE_S }];
  api = () => [201, BATCH];
  host.answer = (call) => {
    if (call.path === '/v1/oauth2/token') return tokens(++issued);
    if (call.path === '/elsewhere') elsewhere.push(call.path);
    seen.push(call);
    return api(call);
  };
  const settings = { ...ACCOUNT, baseUrl: host.url, postsPerMinute: 60_000, extraCertificateOrigins: [] };
  paypal = openPaypal(settings, TIMEOUT_MS);
});
afterEach(() => vi.useRealTimers());

const ACCEPTED = { kind: 'accepted', batchId: 'BATCH' };
const bearers = () => seen.map(({ authorization }) => authorization);

describe('a post to PayPal', () => {
  it('has the payout’s id twice, its amount in dollars, and nothing that a person wrote', async () => {
    expect(await paypal.create({ ...PAYOUT, notes: 'Thanks' })).toStrictEqual(ACCEPTED);
    const [{ path, authorization, body } = { body: '{}' }] = seen as [Seen];
    expect([path, authorization]).toStrictEqual(['/v1/payments/payouts', 'Bearer token-1']);
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
    api = ({ path }) => (path === '/elsewhere' ? [201, BATCH] : [status, {}, { location: '/elsewhere' }]);
    expect(await paypal.create(PAYOUT)).toMatchObject({ kind: 'unknown' });
    expect(elsewhere).toStrictEqual([]);
  });

  it('is of unknown outcome if it is not answered in time', async () => {
    api = () => 'never';
    expect(await paypal.create(PAYOUT)).toMatchObject({ kind: 'unknown' });
  });

  it('is made again with another token if the first one is not accepted', async () => {
    api = ({ authorization }) => (authorization === 'Bearer token-1' ? [401] : [201, BATCH]);
    expect(await paypal.create(PAYOUT)).toStrictEqual(ACCEPTED);
    expect(bearers()).toStrictEqual(['Bearer token-1', 'Bearer token-2']);
  });

  it('is for the company to clear if no token is accepted', async () => {
    api = () => [401];
    expect(await paypal.create(PAYOUT)).toStrictEqual({ kind: 'blocked', name: 'AUTHENTICATION_FAILURE' });
  });
});

describe('a token of PayPal’s', () => {
  it.each([
    [LIFE_S - 61, 'Bearer token-1'],
    [LIFE_S - 59, 'Bearer token-2'],
  ])('is used until a minute before it expires: after %d s, it is %s', async (seconds, expected) => {
    vi.useFakeTimers({ toFake: ['Date'] });
    await paypal.create(PAYOUT);
    vi.setSystemTime(Date.now() + seconds * 1000);
    await paypal.create(PAYOUT);
    expect(bearers().at(-1)).toBe(expected);
  });

  it('is one for calls that begin at the same time', async () => {
    await Promise.all([1, 2, 3].map(() => paypal.create(PAYOUT)));
    expect(bearers()).toStrictEqual(Array(3).fill('Bearer token-1'));
  });

  it.each<[string, Answer, object]>([
    ['400', [400, { error: 'invalid_client' }], { kind: 'blocked', name: 'AUTHENTICATION_FAILURE' }],
    ['401', [401], { kind: 'blocked', name: 'AUTHENTICATION_FAILURE' }],
    ['403', [403], { kind: 'blocked', name: 'AUTHENTICATION_FAILURE' }],
    ['429', [429], { kind: 'limited' }],
    ['429 for 7 s', [429, {}, { 'retry-after': '7' }], { kind: 'limited', retryAfterMs: 7000 }],
    ['404', [404], { kind: 'later' }],
    ['500', [500], { kind: 'later' }],
    ['503', [503], { kind: 'later' }],
    ['200 without a token', [200, {}], { kind: 'later' }],
    ['201', [201, { access_token: 't', expires_in: 1 }], { kind: 'later' }],
    ['a redirect', [302, {}, { location: '/elsewhere' }], { kind: 'later' }],
    ['nothing', 'never', { kind: 'later' }],
  ])('that is refused with %s means that nothing was posted', async (_, answer, outcome) => {
    tokens = () => answer;
    expect(await paypal.create(PAYOUT)).toMatchObject(outcome);
    expect([...seen, ...elsewhere]).toStrictEqual([]);
  });
});

describe('a question to PayPal', () => {
  it('names an id as what it is', async () => {
    api = () => [200, ITEM];
    expect(await paypal.getItem('A/../B?c')).toStrictEqual(ITEM);
    api = () => [200, BATCH];
    expect(await paypal.getBatch('A/../B?c')).toStrictEqual(BATCH);
    await paypal.cancelItem('A/../B?c');
    expect(seen.map(({ path }) => path)).toStrictEqual([
      '/v1/payments/payouts-item/A%2F..%2FB%3Fc',
      '/v1/payments/payouts/A%2F..%2FB%3Fc',
      '/v1/payments/payouts-item/A%2F..%2FB%3Fc/cancel',
    ]);
  });

  it('may have the answer that it knows none', async () => {
    api = () => [404, { name: 'RESOURCE_NOT_FOUND' }];
    expect(await paypal.getItem('ITEM')).toBeUndefined();
    expect(await paypal.getBatch('BATCH')).toBeUndefined();
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
    api = () => answer;
    for (const ask of [paypal.getItem, paypal.getBatch]) {
      const thrown = await ask('ID').catch((error: unknown) => error);
      expect(thrown).toBeInstanceOf(Error);
      expect(troubleOf(thrown)).toBe(trouble);
    }
  });

  it.each([200, 204, 400, 404, 409, 422])('may have been a recall, of which the item tells: %d', (status) => {
    api = () => [status];
    return expect(paypal.cancelItem('ITEM')).resolves.toBeUndefined();
  });

  it.each([401, 403, 429, 500, 503])('may have been a recall that did not arrive: %d', (status) => {
    api = () => [status];
    return expect(paypal.cancelItem('ITEM')).rejects.toThrow('PayPal did not answer for the recall');
  });
});
