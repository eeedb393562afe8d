import { paginateScan } from '@aws-sdk/lib-dynamodb';
import { expect } from 'vitest';
import type { ApiHandler } from '../libs/http/event.ts';
import { call, REQUEST_ID, type TestAnswer, type TestRequest } from './call.ts';
import type { Refusal } from './refusals.ts';
import type { World } from './world.ts';

/** The only origin that the tests' stage allows. */
export const ORIGIN = 'https://app.example.com';

/** The additional headers of an answer to that origin. */
export const FROM_ORIGIN = { 'access-control-allow-origin': ORIGIN, vary: 'Origin' };

const CORS_HEADERS = {
  'access-control-allow-headers':
    'Authorization,Content-Type,Idempotency-Key,X-Request-Id,traceparent,tracestate,baggage,sentry-trace',
  'access-control-allow-methods': 'GET,POST,OPTIONS',
  'access-control-expose-headers':
    'Idempotency-Replayed,Retry-After,WWW-Authenticate,Content-Disposition,X-Next-Cursor,X-Request-Id',
  'access-control-max-age': '3600',
};

/** The headers of every answer to a preflight. */
const PREFLIGHT_HEADERS = { ...CORS_HEADERS, 'x-request-id': REQUEST_ID };

/** Every header of every answer that has a body. */
export const HEADERS = {
  ...PREFLIGHT_HEADERS,
  'content-type': 'application/json',
  'cache-control': 'no-store',
  'content-security-policy': [
    "default-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'upgrade-insecure-requests',
  ].join('; '),
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=15552000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

/** Calls a handler as one step of a test. What follows would prove nothing if the step had another status. */
export async function callExpecting(
  status: number,
  handler: ApiHandler,
  request: TestRequest,
): Promise<TestAnswer> {
  const answer = await call(handler, request);
  expect(answer).toMatchObject({ status });
  return answer;
}

/** Expects the whole answer: status, body, and every header. */
export function expectSuccess(
  answer: TestAnswer,
  { status = 200, message = 'Success', data, headers = {} }: Partial<Refusal> & { data: object },
): void {
  const json = { success: true, message, data };
  expect(answer).toStrictEqual({
    status,
    headers: { ...HEADERS, ...headers },
    text: expect.any(String),
    json,
  });
}

/** Expects the whole answer: status, body, and every header. */
export function expectFailure(
  answer: TestAnswer,
  { status, code, message, details, headers }: Refusal,
): void {
  const json = { success: false, message, error: { code, ...(details && { details }) } };
  expect(answer).toStrictEqual({
    status,
    headers: { ...HEADERS, ...headers },
    text: expect.any(String),
    json,
  });
}

/** Expects this refusal, and that nothing was written. */
export async function expectRefusal(
  world: World,
  handler: ApiHandler,
  request: TestRequest,
  refusal: Refusal,
): Promise<void> {
  const before = await everything(world);
  expectFailure(await call(handler, request), refusal);
  expect(await everything(world)).toStrictEqual(before);
}

/** Expects the preflight of our page to be allowed, and that of another page not. */
export async function expectPreflight(handler: ApiHandler, path: string, method: string): Promise<void> {
  const asked = {
    'access-control-request-method': method,
    'access-control-request-headers': 'authorization',
  };
  const fromOurs = await call(handler, { method: 'OPTIONS', path, headers: { ...asked, origin: ORIGIN } });
  const allowed = { ...PREFLIGHT_HEADERS, ...FROM_ORIGIN };
  expect(fromOurs).toStrictEqual({ status: 204, headers: allowed, text: '', json: undefined });
  const origin = 'https://evil.example';
  const fromTheirs = await call(handler, { method: 'OPTIONS', path, headers: { ...asked, origin } });
  expect(fromTheirs).toStrictEqual({ status: 204, headers: PREFLIGHT_HEADERS, text: '', json: undefined });
}

/** Every item of every table. */
export async function everything({ store }: World): Promise<object> {
  const tables = Object.entries(store.tables).map(async ([key, TableName]) => {
    const items: object[] = [];
    for await (const { Items = [] } of paginateScan({ client: store.db }, { TableName }))
      items.push(...Items);
    return [key, items];
  });
  return Object.fromEntries(await Promise.all(tables));
}

/** Expects the first answer again with one more header, and that nothing was written. */
export async function expectReplay(
  world: World,
  handler: ApiHandler,
  first: TestAnswer,
  repeat: TestRequest,
) {
  expect(first.status).toBe(201);
  const before = await everything(world);
  const again = await call(handler, repeat);
  expect(again).toStrictEqual({ ...first, headers: { ...first.headers, 'idempotency-replayed': 'true' } });
  expect(await everything(world)).toStrictEqual(before);
}
