import { brotliDecompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { buildNotFound } from '../../functions/not-found.ts';
import { buildDashboard } from '../../functions/pages/dashboard.ts';
import { buildRouter } from '../../functions/router.ts';
import { ASSETS } from '../../libs/pages/assets/dashboard.ts';
import type { DashboardSettings } from '../../libs/runtime/page-settings.ts';
import { answerOf, call, type TestRequest } from '../../testing/call.ts';
import { expectFailure, expectPreflight } from '../../testing/expect.ts';
import { PAGE_HEADERS } from '../../testing/page-headers.ts';
import { ROUTE_NOT_FOUND } from '../../testing/refusals.ts';
import { handlerOn } from '../../testing/use-handler.ts';
import { useWorld } from '../../testing/use-world.ts';
import type { World } from '../../testing/world.ts';

const HOST = 'https://affiliates.example.com';
const world = useWorld();
const as = (here: World, dashboard: DashboardSettings, company = 'Acme & Söhne "Pay"'): World => ({
  ...here,
  settings: { ...here.settings, dashboard, company: { name: company, address: '' } },
});

const alone = handlerOn(world, (here) => buildDashboard(as(here, { isDemo: false })));
const embedded = handlerOn(world, (here) => buildDashboard(as(here, { isDemo: false, embedOrigin: HOST })));
const demo = handlerOn(world, (here) => buildDashboard(as(here, { isDemo: true })));
const router = handlerOn(world, (here) => buildRouter(as(here, { isDemo: false, embedOrigin: HOST })));
const get = (path: string, request: TestRequest = {}, handler = alone) =>
  answerOf(handler, { path, ...request });

const PAGES = ['/dashboard', '/dashboard/', '/dashboard/admin', '/dashboard/admin/'];
const policyWith = (ancestors: string) =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    "font-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
    `frame-ancestors ${ancestors}`,
  ].join('; ');

const PAGE = {
  ...PAGE_HEADERS,
  'content-security-policy': policyWith("'none'"),
};

/** The files that a page loads, as it names them. */
async function partsOf(page: string): Promise<string[]> {
  const { text } = await get(page);
  return Array.from(text.matchAll(/(?:src|href)="([^"]+)"/g), ([, path = '']) => path);
}

/** What a page is told, by the names of its `meta` elements. */
async function wordsOf(page: string, handler = alone): Promise<Record<string, string>> {
  const { text } = await get(page, {}, handler);
  const html = Buffer.from(text, 'latin1').toString();
  const words = html.matchAll(/<meta name="payouts-(\w+)" content="([^"]*)"/g);
  return Object.fromEntries(Array.from(words, ([, name = '', content = '']) => [name, content]));
}

describe.each(PAGES)('the page at %s', (path) => {
  it('has a policy of its own, and is in no frame', async () => {
    const { status, headers, text } = await get(path);
    expect({ status, headers }).toStrictEqual({ status: 200, headers: PAGE });
    expect(text).toMatch(/^<!doctype html>/);
  });

  it('may be in a frame of one origin, where the stage names it', async () => {
    const { 'x-frame-options': _, ...headers } = PAGE;
    expect((await get(path, {}, embedded)).headers).toStrictEqual({
      ...headers,
      'content-security-policy': policyWith(HOST),
    });
  });

  it('is told the company, the origin of its host, and whether there are demo users', async () => {
    const company = 'Acme &amp; Söhne &quot;Pay&quot;';
    expect(await wordsOf(path)).toStrictEqual({ company, host: '', demo: 'false' });
    expect(await wordsOf(path, embedded)).toStrictEqual({ company, host: HOST, demo: 'false' });
    expect(await wordsOf(path, demo)).toStrictEqual({ company, host: '', demo: 'true' });
  });

  it.each(['"><script src="https://evil.org/x.js"></script>', '{host}', '$&$1', "'", '</head>'])(
    'takes the name of the company as text: %s',
    async (company) => {
      const settings = { isDemo: true, embedOrigin: HOST };
      const named = handlerOn(world, (here) => buildDashboard(as(here, settings, company)));
      const words = await wordsOf(path, named);
      const entities = { '&quot;': '"', '&#39;': "'", '&lt;': '<', '&gt;': '>', '&amp;': '&' };
      const shown = Object.entries(entities).reduce(
        (text, [entity, character]) => text.replaceAll(entity, () => character),
        words.company ?? '',
      );
      expect({ ...words, company: shown }).toStrictEqual({ company, host: HOST, demo: 'true' });
      const { text } = await get(path, {}, named);
      expect(text.match(/<script/g)).toHaveLength(1);
    },
  );

  it('runs nothing and styles nothing inline', async () => {
    expect((await get(path)).text).not.toMatch(/<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+=/);
  });

  it('loads its own parts only, which a browser may keep for good', async () => {
    const parts = await partsOf(path);
    expect(parts.length).toBeGreaterThanOrEqual(3);
    for (const part of parts) {
      expect(part).toMatch(/^\/dashboard\/assets\/[\w-]+-[\w-]{8}\.(?:js|css|svg)$/);
      const { status, headers } = await get(part);
      expect(status, part).toBe(200);
      expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
    }
  });
});

