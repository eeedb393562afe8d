import { parseArgs } from 'node:util';
import { runScript } from '../terminal/run-script.ts';
import { limitsOf } from './limits.ts';
import { type Mend, mendRecord } from './mend-record.ts';
import { openTarget, TARGET_OPTIONS, TARGET_USAGE, tellError } from './target.ts';

const CALL = 'Usage: npm run mend -- payouts|affiliates <id> <attribute>=<value>';
const USAGE = `${CALL}
  ${TARGET_USAGE}`;

/** `npm run mend`: corrects one attribute that an audit complains about. The audit prints the command. */
async function main(): Promise<undefined> {
  const { values, positionals } = parseArgs({ options: TARGET_OPTIONS, allowPositionals: true });
  const mend = mendOf(positionals);
  const { store } = openTarget(values);
  const { old, left } = await mendRecord({ store, limits: limitsOf(process.env) }, mend);
  process.stdout.write(`${mend.id}: ${mend.attribute} was ${old}, and is ${mend.value} now.\n`);
  for (const why of left) process.stdout.write(`Still to look at: ${why}.\n`);
}

function mendOf(words: string[]): Mend {
  const [table, id, change = ''] = words;
  const [, attribute, value] = /^(\w+)=(.+)$/s.exec(change) ?? [];
  const isTable = table === 'payouts' || table === 'affiliates';
  if (words.length === 3 && isTable && id && attribute && value) return { table, id, attribute, value };
  throw new Error(CALL);
}

await runScript({ name: 'npm run mend --', usage: USAGE, tell: tellError }, main);
