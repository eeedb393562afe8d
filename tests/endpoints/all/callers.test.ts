import { beforeAll, describe, expect, it } from 'vitest';
import { buildProcessPayouts } from '../../../functions/admin/process-bulk.ts';
import { buildRequestBulk } from '../../../functions/payouts/bulk.ts';
import { buildRequestPayout } from '../../../functions/payouts/request.ts';
import { buildRouter } from '../../../functions/router.ts';
import { ROUTES } from '../../../functions/routes.ts';
import type { ApiHandler } from '../../../libs/http/event.ts';
import type { Route } from '../../../libs/http/route.ts';
import { call, type TestRequest } from '../../../testing/call.ts';
import { expectFailure, expectRefusal } from '../../../testing/expect.ts';
import { AS_ADMIN, asking, askingForAll, oldPayout, processingAll } from '../../../testing/lifecycle.ts';
import {
  INVALID_JSON,
  invalidRequest,
  SAYS,
  TOO_LARGE,
  UNSUPPORTED_MEDIA_TYPE,
} from '../../../testing/refusals.ts';
import { handlerOn, useHandler } from '../../../testing/use-handler.ts';
import { addAffiliate } from '../../../testing/world.ts';

const { world, handler: router } = useHandler(buildRouter);
const request = handlerOn(world, buildRequestPayout);
let user: string;
beforeAll(async () => {
  user = (await addAffiliate(world, { total_earned: 1_000_000 })).user_id;
});

/** The handler with these bytes as the body, as a gateway hands over what it takes for binary. */
const sending =
  (handler: ApiHandler, bytes: Buffer): ApiHandler =>
  (event, context) =>
    handler({ ...event, body: bytes.toString('base64'), isBase64Encoded: true }, context);

const POSTS = Object.values<Route>(ROUTES).filter(({ reads }) => reads === 'json');
const WEBHOOKS = Object.values<Route>(ROUTES).filter(({ reads }) => reads === 'bytes');
const to = ({ method, path }: Route): TestRequest => ({
  method,
  path: path.replace(/\{\w+\}/, '00000000-0000-4000-8000-000000000000'),
});

describe('C1: a body that is a scalar or null', () => {
  it.each(
    POSTS.flatMap((route) => ['false', '0', 'null', '""', '"x"', '1e400'].map((body) => ({ route, body }))),
  )('is invalid_request: $route.method $route.path $body', ({ route, body }) => {
    const caller = route.access === 'admins' ? AS_ADMIN : { as: user };
    const says = route.name === 'processPayout' ? SAYS.action : SAYS.object;
    return expectRefusal(world, router, { ...to(route), ...caller, body }, invalidRequest(['', says]));
  });

  it.each(
    WEBHOOKS.flatMap((route) =>
      ['false', '0', 'null', '""', '"x"', '{', '', '\u0000', 'x'.repeat(300 * 1024)].map((body) => ({
        route,
        body,
      })),
    ),
  )('is 401 for an unsigned webhook: $route.path', async ({ route, body }) => {
    expect((await call(router, { ...to(route), body })).status).toBe(401);
  });
});

describe('C2: a body that is not plain JSON', () => {
  it.each(['"{\\"amount\\":1000}"', '["amount",1000]'])('is invalid_request in other JSON: %s', (body) =>
    expectRefusal(world, request, asking(user, body), invalidRequest(['', SAYS.object])),
  );

  it('is unsupported_media_type without a content type', () => {
    const { body, ...bare } = asking(user, { amount: 1000 });
    const text: ApiHandler = (event, context) => request({ ...event, body: JSON.stringify(body) }, context);
    return expectRefusal(world, text, bare, UNSUPPORTED_MEDIA_TYPE);
  });
});

