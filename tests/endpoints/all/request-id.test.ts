import { beforeAll, describe, expect, it } from 'vitest';
import { buildRequestPayout } from '../../../functions/payouts/request.ts';
import { buildRouter } from '../../../functions/router.ts';
import { metricLines } from '../../../testing/alarms.ts';
import { call, REQUEST_ID, type TestRequest } from '../../../testing/call.ts';
import { ORIGIN } from '../../../testing/expect.ts';
import { asking } from '../../../testing/lifecycle.ts';
import { logLines } from '../../../testing/log-lines.ts';
import { handlerOn, useHandler } from '../../../testing/use-handler.ts';
import { addAffiliate } from '../../../testing/world.ts';

const { world, handler: router } = useHandler(buildRouter);
const request = handlerOn(world, buildRequestPayout);
let user: string;
beforeAll(async () => {
  user = (await addAffiliate(world)).user_id;
});

const REQUESTS: [string, () => TestRequest][] = [
  ['a success', () => ({ path: '/payouts/balance', as: user })],
  ['a 401', () => ({ path: '/payouts/balance' })],
  ['a 404', () => ({ path: '/nowhere' })],
  ['an unsigned webhook', () => ({ method: 'POST', path: '/webhooks/zelle', body: {} })],
  [
    'a preflight',
    () => ({
      method: 'OPTIONS',
      path: '/payouts',
      headers: { origin: ORIGIN, 'access-control-request-method': 'GET' },
    }),
  ],
];

const callsInLog = () => logLines('info');

const idsInLog = () =>
  callsInLog()
    .filter(({ event }) => event === 'call')
    .map(({ requestId, awsRequestId }) => ({ requestId, awsRequestId }));

describe.each(REQUESTS)('C10: %s', (_, facts) => {
  it.each(['checkout-42', 'a', 'with blanks, and "quotes"', 'x'.repeat(128)])(
    'is answered with the name that its caller gave it: %j',
    async (own) => {
      const asked = facts();
      const headers = { ...asked.headers, 'X-Request-Id': own };
      expect((await call(router, { ...asked, headers })).headers['x-request-id']).toBe(own);
    },
  );

  it.each(['', ' ', 'x'.repeat(129), 'é', 'a\nb', 'a\tb', ' a', '\u0000'])(
    'is answered with a name of ours if the caller’s is not printable: %j',
    async (own) => {
      const asked = facts();
      const headers = { ...asked.headers, 'x-request-id': own };
      expect((await call(router, { ...asked, headers })).headers['x-request-id']).toBe(REQUEST_ID);
    },
  );
});

describe('C10: the name of a request', () => {
  it('is in the log, beside the one that Lambda gave it', async () => {
    await call(router, { path: '/payouts/balance', as: user, headers: { 'x-request-id': 'mine' } });
    await call(router, { path: '/payouts/balance' });
    expect(idsInLog()).toStrictEqual([
      { requestId: 'mine', awsRequestId: REQUEST_ID },
      { requestId: REQUEST_ID, awsRequestId: REQUEST_ID },
    ]);
  });

  it('is in every line that the call leaves in the log', async () => {
    const { user_id } = await addAffiliate(world, { affiliate_id: 'aff-a', user_id: 'user-two' });
    await addAffiliate(world, { affiliate_id: 'aff-b', user_id });
    await Promise.all(
      ['one', 'other'].map((name) =>
        call(router, { path: '/payouts/balance', as: user_id, headers: { 'x-request-id': name } }),
      ),
    );
    const lines = [...callsInLog(), ...metricLines()].map(({ event, requestId }) => [event, requestId]);
    expect(lines.sort()).toStrictEqual([
      ['affiliate-ambiguous', 'one'],
      ['affiliate-ambiguous', 'other'],
      ['call', 'one'],
      ['call', 'other'],
    ]);
  });

  it('is that of the replay, whose status and body are those of the first answer', async () => {
    const asked = asking(user, { amount: 5000 }, 'named');
    const first = await call(request, { ...asked, headers: { ...asked.headers, 'x-request-id': 'first' } });
    const second = await call(request, { ...asked, headers: { ...asked.headers, 'x-request-id': 'second' } });
    const { 'idempotency-replayed': replayed, ...headers } = second.headers;
    expect(replayed).toBe('true');
    expect({ ...second, headers }).toStrictEqual({
      ...first,
      headers: { ...first.headers, 'x-request-id': 'second' },
    });
  });
});
