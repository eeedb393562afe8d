import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { listening } from './ports.ts';

/** A native binary inside an npm package; it is optional, because each platform has a package of its own. */
const BINARY = join(
  import.meta.dirname,
  `../node_modules/@dynoxide/${process.platform}-${process.arch}/dynoxide`,
);

/**
 * Starts the embedded DynamoDB, in memory, and waits until it answers.
 * @throws Error with one line of advice where there is no binary for this platform
 */
export async function startDynamoDb(port: number): Promise<ChildProcess> {
  if (!existsSync(BINARY)) {
    throw new Error(
      `The embedded DynamoDB has no build for ${process.platform}-${process.arch}. ` +
        'Start another one and name it in DYNAMODB_ENDPOINT.',
    );
  }
  const child = spawn(BINARY, ['--port', String(port)], { stdio: 'ignore' });
  await listening(port, child);
  return child;
}
