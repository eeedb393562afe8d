import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { asOnAws, decodable, type OfflineEvent } from '../../../local/offline/aws-event.ts';

/**
 * An event of serverless-offline 14 for a POST, as recorded: a body that was parsed, and a content type put
 * in.
 */
const OFFLINE = {
  body: false,
  cookies: undefined,
  headers: { host: 'localhost:3000', 'content-type': 'application/json', authorization: 'Bearer second' },
  isBase64Encoded: false,
  pathParameters: null,
  queryStringParameters: null,
  rawPath: '/payouts/request',
  rawQueryString: '',
  requestContext: {
    accountId: 'offlineContext_accountId',
    apiId: 'offlineContext_apiId',
    domainName: 'offlineContext_domainName',
    domainPrefix: 'offlineContext_domainPrefix',
    http: {
      method: 'POST',
      path: '/payouts/request',
      protocol: 'HTTP/1.1',
      sourceIp: '127.0.0.1',
      userAgent: 'curl/8.5.0',
    },
    requestId: 'offlineContext_resourceId',
    routeKey: 'POST /payouts/request',
    stage: '$default',
    time: '25/Nov/2026:12:00:00 +0000',
    timeEpoch: 1795608000000,
  },
  routeKey: 'POST /payouts/request',
  stageVariables: null,
  version: '2.0',
} as unknown as OfflineEvent;

/** The members of an HTTP API's event for the same request, by AWS's own example of payload format 2.0. */
const MEMBERS_ON_AWS = [
  'body',
  'headers',
  'isBase64Encoded',
  'rawPath',
  'rawQueryString',
  'requestContext',
  'routeKey',
  'version',
];

const JSON_HEADERS = ['Content-Type', 'application/json'];
const eventFor = (payload: string | Uint8Array, rawHeaders: string[] = JSON_HEADERS) =>
  asOnAws(OFFLINE, { rawHeaders, payload: Buffer.from(payload) });
const bodyFor = (...request: Parameters<typeof eventFor>) => {
  const { body, isBase64Encoded } = eventFor(...request);
  return { body, isBase64Encoded };
};

describe('the event that a function of the local service gets', () => {
  it('has the members of an event of AWS, and keeps what serverless-offline says of the request', () => {
    const event = eventFor('{}');
    const present = Object.keys(event).filter((name) => event[name as never] !== undefined);
    expect(present.sort()).toStrictEqual(MEMBERS_ON_AWS);
    expect(event).toMatchObject({ rawPath: '/payouts/request', requestContext: OFFLINE.requestContext });
  });

  it.each(['false', '0', 'null', '""', '"x"', '{"a":1}', ' {', '"{\\"amount\\":1000}"', 'für 🎉'])(
    'has the body as it was sent, and not what it says: %s',
    (text) => expect(bodyFor(text)).toStrictEqual({ body: text, isBase64Encoded: false }),
  );

  it('has no body if there was none', () => {
    expect(eventFor('')).not.toHaveProperty('body');
    expect(eventFor('', []).isBase64Encoded).toBe(false);
  });

  it.each([
    'application/json; charset=utf-8',
    'application/json ; charset=utf-8',
    'APPLICATION/JSON',
    'application/problem+json',
    'application/xml',
    'application/javascript',
    'text/plain',
    'text/csv; header=present',
  ])('has text as text: %s', (type) =>
    expect(bodyFor('a', ['Content-Type', type])).toStrictEqual({ body: 'a', isBase64Encoded: false }),
  );

  it.each([
    [[]],
    [['Content-Type', '']],
    [['Content-Type', 'application/x-www-form-urlencoded']],
    [['Content-Type', 'multipart/form-data; boundary=x']],
    [['Content-Type', 'application/octet-stream']],
    [['Content-Type', 'application/jsonp']],
    [['Content-Type', 'json']],
  ])('has any other body in base64: %j', (rawHeaders) =>
    expect(bodyFor('a=1', rawHeaders)).toStrictEqual({ body: 'YT0x', isBase64Encoded: true }),
  );

  it('has a compressed body as it was sent', () => {
    const zipped = gzipSync('{"amount":1000}');
    expect(bodyFor(zipped, [...JSON_HEADERS, 'Content-Encoding', 'gzip'])).toStrictEqual({
      body: zipped.toString('base64'),
      isBase64Encoded: true,
    });
  });

  it('has bytes that are not text, whatever their type says', () => {
    const latin1 = Buffer.from('für', 'latin1');
    expect(bodyFor(latin1)).toStrictEqual({ body: latin1.toString('base64'), isBase64Encoded: true });
  });

  it('has the headers that were sent and no other, each once, in lower case', () => {
    const rawHeaders = [
      'Authorization',
      'Bearer a',
      'X-A',
      '1',
      'authorization',
      'Bearer b',
      'Cookie',
      'c=1',
    ];
    expect(eventFor('', rawHeaders).headers).toStrictEqual({
      authorization: 'Bearer a,Bearer b',
      'x-a': '1',
    });
    expect(eventFor('x', ['__proto__', 'y']).headers).toStrictEqual({ ['__proto__']: 'y' });
  });
});

describe('an address', () => {
  it.each([
    ['/payouts/a%20b?x=%C3%BC', '/payouts/a%20b?x=%C3%BC'],
    ['/payouts/%ff', '/payouts/%25ff'],
    ['/payouts/%E0%A4%A', '/payouts/%25E0%25A4%25A'],
    ['/%?%zz=%41', '/%25?%25zz=%41'],
  ])('can be decoded, and is then what was sent: %s', (sent, address) => {
    expect(decodable(sent)).toBe(address);
  });
});
