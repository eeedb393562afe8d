import { describe, expect, it } from 'vitest';
import { expectFailure } from '../../../testing/expect.ts';
import { logLines } from '../../../testing/log-lines.ts';
import { TRY_AGAIN } from '../../../testing/refusals.ts';
import { useWorld } from '../../../testing/use-world.ts';
import { CERTIFICATES, UNSIGNED, useCertificateHost } from './certificate-host.ts';

const MINUTE = 60_000;
const LATER = { ...TRY_AGAIN, headers: { 'retry-after': '1' } };

const host = useCertificateHost(useWorld());

const from = (url: string) => host.post(host.sign(url));
const forged = (url: string) => host.post({ ...host.sign(url), 'paypal-transmission-sig': 'AAAA' });

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
    host.answer = trouble;
    expectFailure(await forged(`${CERTIFICATES}CERT-1`), LATER);
    expect(logLines('error')).toStrictEqual([]);
    expect(logLines('warn')).toStrictEqual([
      expect.objectContaining({ code: 'try_again', why: expect.stringContaining("certificate's host") }),
    ]);
    expect(logLines('warn')[0]).not.toHaveProperty('stack');
  });

  it('is not asked for again at once, but after half a minute', async () => {
    const { promise, reject } = Promise.withResolvers<Response>();
    host.answer = () => promise;
    const first = [from(`${CERTIFICATES}CERT-1`), from(`${CERTIFICATES}CERT-1`)];
    reject(new TypeError('fetch failed'));
    for (const each of await Promise.all(first)) expectFailure(each, LATER);
    host.answer = () => new Response(host.pem);
    host.pass(29_000);
    expectFailure(await from(`${CERTIFICATES}CERT-1`), LATER);
    expect(host.fetched).toHaveLength(1);
    host.pass(2000);
    expect((await from(`${CERTIFICATES}CERT-1`)).status).toBe(200);
    expect(host.fetched).toHaveLength(2);
  });

  it('is refused, and not asked for again for ten minutes, if its host serves something else', async () => {
    for (const other of [
      () => new Response('no certificate'),
      () => new Response('', { status: 404 }),
      () => new Response('', { status: 302, headers: { location: 'https://evil.example' } }),
    ]) {
      host.restart();
      host.answer = other;
      for (let time = 0; time < 3; time++) {
        expectFailure(await from(`${CERTIFICATES}CERT-1`), UNSIGNED);
        host.pass(3 * MINUTE);
      }
      expect(host.fetched).toHaveLength(1);
      host.answer = () => new Response(host.pem);
      host.pass(2 * MINUTE);
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
    expect(host.fetched).toStrictEqual([`${CERTIFICATES}CERT-1`]);
  });

  it('is fetched for a few names only, after which others are refused for a while', async () => {
    host.answer = () => new Response('', { status: 404 });
    for (let name = 0; name < 1000; name++) {
      expectFailure(await forged(`${CERTIFICATES}MADE-UP-${name}`), UNSIGNED);
    }
    expect(host.fetched).toHaveLength(5);
    host.answer = () => new Response(host.pem);
    expectFailure(await from(`${CERTIFICATES}CERT-1`), UNSIGNED);
    host.pass(11 * MINUTE);
    expect((await from(`${CERTIFICATES}CERT-1`)).status).toBe(200);
    expect(host.fetched).toHaveLength(6);
  });

  it('stays known while others are made up', async () => {
    expect((await from(`${CERTIFICATES}CERT-1`)).status).toBe(200);
    host.answer = () => new Response('', { status: 404 });
    for (let name = 0; name < 20; name++) await forged(`${CERTIFICATES}MADE-UP-${name}`);
    expect((await from(`${CERTIFICATES}CERT-1`)).status).toBe(200);
    expect(host.fetched).toHaveLength(5);
  });

  it('is fetched once for calls at the same time', async () => {
    const answers = await Promise.all(Array.from({ length: 50 }, () => from(`${CERTIFICATES}CERT-1`)));
    expect(new Set(answers.map(({ status }) => status))).toStrictEqual(new Set([200]));
    expect(host.fetched).toHaveLength(1);
  });
});
