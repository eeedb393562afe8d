import { TABLES } from '../../libs/store/engine/tables.ts';
import type { Call, Json } from './call.ts';
import {
  type Action,
  actionsOf,
  cancelledBeside,
  conflicting,
  inProgress,
  isSingleWrite,
  isTransaction,
} from './dynamodb.ts';
import type { Answer } from './target.ts';

/** DynamoDB's optimistic concurrency control, which the embedded engine has not. */
export interface Contention {
  /** How many calls were refused because of another. */
  readonly conflicts: number;
  /** Lets the call happen, or refuses it at once if another one is under way on the same item. */
  during(call: Call, act: (changes?: Json) => Promise<Answer>): Promise<Answer>;
}

interface Flight {
  operation: string;
  items: string[];
  token: string | undefined;
}

/**
 * What DynamoDB documents under "Transaction conflict handling": a member of TransactWriteItems, a PutItem,
 * UpdateItem or DeleteItem conflicts with an ongoing TransactWriteItems that includes its item; a member of
 * TransactGetItems conflicts with those and with every other ongoing write. GetItem, Query and batches are
 * never refused. No exception is documented for ConditionCheck: preparing one takes the item as a write
 * does, so two checks of one item conflict.
 */
export function createContention(): Contention {
  const flights = new Set<Flight>();
  let conflicts = 0;
  return {
    get conflicts() {
      return conflicts;
    },
    async during(call, act) {
      const items = actionsOf(call).map(itemOf);
      const flight = { operation: call.operation, items, token: call.input?.ClientRequestToken };
      if (isUnderWay(flight, flights)) return inProgress();
      const isBusy = busyAmong(call, items, flights);
      if (isBusy.includes(true)) {
        conflicts++;
        return isTransaction(call)
          ? cancelledBeside(call, 'TransactionConflict', (place) => isBusy[place] === true, act)
          : conflicting();
      }
      flights.add(flight);
      try {
        return await act();
      } finally {
        flights.delete(flight);
      }
    },
  };
}

function isUnderWay({ token }: Flight, flights: Set<Flight>): boolean {
  return token !== undefined && [...flights].some((other) => other.token === token);
}

/** Which of the call's items another call is using; none for a kind of call that is never refused. */
function busyAmong(call: Call, items: string[], flights: Set<Flight>): boolean[] {
  if (!isTransaction(call) && !isSingleWrite(call)) return [];
  return items.map((item) =>
    [...flights].some((flight) => blocks(flight, call) && flight.items.includes(item)),
  );
}

function blocks({ operation }: Flight, call: Call): boolean {
  if (operation === 'TransactWriteItems') return true;
  return call.operation === 'TransactGetItems' && operation !== 'TransactGetItems';
}

/** A Put names its item by the whole item, in which the key has to be found. */
function itemOf({ TableName, Key, Item }: Action): string {
  const table = Object.values(TABLES).find(({ name }) => name === TableName);
  const names =
    table?.schema.KeySchema.map(({ AttributeName }) => AttributeName) ?? Object.keys(Key ?? {}).sort();
  return JSON.stringify([TableName, names.map((name) => (Key ?? Item)?.[name])]);
}
