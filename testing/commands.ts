import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, onTestFinished } from 'vitest';
import type { StoreSettings } from '../libs/runtime/settings.ts';
import { openStore, type Store } from '../libs/store/engine/client.ts';
import { TABLES } from '../libs/store/engine/tables.ts';
import { spawnDynamoDb } from '../local/dynamodb.ts';
import { freePort, listening } from '../local/ports.ts';

const ROOT = join(import.meta.dirname, '..');

/** How a command of `takeover/` ended. */
export interface Ended {
  exitCode: number;
  stdout: string;
  stderr: string;
}

/** Runs a command of `takeover/`, as `npm run` does. */
export function runCommand(name: string, ...args: string[]): Promise<Ended> {
  const { promise } = startCommand(name, ...args);
  return promise;
}

/** The same, with the process at hand while it runs. */
export function startCommand(name: string, ...args: string[]) {
  const { AWS_REGION: _, ...env } = process.env;
  const file = join(ROOT, 'takeover', `${name}.ts`);
  const { promise, resolve } = Promise.withResolvers<Ended>();
  const child = execFile(
    process.execPath,
    [file, ...args],
    { env, encoding: 'utf8' },
    (_error, stdout, stderr) => resolve({ exitCode: child.exitCode ?? -1, stdout, stderr }),
  );
  onTestFinished(() => {
    child.kill();
  });
  return { child, promise };
}

/** An embedded database without tables. `storeOf` opens it with tables of these names. */
export interface EmptyDatabase {
  endpoint: string;
  storeOf: (prefix?: string) => Store;
}

/** An empty database for the tests of one file. */
export function useEmptyDatabase(): EmptyDatabase {
  const database = { endpoint: '' } as EmptyDatabase;
  let close = () => {};
  beforeAll(async () => {
    const port = await freePort();
    const child = spawnDynamoDb(port);
    close = () => child.kill();
    await listening(port, child);
    database.endpoint = `http://127.0.0.1:${port}`;
  });
  afterAll(() => close());
  database.storeOf = (prefix = '') => openStore({ tables: tablesNamed(prefix), endpoint: database.endpoint });
  return database;
}

/** The names of the tables, after a prefix. */
export function tablesNamed(prefix: string): StoreSettings['tables'] {
  const names = Object.entries(TABLES).map(([key, { name }]) => [key, `${prefix}${name}`]);
  return Object.fromEntries(names) as StoreSettings['tables'];
}
