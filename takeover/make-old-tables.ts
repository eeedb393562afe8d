import { CreateTableCommand, type CreateTableCommandInput, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { BatchWriteCommand, DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { chunksOf } from '../libs/runtime/chunks.ts';
import type { Store } from '../libs/store/engine/client.ts';
import { describeTable } from '../libs/store/engine/describe-table.ts';
import type { Item, OldData } from './old-data.ts';

/** How many writes of 25 are under way at once. */
const WRITERS = 4;

/**
 * Makes the two tables as the old service has them, each with the one index that it reads by, and without a
 * stream, and fills them. There is no table of balances.
 * `shape` is for payouts tables of another shape still.
 * @throws Error if one of the tables exists
 */
export async function makeOldTables(
  store: Store,
  endpoint: string,
  data: OldData,
  shape = (input: CreateTableCommandInput) => input,
): Promise<void> {
  for (const name of [store.tables.affiliates, store.tables.payouts]) {
    if (await describeTable(store, name))
      throw new Error(`There is a table ${name} already. Nothing was changed.`);
  }
  const db = patientClient(endpoint);
  await db.send(new CreateTableCommand(affiliatesTable(store.tables.affiliates)));
  await db.send(new CreateTableCommand(shape(payoutsTable(store.tables.payouts))));
  await putAll(db, store.tables.affiliates, data.affiliates);
  await putAll(db, store.tables.payouts, data.payouts);
  db.destroy();
}

function affiliatesTable(TableName: string): CreateTableCommandInput {
  return table(TableName, 'affiliate_id', 'user-affiliate-index', ['user_id']);
}

/** The payouts table as the old service has it. */
export function payoutsTable(TableName: string): CreateTableCommandInput {
  return table(TableName, 'payout_id', 'affiliate-payouts-index', ['affiliate_id', 'requested_at']);
}

function table(
  TableName: string,
  key: string,
  IndexName: string,
  [hash = '', range]: string[],
): CreateTableCommandInput {
  const attributes = [key, hash, ...(range ? [range] : [])];
  return {
    TableName,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: attributes.map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
    KeySchema: [{ AttributeName: key, KeyType: 'HASH' }],
    GlobalSecondaryIndexes: [
      {
        IndexName,
        KeySchema: [
          { AttributeName: hash, KeyType: 'HASH' },
          ...(range ? [{ AttributeName: range, KeyType: 'RANGE' as const }] : []),
        ],
        Projection: { ProjectionType: 'ALL' },
      },
    ],
  };
}

/** Filling tables may take long on a busy machine, so no call is given up. */
function patientClient(endpoint: string): DynamoDBDocumentClient {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = new DynamoDBClient({ endpoint, region: 'localhost', credentials });
  return DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
}

async function putAll(db: DynamoDBDocumentClient, name: string, items: Item[]): Promise<void> {
  const chunks = chunksOf(items, 25).values();
  const write = async () => {
    for (const chunk of chunks) {
      const puts = chunk.map((Item) => ({ PutRequest: { Item } }));
      await db.send(new BatchWriteCommand({ RequestItems: { [name]: puts } }));
    }
  };
  await Promise.all(Array.from({ length: WRITERS }, write));
}