describe('the two pages', () => {
  it('are one each, with and without the last slash', async () => {
    const [affiliate, slash, admin, adminSlash] = await Promise.all(PAGES.map((path) => get(path)));
    expect(slash).toStrictEqual(affiliate);
    expect(adminSlash).toStrictEqual(admin);
    expect(admin?.text).not.toBe(affiliate?.text);
  });

  it('are built as for production, also by a test', () => {
    for (const { path, packed } of ASSETS) {
      const text = brotliDecompressSync(packed).toString('latin1');
      expect(text, path).not.toMatch(/jsxDEV|jsx-dev-runtime|node_modules|\.tsx\b/);
      // An SVG names its language by an address; nothing else names a host.
      expect(text.replaceAll('http://www.w3.org/', ''), path).not.toMatch(/https?:\/\/[\w-]+\.\w/);
    }
  });

  it.each(['br', 'gzip, deflate, br, zstd'])(
    'are sent as they are packed to who accepts %s',
    async (accepted) => {
      for (const { path } of ASSETS) {
        const plain = await get(path);
        const packed = await get(path, { headers: { 'accept-encoding': accepted } });
        expect(packed.headers).toStrictEqual({ ...plain.headers, 'content-encoding': 'br' });
        const unpacked = brotliDecompressSync(Buffer.from(packed.text, 'latin1')).toString('latin1');
        expect(unpacked === plain.text, path).toBe(true);
      }
    },
  );
});

describe('the function of the pages', () => {
  it.each(PAGES)('answers HEAD %s without a body', async (path) => {
    const { status, headers } = await get(path);
    const answer = await get(path, { method: 'HEAD' });
    expect(answer).toStrictEqual({ status, headers, text: '', json: undefined });
  });

  it.each([
    ['GET', '/dashboard/none.js'],
    ['GET', '/dashboard/assets/'],
    ['GET', '/dashboard/affiliate/index.html'],
    ['GET', '/dashboard/../openapi.json'],
    ['GET', '/dashboards'],
    ['GET', '/docs/'],
    ['POST', '/dashboard/'],
    ['PUT', '/dashboard/admin/'],
  ])('finds nothing at %s %s', async (method, path) => {
    expectFailure(await call(alone, { method, path }), ROUTE_NOT_FOUND);
  });

  it('answers a preflight as every path does', async () => {
    await expectPreflight(alone, '/dashboard', 'GET');
  });

  it('keeps the name that a caller gave the call', async () => {
    const { headers } = await get('/dashboard', { headers: { 'x-request-id': 'mine' } });
    expect(headers['x-request-id']).toBe('mine');
  });
});

describe('one function behind a URL', () => {
  it('answers each file alike', async () => {
    const headers = { 'accept-encoding': 'br' };
    for (const path of [...PAGES, ...ASSETS.map((asset) => asset.path)]) {
      const expected = await get(path, { headers }, embedded);
      expect(await get(path, { headers }, router), path).toStrictEqual(expected);
    }
  });

  it.each(['/dashboard/none.js', '/dashboards'])('does not find %s', async (path) => {
    const nowhere = handlerOn(world, buildNotFound);
    expect(await call(router, { path })).toStrictEqual(await call(nowhere, { path }));
  });
});
