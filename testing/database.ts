import { randomUUID } from 'node:crypto';
import { spawnDynamoDb } from '../local/dynamodb.ts';
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
  const port = await freePort();
  const child = spawnDynamoDb(port);
  await listening(port, child);
  return { endpoint: `http://127.0.0.1:${port}`, prefix: '', close: () => child.kill() };
}
