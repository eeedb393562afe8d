import { quote } from '../libs/payouts/audit/report.ts';
import type { StoreSettings } from '../libs/runtime/settings.ts';
import { openStore, type Store } from '../libs/store/engine/client.ts';
import { TABLES } from '../libs/store/engine/tables.ts';

type Tables = StoreSettings['tables'];

/** Where a command works: the tables, and what names their database in other commands. */
export interface Target {
  store: Store;
  where: string;
}

/** What `parseArgs` returns for the options of a target. */
export type TargetValues = { [Name in keyof typeof TARGET_OPTIONS]?: string };

const KEYS = Object.keys(TABLES) as (keyof Tables)[];

/** The options that name a database and its tables, for `parseArgs`. */
export const TARGET_OPTIONS = {
  endpoint: { type: 'string' },
  region: { type: 'string' },
  ...Object.fromEntries(KEYS.map((key) => [`${key}-table`, { type: 'string' }])),
} as Record<'endpoint' | 'region' | `${keyof Tables}-table`, { type: 'string' }>;

/** The same in a line of help. */
export const TARGET_USAGE = `[--endpoint <url>] [--region <name>] ${KEYS.map((key) => `[--${key}-table <name>]`).join(' ')}`;

/**
 * Opens what the options name: a database at an endpoint, or AWS in a region, and the tables of `prod` unless
 * others are named. @throws Error in one line
 */
export function openTarget(values: TargetValues): Target {
  const { endpoint, region = process.env.AWS_REGION } = values;
  if (endpoint !== undefined && !URL.canParse(endpoint)) throw new Error(`${endpoint} is no address.`);
  if (endpoint === undefined && !region) {
    throw new Error('Name the database: --region <name> for AWS, or --endpoint <url> for another one.');
  }
  if (region) process.env.AWS_REGION = region;
  const named = KEYS.map((key) => [key, values[`${key}-table`] ?? TABLES[key].name]);
  const tables = Object.fromEntries(named) as Tables;
  const where = endpoint === undefined ? `--region ${quote(region ?? '')}` : `--endpoint ${quote(endpoint)}`;
  return { store: openStore({ tables, ...(endpoint && { endpoint }) }), where };
}

/** What went wrong, in one line for a person. */
export function tellError(error: unknown): string {
  const { name, message } = error as Error;
  if (name === 'CredentialsProviderError') return 'There are no AWS credentials in the environment.';
  if (/ECONNREFUSED|ENOTFOUND|socket hang up/.test(message) || name === 'TimeoutError') {
    return 'The database does not answer.';
  }
  return message.split('\n')[0] ?? '';
}
