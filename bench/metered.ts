import type { Store } from '../libs/store/engine/client.ts';
import { withClient } from '../testing/client.ts';
import type { World } from '../testing/world.ts';

/**
 * What a call has cost the database: commands, items read and capacity units, as the responses report them.
 */
export interface Usage {
  commands: number;
  itemsRead: number;
  readUnits: number;
  writeUnits: number;
}

interface Consumed {
  CapacityUnits?: number;
}

interface Output {
  Count?: number;
  ScannedCount?: number;
  Item?: object;
  Responses?: { Item?: object }[];
  ConsumedCapacity?: Consumed | Consumed[];
}

interface TransactItem {
  Put?: { TableName?: string };
  Update?: { TableName?: string };
}

const WRITES = new Set([
  'PutItemCommand',
  'UpdateItemCommand',
  'DeleteItemCommand',
  'TransactWriteItemsCommand',
]);

/**
 * A store that asks what each command has consumed, and adds it up. `written` is how many payouts were
 * written so far: each time, the stream has a record of it.
 */
export function metered(world: World): { store: Store; usage: Usage; written: () => number } {
  const usage: Usage = { commands: 0, itemsRead: 0, readUnits: 0, writeUnits: 0 };
  let writes = 0;
  const store = withClient(world, async (name, send, input) => {
    Object.assign(input, { ReturnConsumedCapacity: 'TOTAL' });
    const answer = await send();
    const output = answer.output as Output;
    usage.commands += 1;
    usage.itemsRead += itemsRead(output, 'FilterExpression' in input);
    usage[WRITES.has(name) ? 'writeUnits' : 'readUnits'] += units(name, output);
    writes += writesTo(world.store.tables.payouts, input);
    return answer;
  });
  return { store, usage, written: () => writes };
}

function writesTo(table: string, input: { TransactItems?: TransactItem[] }): number {
  const written = (input.TransactItems ?? []).flatMap(({ Put, Update }) => [Put, Update]);
  return written.filter((write) => write?.TableName === table).length;
}

/**
 * Without a filter both counts are the same on AWS; the embedded engine counts the item at which a page of 1
 * MB ends twice.
 */
function itemsRead({ Count, ScannedCount, Item, Responses = [] }: Output, isFiltered: boolean): number {
  const queried = isFiltered ? ScannedCount : Count;
  return queried ?? [{ Item }, ...Responses].filter((read) => read.Item).length;
}

function units(name: string, { ConsumedCapacity }: Output): number {
  if (!ConsumedCapacity) throw new Error(`${name} did not say what it consumed.`);
  return [ConsumedCapacity].flat().reduce((sum, { CapacityUnits = 0 }) => sum + CapacityUnits, 0);
}
