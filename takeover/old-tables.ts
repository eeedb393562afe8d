import { parseArgs } from 'node:util';
import { count } from '../terminal/progress.ts';
import { runScript, wholeNumber } from '../terminal/run-script.ts';
import { makeOldTables } from './make-old-tables.ts';
import { oldData } from './old-data.ts';
import { openTarget, TARGET_OPTIONS, TARGET_USAGE, tellError } from './target.ts';

const USAGE = `Usage: npm run old-tables -- --endpoint <url> [--payouts 2000] [--affiliates 50] [--seed 1]
  ${TARGET_USAGE}`;

const OPTIONS = {
  ...TARGET_OPTIONS,
  payouts: { type: 'string', default: '2000' },
  affiliates: { type: 'string', default: '50' },
  seed: { type: 'string', default: '1' },
} as const;

/**
 * `npm run old-tables`: tables of the old shape with untidy data, to try a takeover on. Only at an endpoint:
 * nothing is ever made on AWS.
 */
async function main(): Promise<undefined> {
  const { values } = parseArgs({ options: OPTIONS });
  const { endpoint } = values;
  if (endpoint === undefined)
    throw new Error('Name the database with --endpoint <url>. None is made on AWS.');
  const { store } = openTarget(values);
  const sizes = {
    payouts: wholeNumber('payouts', values.payouts),
    affiliates: wholeNumber('affiliates', values.affiliates),
    seed: wholeNumber('seed', values.seed),
  };
  const data = oldData(sizes);
  await makeOldTables(store, endpoint, data);
  const { affiliates, payouts } = store.tables;
  process.stdout.write(
    `${affiliates} has ${count(data.affiliates.length)} records, and ${payouts} has ${count(data.payouts.length)}.\n`,
  );
}

await runScript({ name: 'npm run old-tables --', usage: USAGE, tell: tellError }, main);
