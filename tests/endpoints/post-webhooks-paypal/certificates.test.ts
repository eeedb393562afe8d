import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { buildPaypalWebhook } from '../../../functions/webhooks/paypal.ts';
import type { ApiHandler } from '../../../libs/http/event.ts';
import { call, type TestAnswer } from '../../../testing/call.ts';
import { expectFailure } from '../../../testing/expect.ts';
import { useRail } from '../../../testing/paypal.ts';
import { INVALID_JSON, TOO_LARGE, TRY_AGAIN, UNAUTHENTICATED } from '../../../testing/refusals.ts';
import { useWorld } from '../../../testing/use-world.ts';

const CERTIFICATES = 'https://api.paypal.com/v1/notifications/certs/';
const BODY = '{"id":"WH-C","event_type":"CUSTOMER.DISPUTE.CREATED","resource":{}}';
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

const UNSIGNED = { ...UNAUTHENTICATED, message: 'This is not signed by PayPal.' };
const LATER = { ...TRY_AGAIN, headers: { 'retry-after': '1' } };

const world = useWorld();
const rail = useRail(world);

let webhook: ApiHandler;
let fetched: string[];
let pem: string;
let answer: () => Response | Promise<Response>;

beforeAll(async () => {
  pem = await (await fetch(rail.simulator.sign(BODY)['paypal-cert-url'])).text();
});

/** PayPal's hosts answer here, and each test has a function that has fetched nothing yet. */
beforeEach(() => {
  rail.clock.ms = Date.now();
  webhook = buildPaypalWebhook(world);
  answer = () => new Response(pem);
  fetched = [];
  const { fetch } = globalThis;
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (url, init) => {
    if (!String(url).includes('paypal.com')) return fetch(url, init);
    fetched.push(String(url));
    return answer();
  });
});
afterEach(() => vi.mocked(globalThis.fetch).mockRestore());

const signed = (url: string, body = BODY) => ({ ...rail.simulator.sign(body), 'paypal-cert-url': url });
const post = (headers: Record<string, string>, body = BODY): Promise<TestAnswer> =>
  call(webhook, { method: 'POST', path: '/webhooks/paypal', headers, body });
const from = (url: string) => post(signed(url));
const forged = (url: string) => post({ ...signed(url), 'paypal-transmission-sig': 'AAAA' });
const linesOf = (level: 'warn' | 'error') =>
  vi.mocked(console[level]).mock.calls.map(([line]) => JSON.parse(String(line)));
const pass = (ms: number) => {
  rail.clock.ms += ms;
};

describe('C7: a certificate that cannot be fetched just now', () => {
  it.each<[string, () => Response]>([
    [
      'the host does not answer',
      () => {
        throw new TypeError('fetch failed');
      },
    ],
    ['the host answers 503', () => new Response('later', { status: 503 })],
    ['the host answers 429', () => new Response('later', { status: 429 })],
  ])('is try_again, one warning and no stack: %s', async (_, trouble) => {
    answer = trouble;
    expectFailure(await forged(`${CERTIFICATES}CERT-1`), LATER);
    expect(linesOf('error')).toStrictEqual([]);
    expect(linesOf('warn')).toStrictEqual([
      expect.objectContaining({ code: 'try_again', why: expect.stringContaining("certificate's host") }),
    ]);
    expect(linesOf('warn')[0]).not.toHaveProperty('stack');
  });

  it('is not asked for again at once, but after half a minute', async () => {
    const { promise, reject } = Promise.withResolvers<Response>();
    answer = () => promise;
    const first = [from(`${CERTIFICATES}CERT-1`), from(`${CERTIFICATES}CERT-1`)];
    reject(new TypeError('fetch failed'));
    for (const each of await Promise.all(first)) expectFailure(each, LATER);
    answer = () => new Response(pem);
    pass(29_000);
    expectFailure(await from(`${CERTIFICATES}CERT-1`), LATER);
    expect(fetched).toHaveLength(1);
    pass(2000);
    expect((await from(`${CERTIFICATES}CERT-1`)).status).toBe(200);
    expect(fetched).toHaveLength(2);
  });

  it('is refused, and not asked for again for ten minutes, if its host serves something else', async () => {
    for (const other of [
      () => new Response('no certificate'),
      () => new Response('', { status: 404 }),
      () => new Response('', { status: 302, headers: { location: 'https://evil.example' } }),
    ]) {
      webhook = buildPaypalWebhook(world);
      fetched = [];
      answer = other;
      for (let time = 0; time < 3; time++) {
        expectFailure(await from(`${CERTIFICATES}CERT-1`), UNSIGNED);
        pass(3 * MINUTE);
      }
      expect(fetched).toHaveLength(1);
      answer = () => new Response(pem);
      pass(2 * MINUTE);
      expect((await from(`${CERTIFICATES}CERT-1`)).status).toBe(200);
    }
  });
});

