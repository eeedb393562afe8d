import { readFileSync } from 'node:fs';
import { brotliDecompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { buildNotFound } from '../../functions/not-found.ts';
import { buildDocs } from '../../functions/pages/docs.ts';
import { buildRouter } from '../../functions/router.ts';
import { readSettings } from '../../libs/runtime/settings.ts';
import { answerOf, call, type TestRequest } from '../../testing/call.ts';
import { expectFailure, expectPreflight } from '../../testing/expect.ts';
import { logLines } from '../../testing/log-lines.ts';
import { PAGE_HEADERS } from '../../testing/page-headers.ts';
import { ROUTE_NOT_FOUND } from '../../testing/refusals.ts';
import { handlerOn } from '../../testing/use-handler.ts';
import { useWorld } from '../../testing/use-world.ts';
import { ENVIRONMENT, type World } from '../../testing/world.ts';

const CALLERS = [
  { name: 'user-ada', token: 'a.b.c' },
  { name: 'user-admin (role admin)', token: 'd.e.f' },
];
const world = useWorld();
const withPage = (here: World): World => ({
  ...here,
  settings: { ...here.settings, reference: { callers: CALLERS } },
});

const docs = handlerOn(world, (here) => buildDocs(withPage(here)));
const router = handlerOn(world, (here) => buildRouter(withPage(here)));
const get = (path: string, request: TestRequest = {}) => answerOf(docs, { path, ...request });

const PAGE = {
  ...PAGE_HEADERS,
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
};

/** The files that the page loads, as it names them. */
async function partsOfPage(): Promise<string[]> {
  const { text } = await get('/docs/');
  return Array.from(text.matchAll(/(?:src|href)="(\/docs\/[^"]+)"/g), ([, path = '']) => path);
}

describe('the reference page', () => {
  it.each(['/docs', '/docs/'])('is at %s, with its own policy', async (path) => {
    const { status, headers, text } = await get(path);
    expect({ status, headers }).toStrictEqual({ status: 200, headers: PAGE });
    expect(text).toMatch(/^<!doctype html>/);
  });

  it('runs nothing and styles nothing inline, and names no other host', () => {
    const page = readFileSync('web/docs/index.html', 'utf8');
    const sources = [
      page,
      ...['docs.js', 'docs.css'].map((file) => readFileSync(`web/docs/${file}`, 'utf8')),
    ];
    expect(page).not.toMatch(/<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+=/);
    for (const source of sources) expect(source).not.toMatch(/https?:|\/\/[\w-]+\.\w/);
  });

  it('loads parts that a browser may keep for good', async () => {
    const parts = await partsOfPage();
    expect(parts.map((path) => path.replace(/[0-9a-f]{16}/, '…'))).toStrictEqual([
      '/docs/…/icon.png',
      '/docs/…/swagger-ui.css',
      '/docs/…/docs.css',
      '/docs/…/swagger-ui.js',
      '/docs/…/docs.js',
    ]);
    for (const path of parts) {
      const { status, headers } = await get(path);
      expect(status, path).toBe(200);
      expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
    }
  });

  it.each(['br', 'gzip, deflate, br, zstd'])(
    'is sent as it is packed to who accepts %s',
    async (accepted) => {
      for (const path of ['/docs', '/openapi.json', ...(await partsOfPage())]) {
        const plain = await get(path);
        const packed = await get(path, { headers: { 'accept-encoding': accepted } });
        expect(packed.headers).toStrictEqual({ ...plain.headers, 'content-encoding': 'br' });
        const unpacked = brotliDecompressSync(Buffer.from(packed.text, 'latin1')).toString('latin1');
        expect(unpacked === plain.text, path).toBe(true);
      }
    },
  );

  it.each(['', 'gzip', 'brotli', 'br;q=0'])('is not compressed for "%s"', async (accepted) => {
    const answer = await get('/docs', { headers: { 'accept-encoding': accepted } });
    expect(answer).toStrictEqual(await get('/docs'));
  });

  it('offers the callers of the stage, and lets nothing keep their tokens', async () => {
    const { status, headers, json } = await get('/docs/callers.json');
    expect({ status, json }).toStrictEqual({ status: 200, json: CALLERS });
    const { vary: _, ...page } = PAGE;
    expect(headers).toStrictEqual({
      ...page,
      'content-type': 'application/json',
      'cache-control': 'no-store',
    });
  });
});

describe('/openapi.json', () => {
  it('is the description as it is committed', async () => {
    const { status, headers, text } = await get('/openapi.json');
    expect({ status, headers }).toStrictEqual({
      status: 200,
      headers: { ...PAGE, 'content-type': 'application/json' },
    });
    expect(text).toBe(readFileSync('openapi.json', 'latin1'));
  });
});

describe('the function of the page', () => {
  it.each(['/docs/', '/openapi.json', '/docs/callers.json'])(
    'answers HEAD %s without a body',
    async (path) => {
      const { status, headers } = await get(path);
      const answer = await get(path, { method: 'HEAD' });
      expect(answer).toStrictEqual({ status, headers, text: '', json: undefined });
    },
  );

  it.each([
    ['GET', '/docs/none.js'],
    ['GET', '/docs/0000000000000000/docs.js'],
    ['GET', '/docs/../openapi.json'],
    ['GET', '/docsen'],
    ['GET', '/openapi.jsonx'],
    ['POST', '/docs/'],
    ['PUT', '/openapi.json'],
  ])('finds nothing at %s %s', async (method, path) => {
    expectFailure(await call(docs, { method, path }), ROUTE_NOT_FOUND);
  });

  it('finds nothing in a stage without the page', async () => {
    const without = handlerOn(world, buildDocs);
    for (const path of ['/docs', '/docs/', '/openapi.json', '/docs/callers.json']) {
      expectFailure(await call(without, { path }), ROUTE_NOT_FOUND);
    }
  });

  it('answers a preflight as every path does', async () => {
    await expectPreflight(docs, '/docs', 'GET');
  });

  it('keeps the name that a caller gave the call', async () => {
    const { headers } = await get('/docs', { headers: { 'x-request-id': 'mine' } });
    expect(headers['x-request-id']).toBe('mine');
    expect(logLines('info')).toMatchObject([{ event: 'call', requestId: 'mine', status: 200 }]);
  });
});

describe('one function behind a URL', () => {
  it.each(['/docs', '/docs/', '/openapi.json', '/docs/callers.json'])('answers %s alike', async (path) => {
    const headers = { 'accept-encoding': 'br' };
    expect(await answerOf(router, { path, headers })).toStrictEqual(await get(path, { headers }));
  });

  it('does not find what the function of the page does not find', async () => {
    const nowhere = handlerOn(world, buildNotFound);
    const request = { path: '/docs/none.js' };
    expect(await call(router, request)).toStrictEqual(await call(nowhere, request));
  });
});

describe('the settings', () => {
  const environment = { ...ENVIRONMENT, DYNAMODB_ENDPOINT: 'http://127.0.0.1:8000' };
  const deployed = { ...environment, STAGE: 'dev', JWT_SECRET: 'a secret of a deployed stage, long enough' };
  const DEMO_TOKENS = CALLERS.map(({ name, token }) => `${name}=${token}`).join();

  it.each([undefined, '', 'false', 'yes'])('have no page if API_DOCS is %s', (API_DOCS) => {
    expect(readSettings({ ...environment, API_DOCS, DEMO_TOKENS }).reference).toBeUndefined();
  });

  it('have the demo users of the local stage', () => {
    const { reference } = readSettings({ ...environment, API_DOCS: 'true', DEMO_TOKENS });
    expect(reference).toStrictEqual({ callers: CALLERS });
  });

  it('have no callers in any other stage, and refuse to', () => {
    expect(readSettings({ ...deployed, API_DOCS: 'true' }).reference).toStrictEqual({ callers: [] });
    expect(() => readSettings({ ...deployed, API_DOCS: 'true', DEMO_TOKENS })).toThrow(
      'DEMO_TOKENS is for the stage local only.',
    );
  });
});
