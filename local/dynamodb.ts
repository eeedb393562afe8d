import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { openStore } from '../libs/store/engine/client.ts';
import { TABLES } from '../libs/store/engine/tables.ts';

/** A native binary inside an npm package; it is optional, because each platform has its own package. */
const BINARY = join(
  import.meta.dirname,
  `../node_modules/@dynoxide/${process.platform}-${process.arch}/dynoxide`,
);

/**
 * Starts the embedded DynamoDB, in memory. It listens a moment later.
 * @throws Error with one line of advice if there is no binary for this platform
 */
export function spawnDynamoDb(port: number): ChildProcess {
  return spawn(binary(), ['--port', String(port)], { stdio: 'ignore' });
}

/**
 * The same, with what an export of DynamoDB has, which is far quicker than to write it. `source` is the
 * export's folder, and `schema` a file that describes its tables. It listens when all of it is there.
 */
export function spawnImported(
  port: number,
  { source, schema }: { source: string; schema: string },
): ChildProcess {
  const options = ['import', '--serve', '--port', String(port), '--source', source, '--schema', schema];
  return spawn(binary(), options, { stdio: 'ignore' });
}

/** @throws Error with one line of advice if there is no binary for this platform */
function binary(): string {
  if (!existsSync(BINARY)) {
    throw new Error(
      `The embedded DynamoDB has no build for ${process.platform}-${process.arch}. Start another one: ` +
        'docker run --rm -p 8001:8000 amazon/dynamodb-local -jar DynamoDBLocal.jar -inMemory -sharedDb, ' +
        'and set DYNAMODB_ENDPOINT=http://127.0.0.1:8001.',
    );
  }
  return BINARY;
}

/**
 * Whether there are payouts in a database that was started elsewhere.
 * @throws Error with one line if none answers
 */
export async function hasPayouts(endpoint: string): Promise<boolean> {
  const { affiliates, payouts, balances, digests, runs } = TABLES;
  const tables = {
    affiliates: affiliates.name,
    payouts: payouts.name,
    balances: balances.name,
    digests: digests.name,
    runs: runs.name,
  };
  const { db } = openStore({ tables, endpoint });
  try {
    const { Count = 0 } = await db.send(new ScanCommand({ TableName: tables.payouts, Limit: 1 }));
    return Count > 0;
  } catch (error) {
    if ((error as Error).name === 'ResourceNotFoundException') return false;
    throw new Error(`No database answers at ${endpoint}, which DYNAMODB_ENDPOINT names.`);
  } finally {
    db.destroy();
  }
}
