import type { Context } from 'aws-lambda';
import type { ApiEvent, ApiHandler } from '../libs/http/event.ts';
import { pathOf } from '../libs/http/path.ts';
import type { Route } from '../libs/http/route.ts';
import { localToken } from '../local/token.ts';
import { requireDescribed, routeAt } from './answers.ts';

/** The name that Lambda gives each call of the tests. */
export const REQUEST_ID = 'c6af9ac6-7b61-11e6-9a41-93e8deadbeef';

/** A request in short form. `eventOf` adds what API Gateway adds. */
export interface TestRequest {
  method?: string;
  path?: string;
  as?: string;
  admin?: boolean;
  headers?: Record<string, string>;
  query?: Record<string, string>;
  params?: Record<string, string>;
  /** A string is sent unchanged, anything else as JSON. */
  body?: unknown;
  remainingMs?: number;
}

/** An answer. Header names are in lower case; a binary body has one character for each byte. */
export interface TestAnswer {
  status: number;
  headers: Record<string, string>;
  text: string;
  // biome-ignore lint/suspicious/noExplicitAny: a test asserts the shape.
  json: any;
}

/** Calls a handler with an event of payload format 2.0, and parses its answer. */
export async function call(handler: ApiHandler, request: TestRequest = {}): Promise<TestAnswer> {
  const answer = await answerOf(handler, request);
  const { status, headers, json } = answer;
  const isPreflight = request.method === 'OPTIONS' && status === 204;
  const contentType = headers['content-type'];
  const names = Object.keys(headers);
  if (!isPreflight)
    requireDescribed(routeOf(handler, request), { status, contentType, headers: names, json });
  return answer;
}

/** A handler may stand for one endpoint or, as the router does, for all; then the path says which. */
function routeOf({ route }: ApiHandler, request: TestRequest): Route | undefined {
  if (route?.name) return route as Route;
  const event = eventOf(request);
  return routeAt(event.requestContext.http.method, pathOf(event));
}

/** What a handler answers, parsed, whether the API describes it or not. */
export async function answerOf(handler: ApiHandler, request: TestRequest): Promise<TestAnswer> {
  const answer = await handler(eventOf(request), contextOf(request));
  const headers = Object.entries(answer.headers).map(([name, value]) => [name.toLowerCase(), String(value)]);
  const body = answer.body ?? '';
  const text = answer.isBase64Encoded ? Buffer.from(body, 'base64').toString('latin1') : body;
  return {
    status: answer.statusCode,
    headers: Object.fromEntries(headers),
    text,
    json: text && !answer.isBase64Encoded && isJson(answer.headers) ? JSON.parse(text) : undefined,
  };
}

function isJson(headers: Record<string, string>): boolean {
  return headers['Content-Type'] === 'application/json';
}

/** The event that API Gateway or a Function URL would send. */
export function eventOf(request: TestRequest): ApiEvent {
  const { method = 'GET', path = '/payouts', query, params, body } = request;
  return {
    version: '2.0',
    routeKey: `${method} ${path}`,
    rawPath: path,
    rawQueryString: new URLSearchParams(query).toString(),
    headers: headersOf(request),
    ...(query && { queryStringParameters: query }),
    ...(params && { pathParameters: params }),
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    isBase64Encoded: false,
    requestContext: {
      requestId: 'JKJaXmPLvHcESHA=',
      accountId: '123456789012',
      apiId: 'api-id',
      stage: '$default',
      domainName: 'api.example.com',
      domainPrefix: 'api',
      routeKey: `${method} ${path}`,
      time: '01/Mar/2026:12:00:00 +0000',
      timeEpoch: 1772366400000,
      http: { method, path, protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 'test' },
    },
  };
}

function headersOf({ as, admin, body, headers }: TestRequest): Record<string, string> {
  return {
    ...(as && { authorization: `Bearer ${localToken(as, { ...(admin && { admin }) })}` }),
    ...(body !== undefined && { 'content-type': 'application/json' }),
    ...headers,
  };
}

export function contextOf({ remainingMs = 15_000 }: TestRequest = {}): Context {
  const deadline = Date.now() + remainingMs;
  return {
    awsRequestId: REQUEST_ID,
    getRemainingTimeInMillis: () => deadline - Date.now(),
  } as Context;
}
