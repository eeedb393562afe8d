import { once } from 'node:events';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DEMO_USERS } from '../../local/demo-users.ts';
import { isBusy } from '../../local/ports.ts';
import { FIXTURES, type Fixture } from '../../testing/event-fixtures.ts';
import { fetchApi } from '../../testing/fetch-api.ts';
import { descendantsOf, stillRunning } from './processes.ts';
import { authorized, balanceOf, get, post } from './requests.ts';
import { type Service, startService } from './service.ts';

const ADA = { total_earned: 50_000, total_paid: 30_000, pending: 5000, available: 15_000 };
const BROWSER = { origin: 'https://app.example.com' };
const TOO_LARGE = JSON.stringify({ amount: 5000, filler: 'x'.repeat(17 * 1024) });

/** A read, a write, a path, a file and an admin. Each costs seconds; fixtures.test.ts tries every event. */
const INVOKED = FIXTURES.filter(({ functionName }) =>
  ['getBalance', 'requestPayout', 'cancelPayout', 'getReceipt', 'processPayouts'].includes(`${functionName}`),
);

let service: Service;

beforeAll(async () => {
  service = await startService();
});
beforeEach(() => service.reset());
afterAll(() => service?.stop());

describe('the local service, for a caller', () => {
  it('shows Ada the balance that her demo payouts add up to', async () => {
    expect(await balanceOf(service, 'user-ada')).toStrictEqual(ADA);
  });

  it('pays Ada everything that is available, and refuses one cent more', async () => {
    const all = await post(service, 'user-ada', { amount: 15_000 });
    expect(all.status).toBe(201);
    const more = await post(service, 'user-ada', { amount: 1000 });
    expect(more.status).toBe(400);
    expect(await more.json()).toMatchObject({
      error: { code: 'insufficient_balance', details: { available: 0, requested: 1000 } },
    });
    expect(await balanceOf(service, 'user-ada')).toStrictEqual({ ...ADA, pending: 20_000, available: 0 });
  });

  it('answers a repeated Idempotency-Key with the same bytes, and reserves the money once', async () => {
    const key = { 'idempotency-key': 'again' };
    const [first, second] = [
      await post(service, 'user-grace', { amount: 5000 }, key),
      await post(service, 'user-grace', { amount: 5000 }, key),
    ];
    expect([first.status, second.status]).toStrictEqual([201, 201]);
    expect(await second.bytes()).toStrictEqual(await first.bytes());
    expect(first.headers.get('idempotency-replayed')).toBeNull();
    expect(second.headers.get('idempotency-replayed')).toBe('true');
    expect(await balanceOf(service, 'user-grace')).toMatchObject({ pending: 5000 });
  });

  it('tells a caller without a token how to authenticate', async () => {
    const answer = await fetchApi(`${service.url}/payouts`);
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toBe('Bearer');
    expect(await answer.json()).toMatchObject({ success: false, error: { code: 'unauthenticated' } });
  });

  it('refuses a body of 17 KiB', async () => {
    const answer = await post(service, 'user-ada', TOO_LARGE);
    expect(answer.status).toBe(413);
    expect(await answer.json()).toMatchObject({ error: { code: 'payload_too_large' } });
  });
});

describe('the local service, for a page of another origin', () => {
  it('answers the preflight of a request', async () => {
    const answer = await fetchApi(`${service.url}/payouts/request`, {
      method: 'OPTIONS',
      headers: {
        ...BROWSER,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,content-type,idempotency-key',
      },
    });
    expect(answer.ok).toBe(true);
    expect(['*', BROWSER.origin]).toContain(answer.headers.get('access-control-allow-origin'));
    expect(answer.headers.get('access-control-allow-methods')).toContain('POST');
    const allowed = answer.headers.get('access-control-allow-headers')?.toLowerCase().split(/, */);
    expect(allowed).toEqual(expect.arrayContaining(['authorization', 'content-type', 'idempotency-key']));
  });

  describe.each([
    ['with an Origin header', BROWSER],
    ['without an Origin header', {}],
  ])('%s', (_, origin) => {
    it.each([
      ['a token is missing', 401, '', { amount: 5000 }],
      ['the body is not JSON', 400, 'user-ada', '{'],
      ['the user is no affiliate', 403, 'user-nobody', { amount: 5000 }],
      ['the body is too large', 413, 'user-ada', TOO_LARGE],
    ])('lets the page read the answer: %s', async (_, status, user, body) => {
      const answer = await post(service, user, body, origin);
      expect(answer.status).toBe(status);
      expect(['*', BROWSER.origin]).toContain(answer.headers.get('access-control-allow-origin'));
      expect(answer.headers.get('access-control-expose-headers')).toContain('WWW-Authenticate');
      expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
    });
  });
});

