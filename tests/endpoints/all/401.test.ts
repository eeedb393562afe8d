import { beforeAll, describe, expect, it } from 'vitest';
import { ROUTES } from '../../../functions/routes.ts';
import { call } from '../../../testing/call.ts';
import { WITHOUT_VALID_TOKEN } from '../../../testing/callers.ts';
import { ADMIN_ENDPOINTS, AFFILIATE_ENDPOINTS, askedOf, requestTo } from '../../../testing/endpoints.ts';
import { expectRefusal, FROM_ORIGIN, ORIGIN } from '../../../testing/expect.ts';
import { type Asked, oldPayout } from '../../../testing/lifecycle.ts';
import { UNAUTHENTICATED } from '../../../testing/refusals.ts';
import { handlerOn } from '../../../testing/use-handler.ts';
import { useWorld } from '../../../testing/use-world.ts';

const ENDPOINTS = [
  ...AFFILIATE_ENDPOINTS.map((endpoint) => ({ ...endpoint, admin: false })),
  ...ADMIN_ENDPOINTS.map((endpoint) => ({ ...endpoint, admin: true })),
];

const world = useWorld();

describe('the table of endpoints', () => {
  it('has every route but the webhooks, which are signed', () => {
    const routes = Object.values(ROUTES).map(({ method, path }) => `${method} ${path}`);
    const named = ENDPOINTS.map(({ name }) => name.replace(/ \(.*/, ''));
    expect(new Set(named)).toStrictEqual(new Set(routes.filter((route) => !route.includes('/webhooks/'))));
  });
});

describe.each(ENDPOINTS)('$name: 401', (endpoint) => {
  const handler = handlerOn(world, endpoint.build);
  const userOf = ({ affiliate }: Asked) => (endpoint.admin ? 'user-admin' : affiliate.user_id);
  let asked: Asked;
  beforeAll(async () => {
    asked = await oldPayout(world, { status: endpoint.status });
  });

  it.each(WITHOUT_VALID_TOKEN)('returns 401 $credentials', async ({ headers }) => {
    for (const admin of [false, true]) {
      const request = { ...requestTo(endpoint, asked), headers: headers(userOf(asked), admin) };
      await expectRefusal(world, handler, request, UNAUTHENTICATED);
    }
  });

  it('lets the page that called read the 401', () => {
    const headers = { ...UNAUTHENTICATED.headers, ...FROM_ORIGIN };
    const request = { ...requestTo(endpoint, asked), headers: { origin: ORIGIN } };
    return expectRefusal(world, handler, request, { ...UNAUTHENTICATED, headers });
  });

  it.each(endpoint.badRequests)('returns 401 before it reports $what', ({ facts }) =>
    expectRefusal(world, handler, { ...requestTo(endpoint, asked), ...facts }, UNAUTHENTICATED),
  );

  it('succeeds with a valid token', async () => {
    const fresh = await askedOf(world, endpoint);
    const request = { ...requestTo(endpoint, fresh), as: userOf(fresh), admin: endpoint.admin };
    expect([200, 201]).toContain((await call(handler, request)).status);
  });
});
