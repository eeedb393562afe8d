import { Console } from 'node:console';
import { Writable } from 'node:stream';

/**
 * Formats the service's log lines as usual, and drops them: they are part of a call's cost, and would drown
 * the tables.
 */
export function dropLogLines(): void {
  const nowhere = new Writable({ write: (_line, _encoding, done) => done() });
  globalThis.console = new Console(nowhere);
  const write = process.stdout.write.bind(process.stdout);
  process.stdout.write = (text: string | Uint8Array) => String(text).includes('"_aws"') || write(text);
}