describe('C4: the content type of JSON', () => {
  it.each([
    'application/json ; charset=utf-8',
    'application/json\t;charset=utf-8',
    'application/json;charset=utf-8',
    'application/json ',
    'APPLICATION/JSON',
    'application/merge-patch+json ; charset=utf-8',
  ])('may be written as %j', async (type) => {
    const headers = { 'content-type': type };
    expect((await call(request, { ...asking(user, { amount: 1000 }), headers })).status).toBe(201);
  });

  it.each(['application/json charset=utf-8', 'application/jsonp ;', 'application /json', 'text/json'])(
    'may not be written as %j',
    (type) => {
      const headers = { 'content-type': type };
      return expectRefusal(
        world,
        request,
        { ...asking(user, { amount: 1000 }), headers },
        UNSUPPORTED_MEDIA_TYPE,
      );
    },
  );
});

describe('a query that an emulator of API Gateway sends as null', () => {
  it('is none', async () => {
    const emulated: ApiHandler = (event, context) =>
      router({ ...event, queryStringParameters: null as never }, context);
    expect((await call(emulated, { path: '/payouts', as: user })).status).toBe(200);
  });
});

describe('C5: bytes that are not UTF-8', () => {
  const fails = (reason: Buffer) =>
    Buffer.concat([Buffer.from('{"action":"fail","reason":"'), reason, Buffer.from('"}')]);
  const process = (payout_id: string): TestRequest => ({
    method: 'POST',
    path: `/admin/payouts/${payout_id}/process`,
    ...AS_ADMIN,
    body: '',
  });

  it.each([
    ['latin-1', Buffer.from('für', 'latin1')],
    ['half a character', Buffer.from('ü').subarray(0, 1)],
    ['an overlong encoding', Buffer.from([0xc0, 0xaf])],
    ['an encoded surrogate', Buffer.from([0xed, 0xa0, 0x80])],
  ])('are invalid_json: %s', async (_, reason) => {
    const { payout_id } = await oldPayout(world, { status: 'pending' });
    await expectRefusal(world, sending(router, fails(reason)), process(payout_id), INVALID_JSON);
  });

  it('are invalid_json in UTF-16, and after a byte order mark', async () => {
    const bytes = [Buffer.from('{"amount":1000}', 'utf16le'), Buffer.from('\ufeff{"amount":1000}')];
    for (const each of bytes) {
      await expectRefusal(world, sending(request, each), asking(user, ''), INVALID_JSON);
    }
  });

  it('are invalid_json if a gateway hands over text that cannot have been sent', () =>
    expectRefusal(world, request, asking(user, '{"amount":1000,"payment_email":"\ud800"}'), INVALID_JSON));

  it('are told apart from text beyond ASCII, which is kept', async () => {
    const { payout_id } = await oldPayout(world, { status: 'pending' });
    const answer = await call(sending(router, fails(Buffer.from('für 日本 🎉'))), process(payout_id));
    expect(answer).toMatchObject({
      status: 200,
      json: { data: { payout: { failure_reason: 'für 日本 🎉' } } },
    });
  });
});

describe('C9: a large body', () => {
  const LIMIT = 256 * 1024;
  const processAll = handlerOn(world, buildProcessPayouts);

  it('may say 100 times how a payout was paid, with notes', async () => {
    const items = Array.from({ length: 100 }, (_, index) => ({
      payout_id: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
      action: 'complete',
      transaction_id: `T-${index}`,
      notes: 'Paid by hand, out of the account of the company',
    }));
    const answer = await call(processAll, processingAll(items));
    expect(answer).toMatchObject({ status: 200, json: { data: { succeeded: 0, failed: 100 } } });
  });

  it('of instructions has at most 256 KiB', async () => {
    const body = JSON.stringify({ items: [{ payout_id: 'none', action: 'start' }] });
    const asked = { ...processingAll([]), body: body.padEnd(LIMIT) };
    expect((await call(processAll, asked)).status).toBe(200);
    const message = `The body is larger than ${LIMIT} bytes.`;
    expectFailure(await call(processAll, { ...asked, body: body.padEnd(LIMIT + 1) }), {
      ...TOO_LARGE,
      message,
    });
  });

  it('of anything else has at most 16 KiB', () => {
    const asked = { ...askingForAll(user, []), body: '{"payouts":[{"amount":1000}]}'.padEnd(16_385) };
    return expectRefusal(world, handlerOn(world, buildRequestBulk), asked, TOO_LARGE);
  });
});
