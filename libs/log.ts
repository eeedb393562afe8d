/** One line of JSON per record, as CloudWatch Logs Insights reads it. Never give it a token, a body or an e-mail address. */
export function log(level: 'info' | 'warn' | 'error', event: string, fields: Record<string, unknown>): void {
  // biome-ignore lint/suspicious/noConsole: standard output is Lambda's log.
  console[level](JSON.stringify({ level, event, ...fields }));
}
