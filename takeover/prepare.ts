import { setTimeout as sleep } from 'node:timers/promises';
import { UpdateTableCommand, type UpdateTableCommandInput } from '@aws-sdk/client-dynamodb';
import { isOutcomeUnknown } from '../libs/store/engine/aws-errors.ts';
import type { Store } from '../libs/store/engine/client.ts';
import { describeTable, type TableShape } from '../libs/store/engine/describe-table.ts';
import {
  faultsOfTable,
  STREAM_VIEW,
  type TableFault,
  type WantedIndex,
  wantedIndexes,
} from '../libs/store/engine/table-faults.ts';
import { TABLES, type TableKey } from '../libs/store/engine/tables.ts';

/** One change of a table: what it adds, in words and for DynamoDB. */
export interface Change {
  table: string;
  adds: string;
  input: UpdateTableCommandInput;
}

/** How to prepare tables, and who hears of it. */
export interface Preparation {
  store: Store;
  say: (line: string) => void;
  pollMs: number;
}

/** All tables, as far as they exist: the deployment makes the others whole. */
const PREPARED = Object.keys(TABLES) as TableKey[];

/** DynamoDB's limit for a table. */
const INDEXES_MAX = 20;

/** What `prepareTables` can mend, or leaves to the deployment. */
const MENDED: TableFault['kind'][] = [
  'index-missing',
  'index-not-ready',
  'stream-missing',
  'table-to-be-made',
];

/** What DynamoDB answers while a table is being changed, also by someone else. */
const BUSY = new Set(['ResourceInUseException', 'LimitExceededException']);

/**
 * What is to be added to the tables; nothing is changed.
 * @throws Error with a line for each thing that does not fit
 */
export async function planChanges(store: Store): Promise<Change[]> {
  const shapes = await Promise.all(PREPARED.map((key) => describeTable(store, store.tables[key])));
  const refusals = PREPARED.flatMap((key, index) => refusalsOf(key, store.tables[key], shapes[index]));
  if (refusals.length > 0) throw new Error(`Nothing was changed.\n${refusals.join('\n')}`);
  return PREPARED.flatMap((key, index) => changesOf(key, shapes[index]));
}

/**
 * Adds what the tables lack, one thing after the other, and waits for each. It may be interrupted and run
 * again: it goes on with what is missing then. @returns how many changes were made
 */
export async function prepareTables({ store, say, pollMs }: Preparation): Promise<number> {
  await planChanges(store);
  let made = 0;
  for (const key of PREPARED) {
    const name = store.tables[key];
    let shape = await ready(store, name, pollMs, say);
    if (!shape) continue;
    made += changesOf(key, shape).length;
    for (let [change] = changesOf(key, shape); change; [change] = changesOf(key, shape)) {
      say(`${name}: adding ${change.adds} …`);
      await tell(store, change, pollMs);
      shape = await ready(store, name, pollMs, say);
      const refusals = refusalsOf(key, name, shape);
      if (refusals.length > 0) throw new Error(refusals.join('\n'));
    }
    say(`${name}: has all that it needs.`);
  }
  return made;
}

/** What does not fit, in a line for each. */
function refusalsOf(key: TableKey, name: string, shape: TableShape | undefined): string[] {
  const faults = faultsOfTable(key, name, shape);
  const refused = faults.filter(({ kind }) => !MENDED.includes(kind));
  const missing = faults.filter(({ kind }) => kind === 'index-missing').length;
  const count = Object.keys(shape?.indexes ?? {}).length + missing;
  return [
    ...refused.map(({ id, why, kind }) => `${kind}: ${id}. ${why}${ADVICE[kind] ?? ''}`),
    ...typeRefusals(key, shape),
    ...(count > INDEXES_MAX
      ? [`${name} would have ${count} indexes, and DynamoDB takes ${INDEXES_MAX}.`]
      : []),
  ];
}

const ADVICE: Partial<Record<TableFault['kind'], string>> = {
  'index-differs': ' Delete it first, if nothing else reads by it.',
  'stream-differs': ' A stream cannot be changed: turn it off first, if nothing else reads it.',
};

/** An attribute has one type in all indexes of a table. */
function typeRefusals(key: TableKey, shape: TableShape | undefined): string[] {
  if (!shape) return [];
  const missing = wantedIndexes(key).filter(({ name }) => !shape.indexes[name]);
  return missing.flatMap(({ name, keys }) =>
    keys
      .filter((each) => (shape.types[each.name] ?? 'S') !== 'S')
      .map(
        (each) =>
          `${name} needs ${each.name} as text, and ${shape.name} has another index on it as ${shape.types[each.name]}.`,
      ),
  );
}

function changesOf(key: TableKey, shape: TableShape | undefined): Change[] {
  if (!shape) return [];
  const missing = wantedIndexes(key).filter(({ name }) => !shape.indexes[name]);
  const indexes = missing.map((index) => addingIndex(shape, index));
  return key === 'payouts' && !shape.stream ? [...indexes, addingStream(shape)] : indexes;
}

function addingIndex(
  { name: TableName, provisioned }: TableShape,
  { name, keys, isWhole }: WantedIndex,
): Change {
  const throughput = provisioned && {
    ProvisionedThroughput: { ReadCapacityUnits: provisioned.read, WriteCapacityUnits: provisioned.write },
  };
  const Create = {
    IndexName: name,
    KeySchema: keys.map((key) => ({ AttributeName: key.name, KeyType: key.as as 'HASH' | 'RANGE' })),
    Projection: { ProjectionType: isWhole ? ('ALL' as const) : ('KEYS_ONLY' as const) },
    ...throughput,
  };
  const input = {
    TableName,
    AttributeDefinitions: keys.map((key) => ({ AttributeName: key.name, AttributeType: 'S' as const })),
    GlobalSecondaryIndexUpdates: [{ Create }],
  };
  return { table: TableName, adds: `the index ${name}`, input };
}

function addingStream({ name: TableName }: TableShape): Change {
  const StreamSpecification = { StreamEnabled: true, StreamViewType: STREAM_VIEW };
  return {
    table: TableName,
    adds: `a stream with ${STREAM_VIEW}`,
    input: { TableName, StreamSpecification },
  };
}

/**
 * Tells DynamoDB. If the table is being changed just now, or the answer is lost, the next look at the table
 * says whether it is to be told again.
 */
async function tell({ writer }: Store, { input }: Change, pollMs: number): Promise<void> {
  try {
    await writer.send(new UpdateTableCommand(input));
  } catch (error) {
    if (!BUSY.has((error as Error).name) && !isOutcomeUnknown(error)) throw error;
    await sleep(pollMs);
  }
}

/** Waits until DynamoDB is done with all that it was told before. */
async function ready(
  store: Store,
  name: string,
  pollMs: number,
  say: (line: string) => void,
): Promise<TableShape | undefined> {
  for (let polls = 0; ; polls++) {
    const shape = await look(store, name);
    if (shape === 'busy') continue;
    const building = Object.entries(shape?.indexes ?? {}).filter(([, { isReady }]) => !isReady);
    if (!shape || (shape.isReady && building.length === 0)) return shape;
    if (polls === 0)
      say(`${name}: waiting for ${building.map(([index]) => index).join(', ') || 'the table'} …`);
    await sleep(pollMs);
  }
}

/** A database on this machine does not answer while it fills an index. */
async function look(store: Store, name: string): Promise<TableShape | undefined | 'busy'> {
  try {
    return await describeTable(store, name);
  } catch (error) {
    if ((error as Error).name === 'TimeoutError') return 'busy';
    throw error;
  }
}
