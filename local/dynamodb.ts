import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** A native binary inside an npm package; it is optional, because each platform has a package of its own. */
const BINARY = join(
  import.meta.dirname,
  `../node_modules/@dynoxide/${process.platform}-${process.arch}/dynoxide`,
);

/**
 * Starts the embedded DynamoDB, in memory. It listens a moment later.
 * @throws Error with one line of advice where there is no binary for this platform
 */
export function spawnDynamoDb(port: number): ChildProcess {
  if (!existsSync(BINARY)) {
    throw new Error(
      `The embedded DynamoDB has no build for ${process.platform}-${process.arch}. ` +
        'Start another one and name it in DYNAMODB_ENDPOINT.',
    );
  }
  return spawn(BINARY, ['--port', String(port)], { stdio: 'ignore' });
}
