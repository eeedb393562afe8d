import { beforeAll, describe, expect, it } from 'vitest';
import { buildRouter } from '../../../functions/router.ts';
import type { Scope } from '../../../libs/http/route.ts';
import { call } from '../../../testing/call.ts';
import { claiming } from '../../../testing/callers.ts';
import {
  ADMIN_ENDPOINTS,
  AFFILIATE_ENDPOINTS,
  askedOf,
  type Endpoint,
  requestTo,
} from '../../../testing/endpoints.ts';
import { expectRefusal } from '../../../testing/expect.ts';
import { type Asked, oldPayout } from '../../../testing/lifecycle.ts';
import { ADMIN_REQUIRED, insufficientScope, ROUTE_NOT_FOUND } from '../../../testing/refusals.ts';
import { handlerOn } from '../../../testing/use-handler.ts';
import { useWorld } from '../../../testing/use-world.ts';

const SCOPES: Scope[] = ['payouts:read', 'payouts:write', 'admin:read', 'admin:write'];

const ENDPOINTS = [
  ...AFFILIATE_ENDPOINTS.map((endpoint) => ({ endpoint, area: 'payouts', role: {} })),
  ...ADMIN_ENDPOINTS.map((endpoint) => ({ endpoint, area: 'admin', role: { role: 'admin' } })),
].map((row) => ({ ...row, name: row.endpoint.name, needed: neededBy(row) }));

function neededBy({ endpoint, area }: { endpoint: Endpoint; area: string }): Scope {
  return `${area}:${endpoint.name.startsWith('GET') ? 'read' : 'write'}` as Scope;
}

const world = useWorld();

describe.each(ENDPOINTS)('$name with a token for $needed', ({ endpoint, area, role, needed }) => {
  const handler = handlerOn(world, endpoint.build);
  const userOf = ({ affiliate }: Asked) => (area === 'admin' ? 'user-admin' : affiliate.user_id);
  let asked: Asked;
  beforeAll(async () => {
    asked = await oldPayout(world, { status: endpoint.status });
  });

  it.each([needed, SCOPES.join(' '), `other ${needed}`, ` ${needed}  more`])(
    'lets a token of the scope %j through',
    async (scope) => {
      const fresh = await askedOf(world, endpoint);
      const request = requestTo(endpoint, fresh);
      const headers = { ...request.headers, ...claiming(userOf(fresh), { ...role, scope }) };
      expect([200, 201]).toContain((await call(handler, { ...request, headers })).status);
    },
  );

  it.each([
    '',
    ' ',
    SCOPES.filter((scope) => scope !== needed).join(' '),
    needed.toUpperCase(),
    `${needed}s`,
    `${needed},${needed}`,
  ])('returns insufficient_scope for the scope %j', (scope) => {
    const headers = claiming(userOf(asked), { ...role, scope });
    return expectRefusal(
      world,
      handler,
      { ...requestTo(endpoint, asked), headers },
      insufficientScope(needed),
    );
  });

  it.each(endpoint.badRequests)('returns insufficient_scope before it reports $what', ({ facts }) => {
    const headers = { ...facts.headers, ...claiming(userOf(asked), { ...role, scope: '' }) };
    const request = { ...requestTo(endpoint, asked), ...facts, headers };
    return expectRefusal(world, handler, request, insufficientScope(needed));
  });
});

describe('a scope', () => {
  const router = handlerOn(world, buildRouter);

  it('does not make anyone an admin', () =>
    expectRefusal(
      world,
      router,
      { path: '/admin/payouts', headers: claiming('user-ada', { scope: 'admin:read' }) },
      ADMIN_REQUIRED,
    ));

  it('that is not text makes the token invalid', async () => {
    const headers = claiming('user-ada', { scope: ['payouts:read'] });
    expect((await call(router, { path: '/payouts', headers })).status).toBe(401);
  });

  it('of admins is needed to learn that nothing is there', async () => {
    const at = (scope: string) => ({
      path: '/admin/nowhere',
      headers: claiming('user-admin', { role: 'admin', scope }),
    });
    await expectRefusal(world, router, at('payouts:read'), insufficientScope('admin:read'));
    await expectRefusal(world, router, at('admin:read'), ROUTE_NOT_FOUND);
  });
});
