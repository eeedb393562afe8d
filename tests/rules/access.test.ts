import jwt from 'jsonwebtoken';
import { describe, expect, it } from 'vitest';
import { requireAccess } from '../../libs/http/access.ts';
import type { ApiEvent } from '../../libs/http/event.ts';
import type { EndpointFacts } from '../../libs/http/route.ts';
import type { User } from '../../libs/http/token.ts';
import { PayoutError } from '../../libs/payouts/errors.ts';
import { ADMIN_REQUIRED, insufficientScope, UNAUTHENTICATED } from '../../testing/refusals.ts';

const SECRET = 'a-secret-of-the-tests-with-32-bytes-or-more';
const ADA: User = { userId: 'user-ada', isAdmin: false };
const ADMIN: User = { userId: 'user-ada', isAdmin: true };
const NOBODY: User = { userId: '', isAdmin: false };
const REFUSED = refusal(UNAUTHENTICATED);

function refusal({ code, message, details }: { code: string; message: string; details?: object }) {
  return { code, message, details };
}

/** Who comes in with these claims, or without a token, by this method; or how they are refused. */
function enter(route: EndpointFacts, claims: object | undefined, asked = 'GET') {
  const token = claims && jwt.sign({ user_id: 'user-ada', ...claims }, SECRET, { expiresIn: '1h' });
  const headers = token && { headers: { authorization: `Bearer ${token}` } };
  const event: ApiEvent & { user?: User } = {
    ...headers,
    requestContext: { http: { method: asked } },
  } as unknown as ApiEvent;
  try {
    requireAccess(route, { secrets: [SECRET] }).before({ event });
    return event.user;
  } catch (error) {
    if (error instanceof PayoutError) return refusal(error);
    throw error;
  }
}

const USERS: EndpointFacts = { access: 'users', reads: 'nothing', method: 'GET' };
const ADMINS: EndpointFacts = { access: 'admins', reads: 'nothing', method: 'GET' };
const EVERYBODY: EndpointFacts = { access: 'everybody', reads: 'nothing', method: 'GET' };
const WRITES = { method: 'POST' } as const;

describe('an endpoint', () => {
  it.each<[string, EndpointFacts, object | undefined, object]>([
    ['for users', USERS, {}, ADA],
    ['for users', USERS, { role: 'admin' }, ADMIN],
    ['for users', USERS, undefined, REFUSED],
    ['for admins', ADMINS, { role: 'admin' }, ADMIN],
    ['for admins', ADMINS, {}, refusal(ADMIN_REQUIRED)],
    ['for admins', ADMINS, { scope: 'admin:read' }, refusal(ADMIN_REQUIRED)],
    ['for admins', ADMINS, { scope: 'payouts:read' }, refusal(ADMIN_REQUIRED)],
    ['for admins', ADMINS, undefined, REFUSED],
    ['for everybody', EVERYBODY, undefined, NOBODY],
    ['for everybody', EVERYBODY, { role: 'admin', scope: '' }, NOBODY],
  ])('%s is called, as %j says, with the claims %j by %j', (_, route, claims, expected) =>
    expect(enter(route, claims)).toStrictEqual(expected),
  );
});

describe('a token that was narrowed', () => {
  const read = { ...ADA, scopes: ['payouts:read'] };

  it.each<[EndpointFacts, string, object]>([
    [USERS, 'payouts:read', read],
    [USERS, 'payouts:write', refusal(insufficientScope('payouts:read'))],
    [USERS, '', refusal(insufficientScope('payouts:read'))],
    [{ ...USERS, ...WRITES }, 'payouts:write', { ...ADA, scopes: ['payouts:write'] }],
    [{ ...USERS, ...WRITES }, 'payouts:read', refusal(insufficientScope('payouts:write'))],
  ])('comes into %j with the scope %j as %j', (route, scope, expected) =>
    expect(enter(route, { scope })).toStrictEqual(expected),
  );

  it.each<[EndpointFacts, string, object]>([
    [ADMINS, 'admin:read', { ...ADMIN, scopes: ['admin:read'] }],
    [ADMINS, 'payouts:read', refusal(insufficientScope('admin:read'))],
    [{ ...ADMINS, ...WRITES }, 'admin:read', refusal(insufficientScope('admin:write'))],
  ])('of an admin comes into %j with the scope %j as %j', (route, scope, expected) =>
    expect(enter(route, { role: 'admin', scope })).toStrictEqual(expected),
  );

  it.each([
    ['GET', read],
    ['POST', refusal(insufficientScope('payouts:write'))],
    ['PUT', refusal(insufficientScope('payouts:write'))],
  ])('needs the scope of the call’s own method where no route is: %s', (method, expected) => {
    const nowhere: EndpointFacts = { access: 'users', reads: 'nothing' };
    expect(enter(nowhere, { scope: 'payouts:read' }, method)).toStrictEqual(expected);
  });
});