describe('C8: the address of a certificate', () => {
  it('is fetched once in its normal form, in whichever of 1000 ways it is spelled', async () => {
    const spellings = [
      'HTTPS://API.PAYPAL.COM/v1/notifications/certs/CERT-1',
      'https://api.paypal.com:443/v1/notifications/certs/CERT-1',
      'https:api.paypal.com/v1/notifications/certs/CERT-1',
      'https:\\\\api.paypal.com\\v1\\notifications\\certs\\CERT-1',
      'https://@api.paypal.com/v1/notifications/certs/CERT-1',
      'https://api.paypal.com/v1/notifications/certs/CERT-1?',
      'https://api.paypal.com/v1/notifications/certs/CERT-1#',
      'https://api.paypal.com/v1/notifications/certs/./CERT-1',
      'https://api.paypal.com/v1/x/%2e%2E/notifications/certs/CERT-1',
      ...Array.from(
        { length: 991 },
        (_, count) => `https://api.paypal.com/${'x/../'.repeat(count)}v1/notifications/certs/CERT-1`,
      ),
    ];
    expect(new Set(spellings).size).toBe(1000);
    for (const url of spellings) expect((await from(url)).status).toBe(200);
    expect(fetched).toStrictEqual([`${CERTIFICATES}CERT-1`]);
  });

  it('is fetched for a few names only, after which others are refused for a while', async () => {
    answer = () => new Response('', { status: 404 });
    for (let name = 0; name < 1000; name++) {
      expectFailure(await forged(`${CERTIFICATES}MADE-UP-${name}`), UNSIGNED);
    }
    expect(fetched).toHaveLength(5);
    answer = () => new Response(pem);
    expectFailure(await from(`${CERTIFICATES}CERT-1`), UNSIGNED);
    pass(11 * MINUTE);
    expect((await from(`${CERTIFICATES}CERT-1`)).status).toBe(200);
    expect(fetched).toHaveLength(6);
  });

  it('stays known while others are made up', async () => {
    expect((await from(`${CERTIFICATES}CERT-1`)).status).toBe(200);
    answer = () => new Response('', { status: 404 });
    for (let name = 0; name < 20; name++) await forged(`${CERTIFICATES}MADE-UP-${name}`);
    expect((await from(`${CERTIFICATES}CERT-1`)).status).toBe(200);
    expect(fetched).toHaveLength(5);
  });

  it('is fetched once for calls at the same time', async () => {
    const answers = await Promise.all(Array.from({ length: 50 }, () => from(`${CERTIFICATES}CERT-1`)));
    expect(new Set(answers.map(({ status }) => status))).toStrictEqual(new Set([200]));
    expect(fetched).toHaveLength(1);
  });
});

describe('the time of a transmission', () => {
  const at = (ms: number) => {
    const now = rail.clock.ms;
    rail.clock.ms = now + ms;
    const headers = signed(`${CERTIFICATES}CERT-1`);
    rail.clock.ms = now;
    return post(headers);
  };

  it.each([
    ['over seven days ago', -7 * DAY - 2000],
    ['over five minutes ahead', 5 * MINUTE + 2000],
    ['a year ahead', 365 * DAY],
  ])('is 401 before anything is fetched: %s', async (_, ms) => {
    expectFailure(await at(ms), UNSIGNED);
    expect(fetched).toStrictEqual([]);
  });

  it.each([
    ['almost seven days ago', -7 * DAY + 2000],
    ['a few minutes ahead', 5 * MINUTE - 2000],
  ])('is taken: %s', async (_, ms) => {
    expect((await at(ms)).status).toBe(200);
    expect(fetched).toHaveLength(1);
  });

  it.each(['yesterday', '0', 'NaN', '2026-99-99T00:00:00Z'])('is 401 if it is none: %s', async (time) => {
    expectFailure(
      await post({ ...signed(`${CERTIFICATES}CERT-1`), 'paypal-transmission-time': time }),
      UNSIGNED,
    );
    expect(fetched).toStrictEqual([]);
  });
});

describe('C6: a signed event of PayPal', () => {
  const LIMIT = 256 * 1024;
  const deliver = (body: string) => post(signed(`${CERTIFICATES}CERT-1`, body), body);

  it('may have 256 KiB, and one byte more is payload_too_large', async () => {
    expect((await deliver(BODY.padEnd(LIMIT))).status).toBe(200);
    const message = `The body is larger than ${LIMIT} bytes.`;
    expectFailure(await deliver(BODY.padEnd(LIMIT + 1)), { ...TOO_LARGE, message });
  });

  it('is invalid_json if it is no UTF-8', async () => {
    const bytes = Buffer.from('{"id":"für"}', 'latin1');
    const { sign } = rail.simulator;
    const headers = { ...sign(bytes as never), 'paypal-cert-url': `${CERTIFICATES}CERT-1` };
    const encoded: ApiHandler = (event, context) =>
      buildPaypalWebhook(world)({ ...event, body: bytes.toString('base64'), isBase64Encoded: true }, context);
    const asked = { method: 'POST', path: '/webhooks/paypal', headers, body: '' };
    expectFailure(await call(encoded, asked), INVALID_JSON);
  });
});
