import { once } from 'node:events';
import { createServer } from 'node:http';
import { parseArgs } from 'node:util';
import { runScript, wholeNumber } from '../terminal/run-script.ts';
import { oldListener } from './old-listener.ts';
import { openTarget, TARGET_OPTIONS, tellError } from './target.ts';

const USAGE = `Usage: npm run old-service -- --endpoint <url> [--port 3200]
  [--affiliates-table <name>] [--payouts-table <name>]

Plays the two old functions over tables on this machine, to try a takeover on. It believes every token, such
as that of TOKEN=$(npm run --silent token -- user-old-7):
  curl http://127.0.0.1:3200/payouts/balance -H "Authorization: Bearer $TOKEN"
  curl http://127.0.0.1:3200/payouts/request -H "Authorization: Bearer $TOKEN" -d '{"amount":5000}'
and whoever sets a status needs none:
  curl http://127.0.0.1:3200/payouts/<payout_id>/status -d '{"status":"completed","transaction_id":"MASSPAY-1"}'`;

const OPTIONS = { ...TARGET_OPTIONS, port: { type: 'string', default: '3200' } } as const;

/** `npm run old-service` stands in for the old service. Only at an endpoint: never over tables on AWS. */
async function main(): Promise<undefined> {
  const { values } = parseArgs({ options: OPTIONS });
  if (values.endpoint === undefined) {
    throw new Error('Name the database with --endpoint <url>. It does not run over tables on AWS.');
  }
  const { store } = openTarget(values);
  const server = createServer(oldListener(store));
  server.listen(wholeNumber('port', values.port), '127.0.0.1');
  await once(server, 'listening');
  process.stdout.write(`The old service answers at http://127.0.0.1:${values.port}. Ctrl-C stops it.\n`);
}

await runScript({ name: 'npm run old-service --', usage: USAGE, tell: tellError }, main);
