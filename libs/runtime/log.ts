import { AsyncLocalStorage } from 'node:async_hooks';

/** The namespace of our metrics in CloudWatch. */
const NAMESPACE = 'AffiliatePayouts';

/**
 * Something that a person must look at: an error in the log and, in CloudWatch's embedded format, a metric of
 * the same name to hang an alarm on.
 */
export function alarm(event: string, fields: Record<string, unknown>): void {
  const metric = { Namespace: NAMESPACE, Dimensions: [[]], Metrics: [{ Name: event, Unit: 'Count' }] };
  log('error', event, {
    ...fields,
    [event]: 1,
    _aws: { Timestamp: Date.now(), CloudWatchMetrics: [metric] },
  });
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
export function log(level: 'info' | 'warn' | 'error', event: string, fields: Record<string, unknown>): void {
  // biome-ignore lint/suspicious/noConsole: standard output is Lambda's log.
  console[level](JSON.stringify({ level, event, ...shared.getStore(), ...fields }, withoutAddresses));
}

/** The `@` of a path of packages follows a slash, and stays. */
const ADDRESS = /[^\s<>"'@]*[^\s<>"'@/]@[\w.-]+/g;

function withoutAddresses(name: string, value: unknown): unknown {
  return name === 'stack' && typeof value === 'string' ? value.replace(ADDRESS, '[address]') : value;
}
