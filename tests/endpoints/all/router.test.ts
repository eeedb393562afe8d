import { beforeAll, describe, expect, it } from 'vitest';
import { buildGetBalance } from '../../../functions/payouts/balance.ts';
import { buildListPayouts } from '../../../functions/payouts/list.ts';
import { buildRequestPayout } from '../../../functions/payouts/request.ts';
import { buildRouter } from '../../../functions/router.ts';
import { ROUTES } from '../../../functions/routes.ts';
import type { ApiHandler } from '../../../libs/http/event.ts';
import { call } from '../../../testing/call.ts';
import {
  expectFailure,
  expectPreflight,
  expectRefusal,
  expectSuccess,
  FROM_ORIGIN,
  ORIGIN,
} from '../../../testing/expect.ts';
import { INVALID_JSON, ROUTE_NOT_FOUND, UNAUTHENTICATED } from '../../../testing/refusals.ts';
import { useHandler } from '../../../testing/use-handler.ts';
import { addAffiliate, addPayouts, NOW } from '../../../testing/world.ts';

const ID = '8e0f7a52-9c3d-4b1e-a6f4-2d5c8b7e9a10';

const { world, handler: router } = useHandler(buildRouter);
let user: string;
beforeAll(async () => {
  user = (await addAffiliate(world)).user_id;
});

/** The router behind a Function URL, whose events have no route and another domain. */
const viaUrl: ApiHandler = (event, context) => {
  const requestContext = {
    ...event.requestContext,
    apiId: 'abcdefghij',
    domainName: 'abcdefghij.lambda-url.us-east-1.on.aws',
    domainPrefix: 'abcdefghij',
    routeKey: '$default',
  };
  return router({ ...event, routeKey: '$default', requestContext }, context);
};

const viaUrlEncoded: ApiHandler = (event, context) => {
  const body = Buffer.from(event.body ?? '').toString('base64');
  return viaUrl({ ...event, body, isBase64Encoded: true }, context);
};

describe('the router behind a Function URL', () => {
  it.each([
    { path: '/payouts', build: buildListPayouts, query: {} },
    { path: '/payouts', build: buildListPayouts, query: { limit: '2', status: 'completed' } },
    { path: '/payouts', build: buildListPayouts, query: { limit: '0' } },
    { path: '/payouts/balance', build: buildGetBalance, query: {} },
  ])('answers GET $path $query as its own function does', async ({ path, build, query }) => {
    const { user_id: as, affiliate_id } = await addAffiliate(world);
    await addPayouts(world, { affiliate_id }, { affiliate_id }, { affiliate_id });
    const own = await call(build(world), { path, as, query });
    expect(await call(viaUrl, { path, as, query })).toStrictEqual(own);
  });

  it('answers POST /payouts/request as its own function does', async () => {
    const request = { method: 'POST', path: '/payouts/request', headers: { 'idempotency-key': 'k' } };
    const ask = { ...request, as: user, body: { amount: 5000 } };
    const own = await call(buildRequestPayout(world), ask);
    const headers = { ...own.headers, 'idempotency-replayed': 'true' };
    expect(await call(viaUrl, ask)).toStrictEqual({ ...own, headers });
    const refused = { ...ask, body: { amount: 5001 } };
    expect(await call(viaUrl, refused)).toStrictEqual(await call(buildRequestPayout(world), refused));
  });

  it('creates a payout', async () => {
    const { user_id, payment_email } = await addAffiliate(world);
    const request = { method: 'POST', path: '/payouts/request', as: user_id, headers: { origin: ORIGIN } };
    const payout = {
      payout_id: expect.any(String),
      amount: 5000,
      payment_method: 'paypal',
      payment_email,
      status: 'pending',
      requested_at: NOW,
    };
    const message = 'Payout request submitted successfully';
    const answer = await call(viaUrl, { ...request, body: { amount: 5000 } });
    expectSuccess(answer, { status: 201, message, data: { payout }, headers: FROM_ORIGIN });
  });

  it('reads a body that arrives base64-encoded', async () => {
    const { user_id, payment_email } = await addAffiliate(world);
    const request = { method: 'POST', path: '/payouts/request', as: user_id };
    const encoded = await call(viaUrlEncoded, { ...request, body: { amount: 5000 } });
    expect(encoded).toMatchObject({
      status: 201,
      json: { data: { payout: { amount: 5000, payment_email } } },
    });
    await expectRefusal(world, viaUrlEncoded, { ...request, body: '{"amount":' }, INVALID_JSON);
  });

  it.each(Object.entries(ROUTES))('has the route %s', async (_, { method, path }) => {
    const headers = { 'content-type': 'application/json' };
    const answer = await call(viaUrl, {
      method,
      path: path.replace(/\{\w+\}/, ID),
      as: user,
      headers,
      body: '[',
    });
    expect(answer.json?.error?.code).not.toBe('route_not_found');
    expect(answer.status).toBeLessThan(500);
  });

  it('finds a route with a trailing slash', async () => {
    expect((await call(viaUrl, { path: '/payouts/', as: user })).status).toBe(200);
    expect((await call(viaUrl, { path: '/payouts/balance/', as: user })).status).toBe(200);
  });

  it('finds a route however it is encoded, as an HTTP API does', async () => {
    expect((await call(viaUrl, { path: '/%70ayouts/b%61lance', as: user })).status).toBe(200);
  });
});

describe('the router behind a Function URL: 404', () => {
  it.each([
    '/',
    '/nowhere',
    '/payouts/nowhere/at/all',
    '//payouts',
    '/Payouts',

    '/__proto__',
  ])('returns 404 at %s', (path) => expectRefusal(world, viaUrl, { path, as: user }, ROUTE_NOT_FOUND));

  it.each([
    ['POST', '/payouts'],
    ['PUT', '/payouts/balance'],
    ['PUT', '/payouts/request'],
    ['DELETE', '/payouts'],
    ['PATCH', '/payouts/balance'],
    ['HEAD', '/payouts'],
    ['constructor', '/payouts'],
  ])('returns 404 for %s %s', (method, path) =>
    expectRefusal(world, viaUrl, { method, path, as: user, body: { amount: 5000 } }, ROUTE_NOT_FOUND),
  );

  it('lets the page that called read the 404', async () => {
    const answer = await call(viaUrl, { path: '/nowhere', as: user, headers: { origin: ORIGIN } });
    expectFailure(answer, { ...ROUTE_NOT_FOUND, headers: FROM_ORIGIN });
  });

  it('returns 404 without a token, as API Gateway does', async () => {
    expectFailure(await call(viaUrl, { path: '/nowhere' }), ROUTE_NOT_FOUND);
  });

  it('returns 401 for every existing route without a token', async () => {
    for (const path of [
      '/payouts',
      '/payouts/balance',
      `/payouts/${ID}`,
      '/admin/payouts',
      '/admin/nowhere',
    ]) {
      expectFailure(await call(viaUrl, { path }), UNAUTHENTICATED);
    }
  });
});

describe('the router behind a Function URL: preflight', () => {
  it.each(['/payouts', '/payouts/balance', '/payouts/request', `/payouts/${ID}`, '/nowhere', '/'])(
    'answers a preflight of %s',
    (path) => expectPreflight(viaUrl, path, 'GET'),
  );
});
