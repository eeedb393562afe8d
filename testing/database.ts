import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { marshall } from '@aws-sdk/util-dynamodb';
import { spawnDynamoDb, spawnImported } from '../local/dynamodb.ts';
import { freePort, listening } from '../local/ports.ts';

/** A database for tests, and what the names of its tables begin with. */
export interface TestDatabase {
  endpoint: string;
  prefix: string;
  close: () => void;
}

/**
 * Starts an embedded database. With DYNAMODB_ENDPOINT, it is a share of the database which that names: tables
 * with names of their own, which stay there.
 */
export async function openDatabase(): Promise<TestDatabase> {
  const given = process.env.DYNAMODB_ENDPOINT;
  if (given) return { endpoint: given, prefix: `${randomUUID().slice(0, 8)}-`, close: () => {} };
  return listen(spawnDynamoDb);
}

/** Starts one on a free port, and waits until it listens. */
async function listen(spawn: (port: number) => ChildProcess): Promise<TestDatabase> {
  const port = await freePort();
  const child = spawn(port);
  await listening(port, child);
  return { endpoint: `http://127.0.0.1:${port}`, prefix: '', close: () => child.kill() };
}

/** A table as it is created, and what is in it from the beginning. */
export interface FilledTable {
  name: string;
  schema: object;
  items: Record<string, unknown>[];
}

/** Starts an embedded database that has one table already. */
export async function openFilledDatabase({ name, schema, items }: FilledTable): Promise<TestDatabase> {
  const folder = await mkdtemp(join(tmpdir(), 'export-'));
  try {
    const paths = { source: join(folder, 'tables'), schema: join(folder, 'schema.json') };
    const lines = items.map((item) =>
      JSON.stringify({ Item: marshall(item, { removeUndefinedValues: true }) }),
    );
    await mkdir(join(paths.source, name, 'data'), { recursive: true });
    await writeFile(
      join(paths.source, name, 'data', 'all.json.gz'),
      gzipSync(`${lines.join('\n')}\n`, { level: 1 }),
    );
    await writeFile(paths.schema, JSON.stringify([{ Table: { TableName: name, ...schema } }]));
    // Once it listens, it has read the files.
    return await listen((port) => spawnImported(port, paths));
  } finally {
    await rm(folder, { recursive: true });
  }
}
