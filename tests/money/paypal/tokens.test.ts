import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Payout } from '../../../libs/payouts/payout.ts';
import { PaypalError, troubleOf } from '../../../libs/paypal/transport.ts';
import { ACCOUNT } from '../../../testing/paypal.ts';
import { ACCEPTED, type Answer, BATCH, LIFE_S, usePaypalHost } from './use-host.ts';

const PAYOUT = { payout_id: 'P', amount: 5005, payment_email: 'ada@example.com' } as Payout;
const [OLD, NEXT] = ['Bearer token-1', 'Bearer token-2'];
const BLOCKED = { kind: 'blocked', name: 'AUTHENTICATION_FAILURE' };

const host = usePaypalHost();
afterEach(() => vi.useRealTimers());

const bearers = () => host.seen.map(({ authorization }) => authorization);

describe('a token of PayPal’s', () => {
  it('is given for the client’s credentials', async () => {
    await host.paypal.create(PAYOUT);
    expect(host.asked).toStrictEqual([
      {
        method: 'POST',
        path: '/v1/oauth2/token',
        authorization: `Basic ${btoa(`${ACCOUNT.clientId}:${ACCOUNT.clientSecret}`)}`,
        type: 'application/x-www-form-urlencoded',
        body: 'grant_type=client_credentials',
      },
    ]);
  });

  it.each([
    [LIFE_S - 61, OLD],
    [LIFE_S - 60, NEXT],
  ])('is used until a minute before it expires: after %d s, it is %s', async (seconds, expected) => {
    vi.useFakeTimers({ toFake: ['Date'] });
    await host.paypal.create(PAYOUT);
    vi.setSystemTime(Date.now() + seconds * 1000);
    await host.paypal.create(PAYOUT);
    expect(bearers()).toStrictEqual([OLD, expected]);
  });

  it('is one for calls that begin at the same time', async () => {
    await Promise.all([1, 2, 3].map(() => host.paypal.create(PAYOUT)));
    expect(bearers()).toStrictEqual([OLD, OLD, OLD]);
  });

  it('is replaced once for calls that are refused one after the other', async () => {
    const [first, second] = [Promise.withResolvers<Answer>(), Promise.withResolvers<Answer>()];
    const refusals = [first.promise, second.promise];
    host.api = ({ authorization }) => (authorization === OLD && refusals.shift()) || [201, BATCH];
    const posts = [host.paypal.create(PAYOUT), host.paypal.create(PAYOUT)];
    first.resolve([401]);
    expect(await Promise.race(posts)).toStrictEqual(ACCEPTED);
    second.resolve([401]);
    expect(await Promise.all(posts)).toStrictEqual([ACCEPTED, ACCEPTED]);
    expect(host.asked).toHaveLength(2);
  });

  it('is replaced once for calls that are refused at the same time', async () => {
    const both = Promise.withResolvers<void>();
    host.api = ({ authorization }) => {
      if (host.seen.length === 2) both.resolve();
      return authorization === OLD ? [401] : [201, BATCH];
    };
    const { tokens } = host;
    host.tokens = async (count) => {
      // The next token comes when both refusals have arrived.
      if (count > 1) await both.promise.then(() => sleep(50));
      return tokens(count);
    };
    const posts = [host.paypal.create(PAYOUT), host.paypal.create(PAYOUT)];
    expect(await Promise.all(posts)).toStrictEqual([ACCEPTED, ACCEPTED]);
    expect(host.asked).toHaveLength(2);
  });

  it.each<[string, Answer, object]>([
    ['400', [400, { error: 'invalid_client' }], BLOCKED],
    ['401', [401], BLOCKED],
    ['403', [403], BLOCKED],
    ['429', [429], { kind: 'limited' }],
    ['429 for 7 s', [429, {}, { 'retry-after': '7' }], { kind: 'limited', retryAfterMs: 7000 }],
    ['404', [404], { kind: 'later' }],
    ['500', [500], { kind: 'later' }],
    ['503', [503], { kind: 'later', why: 'PaypalError: PayPal gave no token: 503.' }],
    ['200 without a token', [200, {}], { kind: 'later' }],
    ['201', [201, { access_token: 't', expires_in: 1 }], { kind: 'later' }],
    ['a redirect', [302, {}, { location: '/elsewhere' }], { kind: 'later' }],
    ['nothing', 'never', { kind: 'later', why: expect.stringMatching(/PayPal gave no token: TimeoutError/) }],
  ])('that is refused with %s means that nothing was posted', async (_, answer, outcome) => {
    host.tokens = () => answer;
    expect(await host.paypal.create(PAYOUT)).toMatchObject(outcome);
    expect(host.seen).toStrictEqual([]);
  });

  it.each<[Answer, string]>([
    [[403], 'blocked'],
    [[429], 'limited'],
    [[500], 'silent'],
    [[302, {}, { location: '/elsewhere' }], 'silent'],
  ])('that is refused with %j means that nothing was learnt either: %s', async (answer, trouble) => {
    host.tokens = () => answer;
    const thrown = await host.paypal.getItem('ITEM').catch((error: unknown) => error);
    expect(thrown).toBeInstanceOf(PaypalError);
    expect(troubleOf(thrown)).toBe(trouble);
  });
});
