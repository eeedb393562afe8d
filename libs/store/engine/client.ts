import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { readOnly } from '../../payouts/errors.ts';
import { type StoreSettings, settings } from '../../runtime/settings.ts';
import { translateThrottling } from './aws-errors.ts';

/**
 * The database: its clients, what the tables are called in this stage, and how long the caller can wait for
 * it.
 */
export interface Store {
  /** For reads, which the SDK repeats by itself. */
  db: DynamoDBDocumentClient;
  /** For writes, which only our own loop repeats: it remembers whether an answer was lost. */
  writer: DynamoDBDocumentClient;
  tables: StoreSettings['tables'];
  /** The milliseconds that the invocation has left: retries stop before they run out. */
  remainingMs: () => number;
  /** Set if nothing may be written. Then no row is kept up to date either, so none is read. */
  isShadow?: true;
}

let shared: Store | undefined;

/** The store of this process, opened at the first use and kept: a connection outlives an invocation. */
export function sharedStore(): Store {
  shared ??= openStore(settings().store);
  return shared;
}

/** The SDK has no timeout of its own, and without `throwOnRequestTimeout` it only warns of one. */
const TIMEOUTS = { connectionTimeout: 1000, requestTimeout: 3000, throwOnRequestTimeout: true };

const READ_ATTEMPTS_MAX = 3;

/**
 * Another service's number can be larger than JavaScript's. Rounded, it can be judged; an error here would be
 * a 500.
 */
export const READ_NUMBERS = { wrapNumbers: Number };

/**
 * Opens the database. With an `endpoint` it is one on this machine, which takes any credentials and has no
 * region.
 */
export function openStore({ tables, endpoint, isShadow }: StoreSettings): Store {
  const local = endpoint && {
    endpoint,
    region: 'localhost',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  };
  const reader = new DynamoDBClient({ maxAttempts: READ_ATTEMPTS_MAX, requestHandler: TIMEOUTS, ...local });
  const { requestHandler } = reader.config;
  const writer = new DynamoDBClient({ maxAttempts: 1, requestHandler, ...local });
  if (isShadow) writer.middlewareStack.add(refuseWrites, { name: 'refuseWrites', step: 'initialize' });
  return {
    db: documentClient(reader),
    writer: documentClient(writer),
    tables,
    remainingMs: () => Number.POSITIVE_INFINITY,
    ...(isShadow && { isShadow }),
  };
}

/** Every write goes through the writer, so none gets past this. */
function refuseWrites() {
  return async (): Promise<never> => {
    throw readOnly();
  };
}

function documentClient(client: DynamoDBClient): DynamoDBDocumentClient {
  client.middlewareStack.add(translateThrottling, { name: 'translateThrottling', step: 'initialize' });
  return DynamoDBDocumentClient.from(client, {
    marshallOptions: { removeUndefinedValues: true },
    // A copy, because the client writes into it.
    unmarshallOptions: { ...READ_NUMBERS },
  });
}
