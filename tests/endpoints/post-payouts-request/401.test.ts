import { beforeAll, describe, expect, it, vi } from 'vitest';
import { buildRequestPayout } from '../../../functions/payouts/request.ts';
import { localToken } from '../../../local/token.ts';
import { call } from '../../../testing/call.ts';
import {
  expectFailure,
  expectRefusal,
  FROM_ORIGIN,
  ORIGIN,
  UNAUTHENTICATED,
} from '../../../testing/expect.ts';
import { useWorld } from '../../../testing/use-world.ts';
import { addAffiliate } from '../../../testing/world.ts';

const POST = { method: 'POST', path: '/payouts/request' };

const world = useWorld();
let request: ReturnType<typeof buildRequestPayout>;
let user: string;
beforeAll(async () => {
  request = buildRequestPayout(world);
  user = (await addAffiliate(world)).user_id;
});

describe('POST /payouts/request: 401', () => {
  it('without authentication', () =>
    expectRefusal(world, request, { ...POST, body: { amount: 5000 } }, UNAUTHENTICATED));

  it.each([
    { what: 'an expired token', authorization: () => `Bearer ${localToken(user, { expiresIn: '-1s' })}` },
    { what: 'a token without its scheme', authorization: () => localToken(user) },
    {
      what: 'a token that lost its last letter',
      authorization: () => `Bearer ${localToken(user).slice(0, -1)}`,
    },
    { what: 'a password', authorization: () => 'Basic YWRhOnNlY3JldA==' },
    { what: 'an empty header', authorization: () => '' },
  ])('moves no money for $what', ({ authorization }) => {
    const headers = { authorization: authorization() };
    return expectRefusal(world, request, { ...POST, headers, body: { amount: 5000 } }, UNAUTHENTICATED);
  });

  it('shows the refusal to the page that asked, which needs the CORS headers to read it', async () => {
    const answer = await call(request, { ...POST, headers: { origin: ORIGIN }, body: { amount: 5000 } });
    expectFailure(answer, { ...UNAUTHENTICATED, headers: { ...UNAUTHENTICATED.headers, ...FROM_ORIGIN } });
  });

  it.each([
    { fault: 'too large', body: ' '.repeat(16_385), headers: {} },
    { fault: 'of another type', body: 'amount=5000', headers: { 'content-type': 'text/plain' } },
    { fault: 'no JSON', body: '{', headers: {} },
    { fault: 'not valid', body: { amount: '5000' }, headers: {} },
    { fault: 'sent under a broken key', body: { amount: 5000 }, headers: { 'idempotency-key': '' } },
  ])('tells a stranger nothing of a body that is $fault', ({ body, headers }) =>
    expectRefusal(world, request, { ...POST, headers, body }, UNAUTHENTICATED),
  );

  it('writes no token into the log, where others could use it', async () => {
    const token = localToken(user);
    const headers = { authorization: `Bearer ${token}x` };
    await call(request, { ...POST, headers, body: { amount: 5000 } });
    await call(request, { ...POST, as: user, body: { amount: 5000, payment_email: 'secret@example.com' } });
    const lines = [console.info, console.error].flatMap((log) => vi.mocked(log).mock.calls.flat());
    expect(lines.join()).toContain(user);
    expect(lines.join()).not.toContain(token.split('.')[1]);
    expect(lines.join()).not.toContain('secret@example.com');
  });
});
