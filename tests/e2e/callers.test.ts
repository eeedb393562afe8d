import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fetchApi, requireDescribedResponse } from '../../testing/fetch-api.ts';
import { authorized, balanceOf } from './requests.ts';
import { type Service, startService } from './service.ts';

let service: Service;
beforeAll(async () => {
  service = await startService({}, '--param', 'minPayoutCents=999');
});
afterAll(() => service?.stop());

const AMOUNT = '{"amount":1000}';
const SCALARS = ['false', '0', 'null', '""', '"x"'];
const JSON_TYPE = { 'content-type': 'application/json' };

/** `fetch` gives a content type to a string, but not to bytes. */
async function send(path: string, body: string | Buffer, headers: Record<string, string> = JSON_TYPE) {
  const answer = await fetchApi(service.url + path, {
    method: 'POST',
    headers,
    body: new Uint8Array(Buffer.from(body)),
  });
  const text = await answer.text();
  expect(answer.headers.get('x-request-id')).toMatch(/^[!-~]+$/);
  return { status: answer.status, code: JSON.parse(text).error?.code };
}

/** An answer as it came over the wire. */
function responseOf(answer: string): Response {
  const [head = '', body] = answer.split('\r\n\r\n');
  const [first = '', ...lines] = head.split('\r\n');
  const headers = lines.map((line) => line.split(/: *(.*)/).slice(0, 2) as [string, string]);
  return new Response(body, { status: Number(first.split(' ')[1]), headers });
}

const ask = (body: string | Buffer, headers: Record<string, string> = JSON_TYPE) =>
  send('/payouts/request', body, { ...authorized(service, 'user-grace'), ...headers });

const INVALID_REQUEST = { status: 400, code: 'invalid_request' };
const INVALID_JSON = { status: 400, code: 'invalid_json' };
const UNSUPPORTED = { status: 415, code: 'unsupported_media_type' };
const UNAUTHENTICATED = { status: 401, code: 'unauthenticated' };

describe('the local service, with a parameter', () => {
  it('takes it as a deployment does', async () => {
    expect((await ask('{"amount":999}')).status).toBe(201);
    expect((await ask('{"amount":998}')).status).toBe(400);
  });
});

describe('the local service: a body, as on AWS', () => {
  it.each(
    ['/payouts/request', '/payouts/bulk', '/admin/payouts/process', '/admin/payouts/x/process'].flatMap(
      (path) => SCALARS.map((body) => ({ path, body })),
    ),
  )('C1: is invalid_request if it is a scalar or null: $path $body', async ({ path, body }) => {
    const caller = path.startsWith('/admin') ? 'user-admin' : 'user-grace';
    const headers = { ...authorized(service, caller), ...JSON_TYPE };
    expect(await send(path, body, headers)).toStrictEqual(INVALID_REQUEST);
  });

  it.each(
    ['/webhooks/paypal', '/webhooks/zelle'].flatMap((path) =>
      [...SCALARS, '', '{'].map((body) => ({ path, body })),
    ),
  )('C1: is 401 if it is an unsigned webhook: $path $body', async ({ path, body }) => {
    expect(await send(path, body)).toStrictEqual(UNAUTHENTICATED);
  });

  it.each([
    ['JSON in JSON', JSON.stringify(AMOUNT), JSON_TYPE, INVALID_REQUEST],
    ['no content type', AMOUNT, {}, UNSUPPORTED],
    ['a content type of one word', AMOUNT, { 'content-type': 'json' }, UNSUPPORTED],
    ['gzip', gzipSync(AMOUNT), { ...JSON_TYPE, 'content-encoding': 'gzip' }, INVALID_JSON],
    ['latin-1', Buffer.from('{"amount":"ü"}', 'latin1'), JSON_TYPE, INVALID_JSON],
    ['nothing', '', JSON_TYPE, INVALID_JSON],
  ])('C2, C5: is refused if it is %s', async (_, body, headers: Record<string, string>, refusal) => {
    expect(await ask(body, headers)).toStrictEqual(refusal);
  });

  it('C4: may have a blank in its content type', async () => {
    const before = (await balanceOf(service, 'user-grace')) as { pending: number };
    const type = { 'content-type': 'application/json ; charset=utf-8' };
    expect(await ask(AMOUNT, type)).toStrictEqual({ status: 201, code: undefined });
    expect(await balanceOf(service, 'user-grace')).toMatchObject({ pending: before.pending + 1000 });
  });

  it.each(['/payouts/%ff', '/payouts/%', '/admin/%E0%A4%A', '/%2'])(
    'answers a path that cannot be decoded as the API does: %s',
    async (path) => {
      const answer = await fetchApi(service.url + path, { headers: authorized(service, 'user-grace') });
      expect(await answer.json()).toMatchObject({ success: false });
      expect(answer.status).toBe(path.startsWith('/admin') ? 403 : 404);
    },
  );

  it('is 401 with two Authorization headers, of which the last is valid', async () => {
    const { authorization = '' } = authorized(service, 'user-grace');
    const arguments_ = ['-H', 'Authorization: Bearer x', '-H', `Authorization: ${authorization}`];
    const url = `${service.url}/payouts/balance`;
    const answer = responseOf((await service.run('curl', ['-si', ...arguments_, url])).stdout);
    await requireDescribedResponse('GET', url, answer);
    expect(await answer.json()).toMatchObject({ error: { code: 'unauthenticated' } });
  });
});

describe('the local service, for a page of another origin', () => {
  it('C10: lets a page send the headers of tracing, and read those of an answer', async () => {
    const wanted = ['traceparent', 'tracestate', 'baggage', 'sentry-trace', 'x-request-id'];
    const preflight = await fetch(`${service.url}/payouts/request`, {
      method: 'OPTIONS',
      headers: {
        origin: 'https://app.example.com',
        'access-control-request-method': 'POST',
        'access-control-request-headers': wanted.join(','),
      },
    });
    const allowed = preflight.headers.get('access-control-allow-headers')?.toLowerCase().split(/, */);
    expect(allowed).toEqual(expect.arrayContaining(wanted));
    const headers = { origin: 'https://app.example.com', 'x-request-id': 'page-1' };
    const answer = await fetchApi(`${service.url}/payouts`, { headers });
    expect(answer.headers.get('x-request-id')).toBe('page-1');
    const readable = answer.headers.get('access-control-expose-headers')?.split(/, */);
    expect(readable?.sort()).toStrictEqual([
      'Content-Disposition',
      'Idempotency-Replayed',
      'Retry-After',
      'WWW-Authenticate',
      'X-Next-Cursor',
      'X-Request-Id',
    ]);
  });
});
