import type { Keys, TableShape } from './describe-table.ts';
import { TABLES, type TableKey } from './tables.ts';

/** An index as the service needs it. */
export interface WantedIndex {
  name: string;
  keys: Keys;
  isWhole: boolean;
}

/** In what a table is not as the service needs it. */
export interface TableFault {
  kind:
    | 'table-missing'
    | 'table-to-be-made'
    | 'table-differs'
    | 'index-missing'
    | 'index-differs'
    | 'index-not-ready'
    | 'stream-missing'
    | 'stream-differs';
  /** The name of the index, or of the table. */
  id: string;
  table: string;
  why: string;
  /** Which of the tables, if there is none of this name. */
  key?: TableKey;
}

/** What the workers on the stream need to see. */
export const STREAM_VIEW = 'NEW_AND_OLD_IMAGES' as const;

/** Those that another service has made; the others are made by the deployment. */
const OF_OTHERS: readonly TableKey[] = ['affiliates', 'payouts'];

/** The indexes that the service reads by. */
export function wantedIndexes(table: TableKey): WantedIndex[] {
  const { GlobalSecondaryIndexes = [] } = TABLES[table].schema;
  return GlobalSecondaryIndexes.map(({ IndexName, KeySchema, Projection }) => ({
    name: IndexName,
    keys: toKeys(KeySchema),
    isWhole: Projection.ProjectionType === 'ALL',
  }));
}

/** In what the table is not as the service needs it; nothing, if the list is empty. */
export function faultsOfTable(table: TableKey, name: string, shape: TableShape | undefined): TableFault[] {
  if (!shape) {
    const kind = OF_OTHERS.includes(table) ? 'table-missing' : 'table-to-be-made';
    return [{ kind, id: name, table: name, why: 'There is no such table.', key: table }];
  }
  const wanted = toKeys(TABLES[table].schema.KeySchema);
  if (!isFit(shape, wanted, shape.keys)) {
    const why = `Its key is ${describe(shape, shape.keys)}, and must be ${describe(undefined, wanted)}.`;
    return [{ kind: 'table-differs', id: name, table: name, why }];
  }
  const indexes = wantedIndexes(table).flatMap((index) => faultsOfIndex(name, shape, index));
  return [...indexes, ...(table === 'payouts' ? faultsOfStream(shape) : [])];
}

function faultsOfIndex(table: string, shape: TableShape, wanted: WantedIndex): TableFault[] {
  const { name: id, keys, isWhole } = wanted;
  const index = shape.indexes[id];
  if (!index) return [{ kind: 'index-missing', id, table, why: `Not on ${table}.` }];
  const isLess = isWhole && !index.isWhole;
  if (!isFit(shape, keys, index.keys) || isLess) {
    const found = `${describe(shape, index.keys)}${isLess ? ' without the whole record' : ''}`;
    return [
      {
        kind: 'index-differs',
        id,
        table,
        why: `On ${table} it is ${found}, and must be ${describe(undefined, keys)}.`,
      },
    ];
  }
  return index.isReady ? [] : [{ kind: 'index-not-ready', id, table, why: `Not ready on ${table}.` }];
}

function faultsOfStream({ name: id, stream }: TableShape): TableFault[] {
  if (!stream) return [{ kind: 'stream-missing', id, table: id, why: 'It has no stream.' }];
  if (stream.view === STREAM_VIEW) return [];
  return [
    {
      kind: 'stream-differs',
      id,
      table: id,
      why: `Its stream shows ${stream.view}, and must show ${STREAM_VIEW}.`,
    },
  ];
}

/** All our keys are text. */
function isFit({ types }: TableShape, wanted: Keys, found: Keys): boolean {
  const isText = wanted.every(({ name }) => types[name] === 'S');
  return isText && JSON.stringify(found) === JSON.stringify(wanted);
}

function describe(shape: TableShape | undefined, keys: Keys): string {
  return keys.map(({ name }) => `${name} (${shape?.types[name] ?? 'S'})`).join(', ');
}

function toKeys(schema: { AttributeName: string; KeyType: string }[]): Keys {
  return schema.map(({ AttributeName, KeyType }) => ({ name: AttributeName, as: KeyType }));
}
