import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readSettings } from '../libs/runtime/settings.ts';
import { createProgress } from '../terminal/progress.ts';
import { runScript } from '../terminal/run-script.ts';
import { type Children, createChildren } from './children.ts';
import { demoCallers } from './demo-callers.ts';
import { hasPayouts, spawnDynamoDb } from './dynamodb.ts';
import { END_MS, endOrphans, starterAt } from './orphans.ts';
import { isBusy, listening, untilFree } from './ports.ts';
import { welcome } from './welcome.ts';

const ROOT = join(import.meta.dirname, '..');
const PAYPAL = join(import.meta.dirname, 'paypal/main.ts');
const MAILBOX = join(ROOT, 'node_modules/.bin/aws-ses-v2-local');
const PAGES = join(import.meta.dirname, 'pages.ts');
const SLS = join(ROOT, 'node_modules/.bin/sls');

/** The log and the record of each start, named by its port. */
const FOLDER = '.start';

const PORTS = { PORT: 3000, LAMBDA_PORT: 3002, DYNAMODB_PORT: 8000, MAIL_PORT: 8005, PAYPAL_PORT: 8006 };
const USAGE = `Usage: npm start, with these variables:
  ${Object.entries(PORTS)
    .map(([name, port]) => `${name}=${port}`)
    .join(' ')}
  DYNAMODB_ENDPOINT=<url of a database that runs already>; docs/local.md has the others.
  npm start -- --param <name>=<value> takes the parameters of a deployment; docs/deploy.md has them`;

/** How long the pages' development server may take to say where it listens. */
const PAGES_MS = 30_000;

/** How often to look whether npm still runs: killed, it takes nothing along. */
const NPM_MS = 1000;

type Ports = Record<keyof typeof PORTS, number>;
type Given = { demoData: string; param: string[] };

async function main(): Promise<undefined> {
  const { param = [] } = parseArgs({ options: { param: { type: 'string', multiple: true } } }).values;
  const ports = Object.fromEntries(Object.entries(PORTS).map((port) => [port[0], portOf(...port)])) as Ports;
  const endpoint = process.env.DYNAMODB_ENDPOINT;
  const { DYNAMODB_PORT, ...others } = ports;
  const orphans = await endOrphans(join(ROOT, FOLDER));
  const named = orphans.map(({ what, pid }) => `${what} (${pid})`).join(', ');
  const wanted = Object.values(endpoint ? others : ports);
  if (named) {
    process.stderr.write(`Ended what a killed npm start had left running: ${named}.\n`);
    // The threads of a process that has ended may hold its ports for a moment.
    await untilFree(wanted, END_MS);
  }
  await requireFree(wanted);
  requireGoodSettings();
  // Loaded again over a database that was used, the demo data would no longer agree with the balances.
  const demoData = endpoint && (await hasPayouts(endpoint)) ? 'none' : 'demo';
  const children = createChildren(FOLDER, Object.values(ports), ROOT);
  const isStopped = stopWithOthers(children);
  const progress = createProgress(process.stderr);
  try {
    const show = (what: string) => progress.show(`Starting ${what} …`);
    const text = await Promise.race([
      start(children, ports, { endpoint, demoData, param }, show),
      children.fallen,
    ]);
    progress.clear();
    if (!isStopped()) process.stdout.write(text);
    return await children.fallen;
  } catch (error) {
    progress.clear();
    // Its children have ended because they were told to, and so will this process.
    if (isStopped()) return undefined;
    await children.endAll();
    process.stderr.write(children.lastWords());
    throw new Error(`${(error as Error).message} Its log is ${children.logFile}.`);
  }
}

/** Starts everything. @returns what to say then */
async function start(
  children: Children,
  ports: Ports,
  { endpoint, demoData, param }: Given & { endpoint: string | undefined },
  show: (what: string) => void,
): Promise<string> {
  const { DYNAMODB_PORT, MAIL_PORT, PAYPAL_PORT, PORT } = ports;
  show('the database');
  if (!endpoint) {
    await listening(DYNAMODB_PORT, children.need('The database', spawnDynamoDb(DYNAMODB_PORT)));
  }
  show("PayPal's simulator and the mailbox");
  const stdio = ['ignore', children.log, children.log] as const;
  const env = { ...process.env, PORT: String(PORT), PAYPAL_PORT: String(PAYPAL_PORT) };
  const mailbox = ['--host', '127.0.0.1', '--port', String(MAIL_PORT)];
  const paypal = spawn(process.execPath, [PAYPAL], { stdio: [...stdio], env });
  await Promise.all([
    listening(PAYPAL_PORT, children.need("PayPal's simulator", paypal)),
    listening(MAIL_PORT, children.need('The mailbox', spawn(MAILBOX, mailbox, { stdio: [...stdio] }))),
  ]);
  show('the functions, which takes the longest');
  const dynamodbUrl = endpoint ?? `http://127.0.0.1:${DYNAMODB_PORT}`;
  const api = children.need(
    'serverless-offline',
    spawnApi(ports, dynamodbUrl, { demoData, param }, children.log),
  );
  const [pages] = await Promise.all([startPages(children, env), listening(PORT, api)]);
  const addresses = { api: PORT, mail: MAIL_PORT, paypal: PAYPAL_PORT, dynamodbUrl, pages };
  const [ada] = demoCallers();
  return welcome({ ...addresses, logFile: children.logFile }, ada?.token ?? '');
}

