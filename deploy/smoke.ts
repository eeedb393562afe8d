import { parseArgs } from 'node:util';
import { runScript } from '../terminal/run-script.ts';

/** What a service that was deployed must answer, without a token and without moving anything. */
const QUESTIONS = [
  { method: 'GET', path: '/payouts/balance', status: 401, code: 'unauthenticated' },
  { method: 'POST', path: '/payouts/request', status: 401, code: 'unauthenticated' },
  { method: 'POST', path: '/webhooks/zelle', status: 401, code: 'unauthenticated' },
  { method: 'GET', path: '/nowhere', status: 404, code: 'route_not_found' },
  { method: 'GET', path: '/dashboard', status: 200 },
];

type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/**
 * What is wrong with the answers at this address, in a sentence each. A function that does not start, because
 * a secret is weak or was not resolved, answers nothing but 500.
 */
export async function faultsAt(address: string, fetch: Fetch = globalThis.fetch): Promise<string[]> {
  const answers = await Promise.all(
    QUESTIONS.map(async ({ method, path, status, code }) => {
      const asked = `${method} ${path}`;
      try {
        const response = await fetch(new URL(path, address).href, { method });
        const text = await response.text();
        if (response.status !== status) return [`${asked} is ${response.status}, and should be ${status}.`];
        if (code && codeIn(text) !== code) return [`${asked} is ${status} without the code ${code}.`];
        return code && !response.headers.get('x-request-id') ? [`${asked} has no X-Request-Id.`] : [];
      } catch (error) {
        return [`${asked} has no answer: ${(error as Error).message}.`];
      }
    }),
  );
  return answers.flat();
}

function codeIn(text: string): string | undefined {
  try {
    return JSON.parse(text).error.code;
  } catch {
    return undefined;
  }
}

const USAGE = 'npm run smoke -- https://<the address of the API>';

async function main(): Promise<void> {
  const [address, ...others] = parseArgs({ allowPositionals: true }).positionals;
  if (!address || others.length > 0 || !URL.canParse(address)) throw new Error(`Usage: ${USAGE}`);
  const faults = await faultsAt(address);
  if (faults.length > 0) throw new Error(faults.join('\n'));
  process.stdout.write(`${address} answers as it should.\n`);
}

/** Each fault is a line. */
const tell = (error: unknown) => (error as Error).message;

if (process.argv[1] === import.meta.filename) {
  await runScript({ name: 'npm run smoke --', usage: USAGE, tell }, async () => void (await main()));
}
