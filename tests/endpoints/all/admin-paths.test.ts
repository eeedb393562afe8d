import { beforeAll, describe, expect, it } from 'vitest';
import { buildNotFound } from '../../../functions/not-found.ts';
import { buildRouter } from '../../../functions/router.ts';
import { call } from '../../../testing/call.ts';
import { claiming, NOT_ADMINS } from '../../../testing/callers.ts';
import { expectPreflight, expectRefusal, FROM_ORIGIN, ORIGIN } from '../../../testing/expect.ts';
import { AS_ADMIN, type Asked, oldPayout, payoutThatIs } from '../../../testing/lifecycle.ts';
import { ADMIN_REQUIRED, ROUTE_NOT_FOUND, UNAUTHENTICATED } from '../../../testing/refusals.ts';
import { handlerOn, useHandler } from '../../../testing/use-handler.ts';

const START = { action: 'start' };

const { world, handler: router } = useHandler(buildRouter);
const notFound = handlerOn(world, buildNotFound);
let own: Asked;
beforeAll(async () => {
  own = await oldPayout(world, { status: 'pending' });
});

/** Ways to write the existing routes for admins. `:id` is a payout. */
const SOMETHING = [
  ['GET', '/admin/payouts'],
  ['GET', '/admin/payouts/'],
  ['GET', '/%61dmin/payouts'],
  ['GET', '/%61%64%6D%69%6e/payouts'],
  ['GET', '/admin%2Fpayouts'],
  ['GET', '/admin%2fpayouts%2f'],
  ['GET', '%2Fadmin%2Fpayouts'],
  ['GET', '/admin/payouts/:id'],
  ['GET', '/admin/payouts/:id/'],
  ['GET', '/admin%2Fpayouts%2F:id'],
  ['POST', '/admin/payouts/:id/process'],
  ['POST', '/admin/payouts/:id/process/'],
  ['POST', '/admin/payouts/:id/%70rocess'],
  ['POST', '/admin/payouts/process'],
  ['POST', '/admin/payouts%2Fprocess/'],
] as const;

/** Methods and paths below /admin without a route. */
const NOTHING = [
  ['GET', '/admin'],
  ['GET', '/admin/'],
  ['GET', '/%61dmin'],
  ['GET', '/admin%2F'],
  ['GET', '/admin/nowhere'],
  ['GET', '/admin//payouts'],
  ['GET', '/admin/../payouts'],
  ['GET', '/admin/%2e%2e/payouts'],
  ['GET', '/admin/%'],
  ['GET', '/admin/__proto__'],
  ['GET', '/admin/payouts/:id/process'],
  ['GET', '/admin/payouts/:id/nowhere'],
  ['PUT', '/admin/payouts'],
  ['POST', '/admin/payouts/:id'],
  ['DELETE', '/admin/payouts/:id'],
  ['PATCH', '/admin/payouts/:id'],
  ['PUT', '/admin/payouts/:id/process'],
  ['POST', '/admin/payouts/:id/cancel'],
  ['HEAD', '/admin/payouts'],
  ['TRACE', '/admin/payouts'],
  ['get', '/admin/payouts'],
  ['constructor', '/admin/payouts'],
] as const;

const to = (method: string, path: string, facts: object = {}) => ({
  method,
  path: path.replace(':id', own.payout_id),
  ...(method === 'POST' && { body: START }),
  ...facts,
});

describe.each([
  { through: 'the one function behind a Function URL', handlerOf: () => router },
  { through: 'the function for unknown routes', handlerOf: () => notFound },
])('a path below /admin, through $through', ({ handlerOf }) => {
  it.each([...SOMETHING, ...NOTHING])('returns 403 to an affiliate: %s %s', (method, path) =>
    expectRefusal(world, handlerOf(), to(method, path, { as: own.affiliate.user_id }), ADMIN_REQUIRED),
  );

  it.each([...SOMETHING, ...NOTHING])('returns 401 without a token: %s %s', (method, path) =>
    expectRefusal(world, handlerOf(), to(method, path), UNAUTHENTICATED),
  );

  it.each(NOTHING)('returns 404 to an admin if there is no such route: %s %s', (method, path) =>
    expectRefusal(world, handlerOf(), to(method, path, AS_ADMIN), ROUTE_NOT_FOUND),
  );

  it.each(NOT_ADMINS)('returns 403 to $caller, and lets the page that called read it', async ({ claims }) => {
    for (const path of ['/admin/payouts', '/admin/nowhere', '/%61dmin']) {
      const headers = { ...claiming(own.affiliate.user_id, claims), origin: ORIGIN };
      const refusal = { ...ADMIN_REQUIRED, headers: FROM_ORIGIN };
      await expectRefusal(world, handlerOf(), { path, headers }, refusal);
    }
  });

  it.each([
    'X-HTTP-Method-Override',
    'X-HTTP-Method',
    'X-Method-Override',
    'X-Original-URL',
    'X-Rewrite-URL',
    'X-Forwarded-Path',
  ])('returns 403 to an affiliate who sends the header %s', async (name) => {
    for (const value of ['GET', 'OPTIONS', '/payouts']) {
      const facts = { as: own.affiliate.user_id, headers: { [name]: value } };
      await expectRefusal(world, handlerOf(), to('POST', '/admin/payouts', facts), ADMIN_REQUIRED);
      await expectRefusal(world, handlerOf(), to('GET', '/admin/payouts', facts), ADMIN_REQUIRED);
    }
  });

  it('answers a preflight', () => expectPreflight(handlerOf(), '/admin/payouts', 'GET'));
});

describe('a path below /admin', () => {
  it.each(SOMETHING)('succeeds for an admin: %s %s', async (method, path) => {
    const { payout_id } = await payoutThatIs(world, 'pending');
    const body = path.includes(':id') ? START : { items: [{ payout_id, ...START }] };
    const request = { ...AS_ADMIN, method, path: path.replace(':id', payout_id) };
    const answer = await call(router, { ...request, ...(method === 'POST' && { body }) });
    expect(answer).toMatchObject({ status: 200, json: { success: true } });
  });

  it.each(['/administrator', '/admins/payouts', '/adminpayouts', '/payouts/admin/x', '/Admin/payouts'])(
    'is not one that only looks similar: %s',
    (path) => expectRefusal(world, router, { path }, ROUTE_NOT_FOUND),
  );

  describe('a path below /admin that cannot be decoded', () => {
    it.each(['/%61dmin/%', '/%61dmin/payouts/%FF', '/admin%2Fpayouts%2F%ZZ'])(
      'returns 403 to an affiliate: %s',
      (path) => expectRefusal(world, router, { path, as: own.affiliate.user_id }, ADMIN_REQUIRED),
    );
  });
});
