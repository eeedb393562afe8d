import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CreateTableCommand } from '@aws-sdk/client-dynamodb';
import { describe, expect, it, onTestFinished } from 'vitest';
import { faultsAt } from '../../deploy/smoke.ts';
import { buildRouter } from '../../functions/router.ts';
import { TABLES } from '../../libs/store/engine/tables.ts';
import { answerOf, call } from '../../testing/call.ts';
import { useEmptyDatabase } from '../../testing/commands.ts';
import { useHandler } from '../../testing/use-handler.ts';

const SECRET = 'a-secret-of-the-tests-with-32-bytes-or-more';

interface Ended {
  exitCode: number;
  stdout: string;
  stderr: string;
}

/** Runs a command of `deploy/`, without an AWS account and without its command line. */
function run(name: string, args: string[], variables: Record<string, string> = {}): Promise<Ended> {
  const { promise, resolve } = Promise.withResolvers<Ended>();
  const env = { PATH: '', AWS_REGION: 'us-east-1', ...variables };
  const child = execFile(
    process.execPath,
    [`deploy/${name}.ts`, ...args],
    { env },
    (_error, stdout, stderr) => resolve({ exitCode: child.exitCode ?? -1, stdout, stderr }),
  );
  return promise;
}

const { world, handler: router } = useHandler(buildRouter);
const database = useEmptyDatabase();

describe('npm run smoke', () => {
  it('finds nothing wrong with the service', async () => {
    const ask = async (url: string, { method = 'GET' }: RequestInit) => {
      const { status, text, headers } = await answerOf(router, { method, path: new URL(url).pathname });
      return new Response(text, { status, headers });
    };
    expect(await faultsAt('https://api.example.com', ask)).toStrictEqual([]);
  });

  it('finds a service whose functions do not start', async () => {
    const answer = async () => new Response('{"message":"Internal Server Error"}', { status: 500 });
    expect(await faultsAt('https://api.example.com', answer)).toContain(
      'GET /payouts/balance is 500, and should be 401.',
    );
  });

  it.each([
    ['another service', '{}', {}, 'is 401 without the code unauthenticated.'],
    ['a page', '<p>', {}, 'is 401 without the code unauthenticated.'],
    ['no name of the call', '{"error":{"code":"unauthenticated"}}', {}, 'has no X-Request-Id.'],
  ])('finds %s', async (_, body, headers, line) => {
    const answer = async () => new Response(body, { status: 401, headers });
    const [first] = await faultsAt('https://api.example.com', answer);
    expect(first).toBe(`GET /payouts/balance ${line}`);
  });

  it('ends with a line for each fault, or says that all is well', async () => {
    const server = createServer((_request, response) => response.writeHead(404).end()).listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => void server.close());
    const { port } = server.address() as AddressInfo;
    const { exitCode, stdout, stderr } = await run('smoke', [`http://127.0.0.1:${port}`]);
    expect([exitCode, stdout]).toStrictEqual([1, '']);
    expect(stderr.trim().split('\n')).toHaveLength(5);
    expect((await run('smoke', [])).stderr).toMatch(/^Usage: [^\n]+\n$/);
  });
});

describe('npm run first-affiliate', () => {
  const variables = () => ({ JWT_SECRET: SECRET, DYNAMODB_ENDPOINT: database.endpoint });

  it('makes an affiliate once, and tokens that the service takes', async () => {
    const affiliates = `${TABLES.affiliates.name}-dev`;
    const { db, tables } = database.storeOf();
    await db.send(
      new CreateTableCommand({
        TableName: affiliates,
        BillingMode: 'PAY_PER_REQUEST',
        ...TABLES.affiliates.schema,
      } as never),
    );
    const first = await run('first-affiliate', ['--user', 'user-new'], variables());
    expect(first.stdout).toMatch(`aff-user-new is new in ${affiliates}.`);
    const second = await run('first-affiliate', ['--user', 'user-new'], variables());
    expect(second.stdout).toMatch(`aff-user-new was already in ${affiliates}.`);

    const store = { ...world.store, db, tables: { ...tables, affiliates } };
    const token = { ...world.settings.token, secrets: [SECRET] as [string] };
    const service = buildRouter({ ...world, store, settings: { ...world.settings, token } });
    const [, asUser] = /^export TOKEN=(.+)$/m.exec(first.stdout) ?? [];
    const [, asAdmin] = /^export ADMIN_TOKEN=(.+)$/m.exec(first.stdout) ?? [];
    const ask = (path: string, bearer?: string) =>
      call(service, { path, headers: { authorization: `Bearer ${bearer}` } });
    expect((await ask('/admin/affiliates/aff-user-new', asUser)).status).toBe(403);
    expect([(await ask('/payouts/eligibility', asUser)).status]).not.toContain(401);
    expect((await ask('/admin/runs/none', asAdmin)).status).not.toBe(403);
  });

  it.each([
    [['--stage', 'prod'], 'prod gets no affiliate from here: there, another service owns them.'],
    [['--stage', 'Production'], 'Production gets no affiliate from here: there, another service owns them.'],
    [['--stage', 'local'], 'npm start makes affiliates for local, and npm run token a token.'],
  ])('refuses %j in a line, and makes nothing', async (args, line) => {
    expect(await run('first-affiliate', args, variables())).toStrictEqual({
      exitCode: 1,
      stdout: '',
      stderr: `${line}\n`,
    });
  });

  it('says where the secret should be if it cannot be read', async () => {
    expect((await run('first-affiliate', [])).stderr).toBe(
      'The secret /affiliate-payouts/dev/jwt-secret could not be read: there is no AWS command line here. Give it as JWT_SECRET.\n',
    );
  });
});
