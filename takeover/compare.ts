import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { localToken } from '../local/token.ts';
import { count, createProgress, soManyOf } from '../terminal/progress.ts';
import { runScript } from '../terminal/run-script.ts';
import { type BalanceSource, FIELDS, type Field, OUR_PATHS } from './ask-balance.ts';
import { type Caller, type ComparedUser, compareUsers } from './compare-users.ts';
import { limitsOf } from './limits.ts';
import { openTarget, TARGET_OPTIONS, TARGET_USAGE, tellError } from './target.ts';

const USAGE = `Usage: npm run compare -- --old <url> --new <url> --users <file>
  [--old-path /payouts/balance] [--old-fields total_earned=<path>,total_paid=<path>,pending=<path>,available=<path>]
  [--json] ${TARGET_USAGE}

Asks both services for the balance of each user, and reports what differs, with the reasons.
  --users       a user id a line; a token of the user may follow after a blank. Without one, a token is
                signed with JWT_SECRET, as npm run token does. Both services get the same token
  --old-path    where the old service answers a balance
  --old-fields  where in its JSON the amounts are, if not in data.balance under the same names; only those
                that are named are compared
  --region, --endpoint  where the records are: they give the reasons. Without them, only what the answers
                say by themselves is explained
Exit codes: 0 no difference, 1 every difference is explained, 2 some are not, 3 it did not end.`;

const EXIT = { same: 0, explained: 1, unexplained: 2, unfinished: 3 };

const OPTIONS = {
  ...TARGET_OPTIONS,
  old: { type: 'string' },
  new: { type: 'string' },
  users: { type: 'string' },
  'old-path': { type: 'string', default: '/payouts/balance' },
  'old-fields': { type: 'string' },
  json: { type: 'boolean', default: false },
} as const;

/** `npm run compare`: what both services answer, side by side, while this one is a shadow. */
async function main(): Promise<number> {
  const { values } = parseArgs({ options: OPTIONS });
  const old = sourceAt('old', values.old, values['old-path'], pathsIn(values['old-fields']));
  const ours = sourceAt('new', values.new, '/payouts/balance', OUR_PATHS);
  const callers = callersIn(values.users);
  const isNamed = values.endpoint !== undefined || values.region !== undefined;
  const records = isNamed ? { ...openTarget(values), limits: limitsOf(process.env) } : undefined;
  const progress = createProgress(process.stderr);
  let done = 0;
  const onUser = () => progress.show(`${soManyOf(++done, callers.length)} users`);
  const found = await compareUsers({ old, ours, records, onUser }, callers).finally(() => progress.clear());
  process.stdout.write(
    values.json ? `${JSON.stringify(found, undefined, 2)}\n` : showFound(found, callers.length),
  );
  if (found.length === 0) return EXIT.same;
  return found.every(({ isExplained }) => isExplained) ? EXIT.explained : EXIT.unexplained;
}

function sourceAt(
  name: string,
  base: string | undefined,
  path: string,
  paths: BalanceSource['paths'],
): BalanceSource {
  if (base === undefined) throw new Error(`Name the ${name} service: --${name} <url>.`);
  if (!/^https?:/.test(base) || !URL.canParse(base)) throw new Error(`${base} is no address.`);
  return { url: `${base.replace(/\/$/, '')}${path}`, paths };
}

function pathsIn(text: string | undefined): BalanceSource['paths'] {
  if (text === undefined) return OUR_PATHS;
  const pairs = text.split(',').map((pair) => pair.split('='));
  const odd = pairs.find(([field, path]) => !FIELDS.includes(field as Field) || !path);
  if (odd) throw new Error(`--old-fields takes ${FIELDS.join(', ')}, each with =<path>; ${odd[0]} is wrong.`);
  return Object.fromEntries(pairs);
}

function callersIn(file: string | undefined): Caller[] {
  if (file === undefined) throw new Error('Name the users: --users <file>, with a user id a line.');
  const lines = readFileSync(file, 'utf8').split('\n');
  const named = lines.map((line) => line.trim().split(/\s+/)).filter(([user]) => user);
  if (named.length === 0) throw new Error(`${file} names no user.`);
  return named.map(([user = '', token]) => ({ user, token: token ?? localToken(user) }));
}

function showFound(found: readonly ComparedUser[], asked: number): string {
  const open = found.filter(({ isExplained }) => !isExplained).length;
  const total = `${count(found.length)} of ${count(asked)} users differ, ${count(open)} of them without an explanation.\n`;
  return [...found.map(showUser), total].join('');
}

function showUser({ user, isExplained, differences, reasons }: ComparedUser): string {
  const lines = differences.map(({ field, old, new: ours }) => `  ${field}: old ${old}, new ${ours}`);
  const because = reasons.map(({ kind, id, why }) => `  - ${kind}, ${id}: ${why}`);
  return [`${user}${isExplained ? '' : ': NOT EXPLAINED'}`, ...lines, ...because, '', ''].join('\n');
}

await runScript(
  { name: 'npm run compare --', usage: USAGE, failsWith: EXIT.unfinished, tell: tellError },
  main,
);
