import { AsyncLocalStorage } from 'node:async_hooks';
import { type MetricName, NAMESPACE, STAGE_DIMENSION } from './metrics.ts';
import { stageName } from './settings.ts';

type Level = 'info' | 'warn' | 'error';

/** How many of a list a metric names: Lambda splits a long line, and then it is no metric any more. */
const LISTED_MAX = 20;

/**
 * Something that a person must look at: an error in the log and, in CloudWatch's embedded metric format, a
 * metric of the same name, which has an alarm. The format wants the whole line to be one JSON object.
 */
export function alarm(event: MetricName, fields: Record<string, unknown>): void {
  const metrics = [{ Name: event, Unit: 'Count' }];
  const directive = { Namespace: NAMESPACE, Dimensions: [[STAGE_DIMENSION]], Metrics: metrics };
  const metric = {
    [STAGE_DIMENSION]: stageName(),
    [event]: 1,
    _aws: { Timestamp: Date.now(), CloudWatchMetrics: [directive] },
  };
  write('error', event, { ...withShortLists(fields), ...metric });
}

function withShortLists(fields: Record<string, unknown>): Record<string, unknown> {
  const entries = Object.entries(fields).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.slice(0, LISTED_MAX) : value,
  ]);
  return Object.fromEntries(entries);
}

const shared = new AsyncLocalStorage<Record<string, unknown>>();

/** Runs something of which every line in the log has these fields too. */
export function withLogFields<Result>(fields: Record<string, unknown>, run: () => Result): Result {
  return shared.run(fields, run);
}

/**
 * One line of JSON per record, as CloudWatch Logs Insights reads it. Never give it a token, a body or an
 * e-mail address; those in a stack are masked, because others word their errors: SES names the address that
 * it refuses.
 */
export function log(level: Level, event: string, fields: Record<string, unknown>): void {
  write(level, event, fields);
}

/** Lambda's console would put text around a line, or wrap it in JSON of its own, as the log's format says. */
function write(level: Level, event: string, fields: Record<string, unknown>): void {
  const line = JSON.stringify({ level, event, ...shared.getStore(), ...fields }, withoutAddresses);
  process.stdout.write(`${line}\n`);
}

/** The `@` of a path of packages follows a slash, and stays. */
const ADDRESS = /[^\s<>"'@]*[^\s<>"'@/]@[\w.-]+/g;

function withoutAddresses(name: string, value: unknown): unknown {
  return name === 'stack' && typeof value === 'string' ? value.replace(ADDRESS, '[address]') : value;
}
