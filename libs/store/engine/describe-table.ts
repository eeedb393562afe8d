import { DescribeTableCommand, type TableDescription } from '@aws-sdk/client-dynamodb';
import type { Store } from './client.ts';

/** The keys of a table or an index, in their order. */
export type Keys = { name: string; as: string }[];

/** An index as it is. */
export interface IndexShape {
  keys: Keys;
  isWhole: boolean;
  isReady: boolean;
}

/** A table as it is: what we and DynamoDB need to know of it. */
export interface TableShape {
  name: string;
  keys: Keys;
  /** The type of each attribute that is a key of the table or of an index. */
  types: Record<string, string>;
  indexes: Record<string, IndexShape>;
  /** Undefined without a stream. */
  stream?: { view: string; arn: string };
  isReady: boolean;
  /** Up to six hours old on AWS. */
  items: number;
  bytes: number;
  /** What the table may read and write in a second; undefined if it is on demand. */
  provisioned?: { read: number; write: number };
}

/** The table as it is now; undefined if there is none. */
export async function describeTable(
  { db }: Pick<Store, 'db'>,
  TableName: string,
): Promise<TableShape | undefined> {
  try {
    const { Table } = await db.send(new DescribeTableCommand({ TableName }));
    return Table && toShape(Table);
  } catch (error) {
    if ((error as Error).name === 'ResourceNotFoundException') return undefined;
    throw error;
  }
}

function toShape(table: TableDescription): TableShape {
  const { AttributeDefinitions = [], GlobalSecondaryIndexes = [] } = table;
  const provisioned = throughputOf(table);
  const { StreamViewType: view } = table.StreamSpecification ?? {};
  return {
    name: table.TableName ?? '',
    keys: keysOf(table.KeySchema),
    types: Object.fromEntries(AttributeDefinitions.map((each) => [each.AttributeName, each.AttributeType])),
    indexes: Object.fromEntries(
      GlobalSecondaryIndexes.map(({ IndexName, KeySchema, Projection, IndexStatus, Backfilling }) => [
        IndexName,
        {
          keys: keysOf(KeySchema),
          isWhole: Projection?.ProjectionType === 'ALL',
          isReady: IndexStatus === 'ACTIVE' && Backfilling !== true,
        },
      ]),
    ),
    ...(view && { stream: { view, arn: table.LatestStreamArn ?? '' } }),
    isReady: table.TableStatus === 'ACTIVE',
    items: table.ItemCount ?? 0,
    bytes: table.TableSizeBytes ?? 0,
    ...(provisioned && { provisioned }),
  };
}

function keysOf(schema: TableDescription['KeySchema'] = []): Keys {
  return schema.map(({ AttributeName = '', KeyType = '' }) => ({ name: AttributeName, as: KeyType }));
}

/** DynamoDB says zero of a table that is on demand. */
function throughputOf({ ProvisionedThroughput }: TableDescription): TableShape['provisioned'] {
  const { ReadCapacityUnits: read = 0, WriteCapacityUnits: write = 0 } = ProvisionedThroughput ?? {};
  return read > 0 && write > 0 ? { read, write } : undefined;
}
