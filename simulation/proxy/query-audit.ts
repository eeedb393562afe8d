import { TABLES } from '../../libs/store/engine/tables.ts';
import type { Call, Json } from './call.ts';
import { actionsOf } from './dynamodb.ts';
import type { Answer } from './target.ts';

/** Looks at calls as they pass, and keeps what no user's path may do. */
export interface Watch {
  /** A call came in, in the form in which the caller sent it. */
  asked(call: Call): void;
  /** The caller got this answer, whole. */
  answered(call: Call, answer: Answer): void;
  /**
   * A sentence for each kind of violation so far, and for each kind of query whose next page was not asked
   * for yet.
   */
  violations(): string[];
}

const MONEY: readonly string[] = [TABLES.payouts.name, TABLES.balances.name];
const WRITES: readonly string[] = ['Put', 'Update', 'Delete'];

/** A watch that has seen nothing yet. */
export function createWatch(): Watch {
  const found = new Set<string>();
  const leftOff = new Map<string, string>();
  return {
    asked(call) {
      for (const sentence of [...judgeScan(call), ...judgeMoneyWrites(call)]) found.add(sentence);
      leftOff.delete(pageOf(call.input ?? {}));
    },
    answered(call, { status, body }) {
      if (status !== 200 || call.operation !== 'Query') return;
      const next = nextPageOf(call, JSON.parse(body.toString()));
      if (next) leftOff.set(next, judgePaging(call));
    },
    violations: () => [...new Set([...found, ...leftOff.values()])],
  };
}

/** A Scan reads, and pays for, what belongs to everybody. */
export function judgeScan({ operation, input }: Call): string[] {
  return operation === 'Scan' ? [`Scan reads all of ${input?.TableName}.`] : [];
}

/** Payouts and balances are written in transactions, each write under a condition: what else is a race. */
export function judgeMoneyWrites(call: Call): string[] {
  const { operation } = call;
  return actionsOf(call)
    .filter(({ kind, TableName }) => WRITES.includes(kind) && MONEY.includes(TableName))
    .flatMap(({ kind, TableName, ConditionExpression }) => {
      if (operation !== 'TransactWriteItems')
        return [`${operation} writes to ${TableName} outside a transaction.`];
      return ConditionExpression
        ? []
        : [`TransactWriteItems has a ${kind} without a condition on ${TableName}.`];
    });
}

/**
 * The page that must be asked for after this answer, in a form that compares; undefined if there is
 * none. A caller that asked with a Limit wants one page and may stop.
 */
export function nextPageOf({ input = {} }: Call, { LastEvaluatedKey }: Json): string | undefined {
  if (!LastEvaluatedKey || input.Limit !== undefined) return undefined;
  return pageOf({ ...input, ExclusiveStartKey: LastEvaluatedKey });
}

function judgePaging({ input = {} }: Call): string {
  return `Query of ${input.IndexName ?? input.TableName} stopped before its last page.`;
}

function pageOf(input: Json): string {
  const { TableName, IndexName, KeyConditionExpression, ExpressionAttributeValues, ExclusiveStartKey } =
    input;
  const maps = [ExpressionAttributeValues, ExclusiveStartKey].map((map: Json = {}) =>
    Object.entries(map).sort(),
  );
  return JSON.stringify([TableName, IndexName, KeyConditionExpression, ...maps]);
}
