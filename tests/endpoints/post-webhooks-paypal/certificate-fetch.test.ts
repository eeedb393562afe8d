import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Certificates, openCertificates } from '../../../libs/paypal/certificate.ts';
import { createCertificate } from '../../../local/paypal/certificate.ts';

const MINUTE_MS = 60_000;
const BYTES_MAX = 64 * 1024;
const FROM = Date.parse('2026-03-01T12:00:00Z');
const UNTIL = Date.parse('2026-03-08T12:00:00Z');

const at = (ms: number) => new Date(ms);
const DURING = at(FROM + MINUTE_MS);

/** A host of certificates, which answers as the test says. */
let answer: (response: ServerResponse, path?: string) => unknown;
const server = createServer(({ url }, response) => void answer(response, url));
let origin: string;
let pem: string;
let next: string;
let certificates: Certificates;

beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  pem = (await createCertificate({ from: FROM, until: UNTIL })).pem;
  next = (await createCertificate({ from: UNTIL - MINUTE_MS, until: UNTIL + MINUTE_MS })).pem;
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
});
beforeEach(() => {
  certificates = openCertificates([origin]);
  answer = (response) => response.end(pem);
});

const isTrusted = async (now: Date, path = '/one') => (await certificates(origin + path, now)) !== undefined;

describe('a certificate', () => {
  it.each([
    ['a second before it is valid', FROM - 1000, false],
    ['when it becomes valid', FROM, true],
    ['until the last second', UNTIL, true],
    ['a second later', UNTIL + 1000, false],
  ])('is trusted while it is valid: %s, %s', async (_, ms, expected) =>
    expect(await isTrusted(at(ms))).toBe(expected),
  );

  it('is trusted again after one that has expired, at the same address', async () => {
    expect(await isTrusted(DURING)).toBe(true);
    answer = (response) => response.end(next);
    expect(await isTrusted(at(UNTIL + 1000))).toBe(true);
    expect(await isTrusted(at(UNTIL + 2 * MINUTE_MS))).toBe(false);
  });

  it.each([
    ['one that is not valid any more', async () => (await createCertificate({ from: 0, until: FROM })).pem],
    ['something else', async () => 'no certificate'],
  ])('is trusted ten minutes after %s, and not before', async (_, other) => {
    const later = (ms: number) => isTrusted(at(DURING.getTime() + ms));
    answer = async (response) => response.end(await other());
    expect(await later(0)).toBe(false);
    answer = (response) => response.end(pem);
    expect(await later(10 * MINUTE_MS - 1)).toBe(false);
    expect(await later(10 * MINUTE_MS)).toBe(true);
  });

  it.each([
    ['64 KiB', 0, true],
    ['a byte more', 1, false],
  ])('may have %s', async (_, more, expected) => {
    answer = (response) => response.end(pem.padEnd(BYTES_MAX + more, '\n'));
    expect(await isTrusted(DURING)).toBe(expected);
  });

  it.each([201, 206, 200, 404, 403, 410])(
    'counts only in an answer that says that it went well: %d',
    async (status) => {
      answer = (response) => response.writeHead(status).end(pem);
      expect(await isTrusted(DURING)).toBe(status < 300);
    },
  );

  it.each([301, 302, 303, 307, 308])('is not followed to where its address redirects: %d', async (status) => {
    answer = (response, path) =>
      path === '/one' ? response.writeHead(status, { location: '/other' }).end() : response.end(pem);
    expect(await isTrusted(DURING)).toBe(false);
    expect(await isTrusted(DURING, '/other')).toBe(true);
  });

  it.each([429, 500, 502, 503])('that is withheld with %d is try_again', async (status) => {
    answer = (response) => response.writeHead(status).end(pem);
    const cause = `The certificate's host answers ${status}.`;
    await expect(isTrusted(DURING)).rejects.toMatchObject({ code: 'try_again', cause });
  });

  it('that was withheld is asked for again half a minute later, and not before', async () => {
    answer = (response) => response.writeHead(503).end();
    await expect(isTrusted(DURING)).rejects.toMatchObject({ code: 'try_again' });
    answer = (response) => response.end(pem);
    const later = (ms: number) => isTrusted(at(DURING.getTime() + ms));
    await expect(later(29_999)).rejects.toMatchObject({ code: 'try_again' });
    expect(await later(30_000)).toBe(true);
  });

  it('that does not come in time is try_again', async () => {
    const timeout = AbortSignal.timeout.bind(AbortSignal);
    const spy = vi.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => timeout(ms / 100));
    answer = async (response) => {
      await sleep(1500);
      response.end(pem);
    };
    await expect(isTrusted(DURING)).rejects.toMatchObject({
      code: 'try_again',
      cause: expect.stringContaining("The certificate's host does not answer: TimeoutError"),
    });
    spy.mockRestore();
  });

  it('is kept until ten others were fetched after it', async () => {
    const turn = (count: number) => at(FROM + count * 3 * MINUTE_MS);
    for (let count = 0; count < 10; count++) expect(await isTrusted(turn(count), `/${count}`)).toBe(true);
    answer = (response) => response.writeHead(404).end();
    expect(await isTrusted(turn(10), '/0')).toBe(true);
    answer = (response) => response.end(pem);
    expect(await isTrusted(turn(11), '/10')).toBe(true);
    answer = (response) => response.writeHead(404).end();
    expect(await isTrusted(turn(12), '/9')).toBe(true);
    expect(await isTrusted(turn(13), '/0')).toBe(false);
  });

  it('that is fetched again is as new as any', async () => {
    const turn = (count: number) => at(FROM + count * 3 * MINUTE_MS);
    for (let count = 0; count < 10; count++) {
      answer = (response) => (count === 1 ? response.writeHead(404).end() : response.end(pem));
      expect(await isTrusted(turn(count), `/${count}`)).toBe(count !== 1);
    }
    expect(await isTrusted(turn(10), '/1')).toBe(true);
    answer = (response) => response.writeHead(404).end();
    expect(await isTrusted(turn(11), '/0')).toBe(true);
  });

  it('is fetched once for calls at the same time', async () => {
    const calls = Array.from({ length: 10 }, () => isTrusted(DURING));
    expect(await Promise.all(calls)).toStrictEqual(Array(10).fill(true));
  });

  it('is fetched from five addresses in ten minutes, and from no more', async () => {
    const names = ['/1', '/2', '/3', '/4', '/5'];
    const later = (ms: number, path: string) => isTrusted(at(FROM + ms), path);
    for (const [minute, name] of names.entries()) expect(await later(minute * MINUTE_MS, name)).toBe(true);
    expect(await later(10 * MINUTE_MS - 1, '/6')).toBe(false);
    expect(await later(10 * MINUTE_MS, '/6')).toBe(true);
    expect(await later(10 * MINUTE_MS, '/7')).toBe(false);
    expect(await later(11 * MINUTE_MS, '/7')).toBe(true);
  });

  it('is not fetched from anywhere else', async () => {
    certificates = openCertificates(['http://127.0.0.1:1']);
    expect(await isTrusted(DURING)).toBe(false);
  });
});
