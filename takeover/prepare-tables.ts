import { parseArgs } from 'node:util';
import type { Store } from '../libs/store/engine/client.ts';
import { describeTable } from '../libs/store/engine/describe-table.ts';
import { count } from '../terminal/progress.ts';
import { runScript } from '../terminal/run-script.ts';
import { planChanges, prepareTables } from './prepare.ts';
import { openTarget, TARGET_OPTIONS, TARGET_USAGE, type Target, tellError } from './target.ts';

const USAGE = `Usage: npm run prepare-tables -- ${TARGET_USAGE} [--dry-run]`;

/** Building an index takes minutes, and a table is described for free. */
const POLL_MS = 5000;
const POLL_LOCAL_MS = 200;

/** `npm run prepare-tables`: adds to the old service's tables what this service reads by. */
async function main(): Promise<undefined> {
  const options = { ...TARGET_OPTIONS, 'dry-run': { type: 'boolean' as const } };
  const { values } = parseArgs({ options });
  const target = openTarget(values);
  const changes = await planChanges(target.store);
  for (const { table, adds } of changes) say(`${table} lacks ${adds}.`);
  if (changes.length > 0) await tellCost(target, changes.length);
  if (values['dry-run'] === true) return;
  const pollMs = values.endpoint === undefined ? POLL_MS : POLL_LOCAL_MS;
  await prepareTables({ store: target.store, say, pollMs });
  await tellDeployment(target.store, values.endpoint === undefined ? `${target.where} ` : '');
}

/** DynamoDB writes each record into a new index once. */
async function tellCost({ store }: Target, changes: number): Promise<void> {
  const { items = 0 } = (await describeTable(store, store.tables.payouts)) ?? {};
  say(
    `${changes} to add, one after the other. A new index is filled with what has its keys: up to ${count(items)} writes.`,
  );
}

/** `region` is the option that names it; a database elsewhere has none. */
async function tellDeployment(store: Store, region: string): Promise<void> {
  const { tables } = store;
  const { stream } = (await describeTable(store, tables.payouts)) ?? {};
  const params = [
    `affiliatesTable=${tables.affiliates}`,
    `payoutsTable=${tables.payouts}`,
    `payoutsStreamArn=${stream?.arn}`,
  ];
  say(
    `Deploy over them with:\nnpx sls deploy --stage prod ${region}${params.map((param) => `--param ${param}`).join(' ')}`,
  );
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** What stands in the way of a change is a list. */
function tell(error: unknown): string {
  const { message } = error as Error;
  return message.startsWith('Nothing was changed.') ? message : tellError(error);
}

await runScript({ name: 'npm run prepare-tables --', usage: USAGE, tell }, main);
