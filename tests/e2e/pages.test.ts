import { appendFile, readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { localToken } from '../../local/token.ts';
import { openBrowser, type TestBrowser, type View } from '../../testing/browser.ts';
import { type Service, startService, tokenOf } from './service.ts';

const AFFILIATES = ['ada', 'grace', 'new', 'bare', 'paused', 'nobody'].map((name) => `user-${name}`);
const PATIENCE = { timeout: 60_000, interval: 200 };

let service: Service;
let browser: TestBrowser;
let host: Server;
/** How long the tokens of the host are good, in their order, or what comes instead; the last one goes on. */
let spans: string[] = [];
let given = 0;

beforeAll(async () => {
  host = await startHost();
  [service, browser] = await Promise.all([startService({ EMBED_ORIGIN: originOf(host) }), openBrowser()]);
});
afterAll(async () => {
  host?.close();
  await browser?.close();
  await service?.stop();
});

/** A page that is closed when the test ends, and what its console says is wrong. */
async function openPage(view?: View): Promise<{ page: Page; complaints: string[] }> {
  const page = await browser.newPage(view);
  onTestFinished(() => page.context().close());
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (line) => {
    if (['error', 'warning'].includes(line.type())) complaints.push(line.text());
  });
  return { page, complaints };
}

/** A link that signs a demo user in. */
function linkOf(user: string): string {
  return `${service.url}/dashboard/#token=${tokenOf(service, user)}`;
}

describe('the links with a token', () => {
  it.each(AFFILIATES)('sign in %s', async (user) => {
    const { page } = await openPage();
    await page.goto(linkOf(user));
    await page.getByText(user).first().waitFor();
    expect(page.url()).not.toContain('token');
  });

  it('run under the policy of the page, which makes no HTML of text', async () => {
    const { page, complaints } = await openPage();
    await page.goto(linkOf('user-ada'));
    await page.getByText('$150.00').first().waitFor();
    expect(complaints).toStrictEqual([]);
    await expect(page.evaluate("document.body.innerHTML = '<b>text</b>'")).rejects.toThrow('TrustedHTML');
  });
});

describe('the pages to edit', () => {
  const address = () => service.welcome.match(/; to edit: (http:\/\/localhost:\d+\/dashboard\/)/)?.[1] ?? '';

  it.each(['', 'admin/', 'admin'])('are told what the service tells them: /dashboard/%s', async (path) => {
    const html = await (await fetch(address() + path)).text();
    expect(html).toContain('<meta name="payouts-company" content="Affiliate Payouts" />');
    expect(html).toContain(`<meta name="payouts-host" content="${originOf(host)}" />`);
    expect(html).toContain('<meta name="payouts-demo" content="true" />');
  });

  it('ask the service, and show an edit at once', async () => {
    const { page, complaints } = await openPage();
    await page.goto(`${address()}#token=${tokenOf(service, 'user-ada')}`);
    await page.getByText('$150.00').first().waitFor();

    const style = 'body { outline-color: rgb(1, 2, 3); }';
    await appendFile(join(service.folder, 'web/ui/app.css'), `\n${style}\n`);
    await page.waitForFunction("getComputedStyle(document.body).outlineColor === 'rgb(1, 2, 3)'");

    const script = "document.documentElement.dataset.edited = 'yes';";
    await appendFile(join(service.folder, 'web/affiliate/main.tsx'), `\n${script}\n`);
    await page.waitForFunction("document.documentElement.dataset.edited === 'yes'");
    expect(complaints).toStrictEqual([]);
  });
});

describe('the host page of docs/embed.md', () => {
  it('signs its user in, and again before the token ends', async () => {
    [spans, given] = [['4s', '5m'], 0];
    const { page, complaints } = await openPage();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await page.goto(originOf(host));
    const frame = page.frameLocator('#payouts');
    await frame.getByText('user-ada').first().waitFor();
    await frame.getByText('$150.00').first().waitFor();
    await expect.poll(() => given, PATIENCE).toBeGreaterThan(1);
    await page.evaluate('new Promise((resolve) => setTimeout(resolve, 500))');
    // The new token loads nothing again: a list that has grown stays as it is.
    expect(asked.filter((path) => path === '/payouts/balance')).toHaveLength(1);
    expect(complaints).toStrictEqual([]);
    const inside = page.frames().find((each) => each.url().startsWith(service.url));
    expect(inside?.url()).not.toContain('token');
    expect(await inside?.evaluate('localStorage.length + sessionStorage.length')).toBe(0);
  });

  it('is asked again if it gives no token, while the token is good', async () => {
    [spans, given] = [['16s', 'trouble', '5m'], 0];
    const { page } = await openPage();
    await page.goto(originOf(host));
    const frame = page.frameLocator('#payouts');
    await frame.getByText('$150.00').first().waitFor();
    await expect.poll(() => given, PATIENCE).toBe(3);
    expect(await frame.getByText('Signed in as').count()).toBe(1);
  });

  it('shows nothing at any other origin', async () => {
    [spans, given] = [['5m'], 0];
    const other = await startHost();
    onTestFinished(() => void other.close());
    const { page, complaints } = await openPage();
    await page.goto(originOf(other));
    await expect.poll(() => complaints.join(), PATIENCE).toContain('frame-ancestors');
    expect(given).toBe(0);
  });
});

/** The site of a host: the page as it is documented, and a token for who is signed in there. */
async function startHost(): Promise<Server> {
  const docs = await readFile('docs/embed.md', 'utf8');
  const [, html = ''] = docs.match(/```html\n(.*?)```/s) ?? [];
  expect(html.trim().split('\n').length).toBeLessThanOrEqual(15);
  const server = createServer((request, response) => {
    const site = html.replace('https://payouts.example.com', service.url);
    if (request.url !== '/payouts-token') return response.setHeader('Content-Type', 'text/html').end(site);
    given += 1;
    const expiresIn = spans.length > 1 ? spans.shift() : spans[0];
    if (expiresIn === 'trouble') return response.writeHead(503).end('Try again later.');
    return response.end(localToken('user-ada', expiresIn ? { expiresIn: expiresIn as '1h' } : {}));
  });
  return new Promise((resolve) => {
    server.listen(0, 'localhost', () => resolve(server));
  });
}

function originOf(server: Server): string {
  return `http://localhost:${(server.address() as AddressInfo).port}`;
}