describe('the local service, for a developer', () => {
  it('has a token for each demo user', async () => {
    const statuses: Record<string, number> = {};
    for (const user of ['ada', 'grace', 'new', 'bare', 'paused', 'nobody', 'admin']) {
      statuses[user] = (await get(service, `user-${user}`)).status;
    }
    const affiliates = { ada: 200, grace: 200, new: 200, bare: 200, paused: 200 };
    expect(statuses).toStrictEqual({ ...affiliates, nobody: 403, admin: 403 });
  });

  it('shows a reference page that has the same users at hand', async () => {
    expect(await (await fetch(`${service.url}/docs/`)).text()).toContain('<main id="reference">');
    const names = service.callers.map(({ name }) => name.split(' ')[0]);
    expect(names).toStrictEqual(Object.keys(DEMO_USERS));
  });

  it('accepts the token that `npm run token` prints', async () => {
    const { stdout } = await service.run('npm', ['run', '--silent', 'token', '--', 'user-ada']);
    expect(stdout).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/);
    const headers = { authorization: `Bearer ${stdout.trim()}` };
    expect((await fetchApi(`${service.url}/payouts/balance`, { headers })).status).toBe(200);
  });

  it.each(['user-ada /payouts', 'user-ada /payouts?', 'user-admin /admin/payouts'])(
    'lists payouts without a query: %s',
    async (what) => {
      const [user = '', path = ''] = what.split(' ');
      const answer = await fetchApi(service.url + path, { headers: authorized(service, user) });
      expect(answer.status).toBe(200);
    },
  );

  it('completes a PayPal payout seconds after an admin has started it', async () => {
    const admin = { ...authorized(service, 'user-admin'), 'content-type': 'application/json' };
    const path = `${service.url}/admin/payouts/d27a4e13-0c98-4b6f-a5e2-81f09b7ddd04`;
    const body = JSON.stringify({ action: 'start' });
    expect((await fetchApi(`${path}/process`, { method: 'POST', headers: admin, body })).status).toBe(200);
    const read = async () =>
      ((await (await fetchApi(path, { headers: admin })).json()) as { data: { payout: object } }).data.payout;
    await expect.poll(read, { timeout: 30_000, interval: 500 }).toMatchObject({
      status: 'completed',
      provider_status: 'SUCCESS',
      transaction_id: expect.stringMatching(/^[A-Z0-9]{17}$/),
    });
  });

  it('keeps running while `sls invoke local` runs functions on their events', async () => {
    // Reads run in parallel with writes, because each is a build; each write starts with fresh data.
    const isRead = ({ event }: Fixture) => event.requestContext.http.method === 'GET';
    await Promise.all([
      inTurn(INVOKED.filter(isRead), invokeLocal),
      inTurn(
        INVOKED.filter((fixture) => !isRead(fixture)),
        async (fixture) => {
          await service.reset();
          await invokeLocal(fixture);
        },
      ),
    ]);
    expect((await get(service, 'user-ada')).status).toBe(200);
  });

  it('says in one line that a port is taken', async () => {
    const { exitCode, stdout, stderr } = await service.run('node', ['local/start.ts'], service.ports);
    expect({ exitCode, stdout }).toStrictEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toMatch(/^Port \d+ is in use\..*\n$/);
  });

  // This test is the last one, because it stops the service.
  it('leaves no process running and no port open after Ctrl-C', async () => {
    const started = await descendantsOf(Number(service.process.pid));
    expect(started.length).toBeGreaterThanOrEqual(2);
    service.process.kill('SIGINT');
    const [exitCode] = await once(service.process, 'exit');
    expect(exitCode).toBe(0);
    await expect.poll(() => stillRunning(started), { timeout: 5000 }).toStrictEqual([]);
    const taken = await Promise.all(Object.values(service.ports).map((port) => isBusy(Number(port))));
    expect(taken).not.toContain(true);
  });
});

async function invokeLocal({ file, functionName }: Fixture): Promise<void> {
  const args = ['invoke', 'local', '-f', String(functionName), '-p', `events/${file}`];
  const { stdout } = await service.run('sls', args, { DYNAMODB_ENDPOINT: service.databaseUrl });
  expect(stdout, file).toMatch(/^ *"statusCode": 2\d\d,$/m);
}

async function inTurn(fixtures: Fixture[], visit: (fixture: Fixture) => Promise<void>): Promise<void> {
  for (const fixture of fixtures) await visit(fixture);
}