/**
 * The pages with hot reload, for who edits them: where they are, or undefined if they do not start. The
 * service runs without them.
 */
async function startPages(children: Children, env: NodeJS.ProcessEnv): Promise<string | undefined> {
  const child = fork(PAGES, { stdio: ['ignore', 'ignore', children.log, 'ipc'], env });
  children.add("the pages' server", child);
  const ended = once(child, 'exit').then(() => []);
  const said = once(child, 'message', { signal: AbortSignal.timeout(PAGES_MS) });
  const [address] = await Promise.race([said, ended]).catch(() => []);
  return address;
}

/**
 * serverless-offline runs the functions; serverless-dynamodb makes and fills the tables before it listens.
 */
function spawnApi(ports: Ports, endpoint: string, { demoData, param }: Given, log: number): ChildProcess {
  const { hostname, port } = new URL(endpoint);
  const options = ['--httpPort', String(ports.PORT), '--lambdaPort', String(ports.LAMBDA_PORT)];
  const given = param.flatMap((each) => ['--param', each]);
  return spawn(SLS, ['offline', 'start', '--stage', 'local', ...options, ...given], {
    stdio: ['ignore', log, log],
    env: {
      ...process.env,
      DYNAMODB_ENDPOINT: endpoint,
      DEMO_DATA: demoData,
      DEMO_TOKENS: demoCallers()
        .map(({ name, token }) => `${name}=${token}`)
        .join(),
      DYNAMODB_HOST: hostname,
      DYNAMODB_PORT: port || '80',
      // Its own folder: packaging beside a running service must not take its functions away.
      BUILD_FOLDER: `.esbuild/start-${ports.PORT}`,
    },
  });
}

/**
 * Stops everything when it is asked to, and when npm was killed, which cannot ask.
 * @returns whether it was stopped
 */
function stopWithOthers({ endAll }: Children): () => boolean {
  let isStopped = false;
  const stop = async () => {
    if (isStopped) return;
    isStopped = true;
    await endAll();
    process.exit(0);
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  const npm = process.ppid;
  const look = () => process.ppid === npm || stop();
  if (process.env.npm_lifecycle_event === 'start') setInterval(look, NPM_MS).unref();
  return () => isStopped;
}

/** One line now, and not a stack at the first request. */
function requireGoodSettings(): void {
  const { JWT_SECRET = 'the secret of the local stage, which is long enough', ...env } = process.env;
  const tables = ['AFFILIATES', 'PAYOUTS', 'BALANCES', 'DIGESTS', 'RUNS'].map((name) => [
    `${name}_TABLE`,
    '-',
  ]);
  const rest = { ALLOWED_ORIGINS: '*', DYNAMODB_ENDPOINT: '-', STAGE: 'local' };
  readSettings({ ...env, JWT_SECRET, ...Object.fromEntries(tables), ...rest });
}

async function requireFree(wanted: number[]): Promise<void> {
  const twice = wanted.find((port, index) => wanted.indexOf(port) < index);
  if (twice)
    throw new Error(`Port ${twice} is meant for two things at once. Choose another (see the README).`);
  for (const port of wanted) {
    if (!(await isBusy(port))) continue;
    const other = starterAt(join(ROOT, FOLDER), port);
    const holder = other ? `the npm start of process ${other.pid}` : 'what listens there';
    throw new Error(`Port ${port} is in use. Stop ${holder}, or choose others (see the README).`);
  }
}

function portOf(name: string, fallback: number): number {
  const port = Number(process.env[name] ?? fallback);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new Error(`${name} is not a port number.`);
}

await runScript({ name: 'npm start --', usage: USAGE }, main);
