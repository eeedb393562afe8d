/**
 * Formats the service's log lines as usual, and drops them: they are part of a call's cost, and would drown
 * the tables.
 */
export function dropLogLines(): void {
  const write = process.stdout.write.bind(process.stdout);
  process.stdout.write = (text: string | Uint8Array) => String(text).startsWith('{"level":') || write(text);
}
