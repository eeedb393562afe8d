import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { type StoreSettings, settings } from '../../runtime/settings.ts';
import { translateThrottling } from './aws-errors.ts';

/** The database: a client, what the tables are called in this stage, and how long the caller can wait for it. */
export interface Store {
  db: DynamoDBDocumentClient;
  tables: StoreSettings['tables'];
  /** The milliseconds that the invocation has left: retries stop before they run out. */
  remainingMs: () => number;
}

let shared: Store | undefined;

/** The store of this process, opened at the first use and kept: a connection outlives an invocation. */
export function sharedStore(): Store {
  shared ??= openStore(settings().store);
  return shared;
}

/** The SDK has no timeout of its own, and without `throwOnRequestTimeout` it only warns of one. */
const TIMEOUTS = { connectionTimeout: 1000, requestTimeout: 3000, throwOnRequestTimeout: true };

/** An `endpoint` is a database on this machine, which takes any credentials and has no region. */
export function openStore({ tables, endpoint }: StoreSettings): Store {
  const local = endpoint && {
    endpoint,
    region: 'localhost',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  };
  const client = new DynamoDBClient({ maxAttempts: 3, requestHandler: TIMEOUTS, ...local });
  client.middlewareStack.add(translateThrottling, { name: 'translateThrottling', step: 'initialize' });
  const db = DynamoDBDocumentClient.from(client, {
    marshallOptions: { removeUndefinedValues: true },
    // Another service's number can be larger than any of ours: a rounded one is judged, where a thrown one is a 500.
    unmarshallOptions: { wrapNumbers: Number },
  });
  return { db, tables, remainingMs: () => Number.POSITIVE_INFINITY };
}
