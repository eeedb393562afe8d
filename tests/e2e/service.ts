import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Caller } from '../../libs/runtime/page-settings.ts';
import { openStore, type Store } from '../../libs/store/engine/client.ts';
import { TABLES } from '../../libs/store/engine/tables.ts';
import { isBusy } from '../../local/ports.ts';
import { type Checkout, checkOut } from '../../testing/checkout.ts';
import { putDemo } from '../../testing/demo-data.ts';

const WELCOME_ENDS = /limit=2.*\n/;

/** Linux gives ports from 32768 on. */
const PORTS_FROM = 10_000;
const PORTS = 20_000;

/** Less than the time limit of a hook, so that a service that never gets ready is still stopped. */
const PATIENCE_MS = 280_000;

/** What `npm start` runs, on its own ports and in its own folder. */
export interface Service extends Checkout {
  url: string;
  databaseUrl: string;
  ports: Record<string, string>;
  /** What it printed until it was ready. */
  welcome: string;
  /** The demo users, with their tokens. */
  callers: Caller[];
  process: ChildProcess;
  /** The database, as the service has it. */
  store: Store;
  /** Puts the database back to the demo data. */
  reset: () => Promise<void>;
  /** Stops it if it is still running, and removes its folder. */
  stop: () => Promise<void>;
}

/** Starts the service, with these variables besides, and waits until it says that it is ready. */
export async function startService(
  variables: Record<string, string> = {},
  ...args: string[]
): Promise<Service> {
  const checkout = await checkOut();
  const ports = await freePorts('PORT', 'LAMBDA_PORT', 'DYNAMODB_PORT', 'MAIL_PORT', 'PAYPAL_PORT');
  const child = spawn(process.execPath, ['local/start.ts', ...args], {
    cwd: checkout.folder,
    env: { ...checkout.environment, ...ports, ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const stop = async () => {
    await end(child);
    await checkout.remove();
  };
  const welcome = await welcomeOf(child).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  const databaseUrl = `http://127.0.0.1:${ports.DYNAMODB_PORT}`;
  const callers = await fetch(`http://localhost:${ports.PORT}/docs/callers.json`);
  const store = openStore({ tables: tableNames(), endpoint: databaseUrl });
  return {
    ...checkout,
    url: `http://localhost:${ports.PORT}`,
    databaseUrl,
    ports,
    welcome,
    callers: (await callers.json()) as Caller[],
    process: child,
    store,
    reset: () => putDemo(store),
    stop,
  };
}

/** A token of a demo user, as the pages that let one choose them have it. */
export function tokenOf({ callers }: Service, user: string): string {
  return callers.find(({ name }) => name.split(' ')[0] === user)?.token ?? '';
}

/**
 * Free ports below those that the system gives to servers and connections. The service takes some time to
 * listen, and meanwhile other tests start many servers, one of which would be taken for it.
 */
async function freePorts(...names: string[]): Promise<Record<string, string>> {
  const ports = new Set<number>();
  while (ports.size < names.length) {
    const port = PORTS_FROM + Math.floor(Math.random() * PORTS);
    if (!(await isBusy(port))) ports.add(port);
  }
  return Object.fromEntries(names.map((name, index) => [name, String([...ports][index])]));
}

async function welcomeOf(child: ChildProcess): Promise<string> {
  let [stdout, stderr] = ['', ''];
  child.stderr?.on('data', (chunk) => {
    stderr += chunk;
  });
  return new Promise((resolve, reject) => {
    const fail = () => reject(new Error(`The service did not get ready.\n${stdout}${stderr}`));
    const impatience = setTimeout(fail, PATIENCE_MS);
    child.once('exit', fail);
    child.stdout?.on('data', (chunk) => {
      stdout += chunk;
      if (!WELCOME_ENDS.test(stdout)) return;
      clearTimeout(impatience);
      resolve(stdout);
    });
  });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGINT');
  await once(child, 'exit');
}

function tableNames() {
  const { affiliates, payouts, balances, digests, runs } = TABLES;
  return {
    affiliates: affiliates.name,
    payouts: payouts.name,
    balances: balances.name,
    digests: digests.name,
    runs: runs.name,
  };
}
