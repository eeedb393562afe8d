import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Caller } from '../libs/runtime/page-settings.ts';
import { readSettings } from '../libs/runtime/settings.ts';
import { demoCallers } from './demo-callers.ts';
import { hasPayouts, spawnDynamoDb } from './dynamodb.ts';
import { isBusy, listening } from './ports.ts';
import { welcome } from './welcome.ts';

const PAYPAL = join(import.meta.dirname, 'paypal/main.ts');
const MAILBOX = join(import.meta.dirname, '../node_modules/.bin/aws-ses-v2-local');
const PAGES = join(import.meta.dirname, 'pages.ts');
const SLS = join(import.meta.dirname, '../node_modules/.bin/sls');

/** How long a child may take to stop by itself. */
const STOP_MS = 5000;

/** How long the pages' development server may take to say where it listens. */
const PAGES_MS = 30_000;

const ports = {
  api: portOf('PORT', 3000),
  lambda: portOf('LAMBDA_PORT', 3002),
  dynamodb: portOf('DYNAMODB_PORT', 8000),
  mail: portOf('MAIL_PORT', 8005),
  paypal: portOf('PAYPAL_PORT', 8006),
};
const children: ChildProcess[] = [];
let stopping = false;

try {
  process.once('SIGINT', () => stop(0));
  process.once('SIGTERM', () => stop(0));
  await start();
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  await stop(1);
}

async function start(): Promise<void> {
  const endpoint = process.env.DYNAMODB_ENDPOINT;
  const { dynamodb, ...others } = ports;
  await requireFree(Object.values(endpoint ? others : ports));
  requireGoodSettings();
  // Loaded again over a database that was used, the demo data would no longer agree with the balances.
  const demoData = endpoint && (await hasPayouts(endpoint)) ? 'none' : 'demo';
  if (!endpoint) await listening(dynamodb, keep(spawnDynamoDb(dynamodb)));
  await Promise.all([
    listening(ports.paypal, keep(startPaypal())),
    listening(ports.mail, keep(startMailbox())),
  ]);
  const dynamodbUrl = endpoint ?? `http://127.0.0.1:${dynamodb}`;
  const callers = demoCallers();
  const api = keep(startApi(dynamodbUrl, demoData, callers));
  const [pages] = await Promise.all([startPages(), listening(ports.api, api)]);
  if (!stopping) process.stdout.write(welcome({ ...ports, dynamodbUrl, pages }, callers));
}

/** A separate process, as PayPal is a separate service. */
function startPaypal(): ChildProcess {
  const env = { ...process.env, PORT: String(ports.api), PAYPAL_PORT: String(ports.paypal) };
  return spawn(process.execPath, [PAYPAL], { stdio: ['ignore', 'ignore', 'inherit'], env });
}

/** Takes the mails that SES would send, and shows them on a page. */
function startMailbox(): ChildProcess {
  return spawn(MAILBOX, ['--host', '127.0.0.1', '--port', String(ports.mail)], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

/**
 * The pages with hot reload, for who edits them: where they are, or undefined if they do not start. The
 * service runs without them.
 */
async function startPages(): Promise<string | undefined> {
  const env = { ...process.env, PORT: String(ports.api) };
  const child = fork(PAGES, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'], env });
  children.push(child);
  const ended = once(child, 'exit').then(() => []);
  const said = once(child, 'message', { signal: AbortSignal.timeout(PAGES_MS) });
  const [address] = await Promise.race([said, ended]).catch(() => []);
  return address;
}

/**
 * serverless-offline runs the functions; serverless-dynamodb makes and fills the tables before it listens.
 */
function startApi(endpoint: string, demoData: string, callers: Caller[]): ChildProcess {
  const { hostname, port } = new URL(endpoint);
  const options = ['--httpPort', String(ports.api), '--lambdaPort', String(ports.lambda)];
  return spawn(SLS, ['offline', 'start', '--stage', 'local', ...options], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: {
      ...process.env,
      DYNAMODB_ENDPOINT: endpoint,
      DEMO_DATA: demoData,
      DEMO_TOKENS: callers.map(({ name, token }) => `${name}=${token}`).join(),
      DYNAMODB_HOST: hostname,
      DYNAMODB_PORT: port || '80',
      // Its own folder: packaging beside a running service must not take its functions away.
      BUILD_FOLDER: `.esbuild/start-${ports.api}`,
    },
  });
}

/** One line now, and not a stack at the first request. */
function requireGoodSettings(): void {
  const { JWT_SECRET = 'the secret of the local stage, which is long enough', ...env } = process.env;
  const tables = {
    AFFILIATES_TABLE: '-',
    PAYOUTS_TABLE: '-',
    BALANCES_TABLE: '-',
    DIGESTS_TABLE: '-',
    RUNS_TABLE: '-',
  };
  const rest = { ALLOWED_ORIGINS: '*', DYNAMODB_ENDPOINT: '-' };
  readSettings({ ...env, JWT_SECRET, ...tables, ...rest, STAGE: 'local' });
}

async function requireFree(wanted: number[]): Promise<void> {
  const twice = wanted.find((port, index) => wanted.indexOf(port) < index);
  if (twice)
    throw new Error(`Port ${twice} is meant for two things at once. Choose another (see the README).`);
  for (const port of wanted) {
    if (await isBusy(port)) {
      throw new Error(`Port ${port} is in use. Stop what listens there, or choose others (see the README).`);
    }
  }
}

/** Nothing runs on alone: when one child ends, all end. */
function keep(child: ChildProcess): ChildProcess {
  children.push(child);
  child.once('exit', () => stop(1));
  return child;
}

async function stop(exitCode: number): Promise<void> {
  if (stopping) return;
  stopping = true;
  await Promise.all(children.map(end));
  process.exit(exitCode);
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const impatience = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
  child.kill('SIGTERM');
  await once(child, 'exit');
  clearTimeout(impatience);
}

function portOf(name: string, fallback: number): number {
  const port = Number(process.env[name] ?? fallback);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  process.stderr.write(`${name} is not a port number.\n`);
  process.exit(1);
}
