import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { readSettings } from '../libs/settings.ts';
import { startDynamoDb } from './dynamodb.ts';
import { isBusy, listening } from './ports.ts';
import { welcome } from './welcome.ts';

const SLS = join(import.meta.dirname, '../node_modules/.bin/sls');

/** How long a child may take to stop by itself. */
const STOP_MS = 5000;

const ports = {
  api: portOf('PORT', 3000),
  lambda: portOf('LAMBDA_PORT', 3002),
  dynamodb: portOf('DYNAMODB_PORT', 8000),
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
  await requireFree(endpoint ? [ports.api, ports.lambda] : Object.values(ports));
  requireGoodSettings();
  if (!endpoint) keep(await startDynamoDb(ports.dynamodb));
  const api = keep(startApi(endpoint ?? `http://127.0.0.1:${ports.dynamodb}`));
  await listening(ports.api, api);
  if (!stopping) process.stdout.write(welcome(ports.api, endpoint ?? `http://127.0.0.1:${ports.dynamodb}`));
}

/** serverless-offline runs the functions; serverless-dynamodb makes and fills the tables before it listens. */
function startApi(endpoint: string): ChildProcess {
  const { hostname, port } = new URL(endpoint);
  const options = ['--httpPort', String(ports.api), '--lambdaPort', String(ports.lambda)];
  return spawn(SLS, ['offline', 'start', '--stage', 'local', ...options], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: {
      ...process.env,
      DYNAMODB_ENDPOINT: endpoint,
      DYNAMODB_HOST: hostname,
      DYNAMODB_PORT: port || '80',
    },
  });
}

/** One line now, and not a stack at the first request. */
function requireGoodSettings(): void {
  const { JWT_SECRET = 'the secret of the local stage, which is long enough', ...env } = process.env;
  const tables = { AFFILIATES_TABLE: '-', PAYOUTS_TABLE: '-', BALANCES_TABLE: '-', ALLOWED_ORIGINS: '*' };
  readSettings({ ...env, JWT_SECRET, ...tables, STAGE: 'local' });
}

async function requireFree(wanted: number[]): Promise<void> {
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
