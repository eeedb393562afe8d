import { BatchWriteCommand, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { buildOpenBalances } from '../functions/workers/open-balances.ts';
import { buildReconcile } from '../functions/workers/reconcile.ts';
import type { Counters } from '../libs/payouts/balance.ts';
import type { ReconcileReport } from '../libs/payouts/reconciliation.ts';
import { ensureBalanceRow } from '../libs/store/balances/open-balance.ts';
import { pagesOfAffiliates } from '../libs/store/scan-affiliates.ts';
import type { ReconcileOrder } from '../schemas/requests/reconcile.ts';
import { metricLines } from './alarms.ts';
import { contextOf } from './call.ts';
import { logLines } from './log-lines.ts';
import type { World } from './world.ts';

/** Enough time for one page, and too little for a second. */
export const ONE_PAGE_MS = 20_000;

/** The time limit of a run on Lambda. */
const ALL_PAGES_MS = 900_000;

export const reconcile = (world: World, event: ReconcileOrder = {}, remainingMs = ALL_PAGES_MS) =>
  buildReconcile(world)(event, contextOf({ remainingMs }));

export const openBalances = (world: World, event: { after?: string } = {}, remainingMs = ALL_PAGES_MS) =>
  buildOpenBalances(world)(event, contextOf({ remainingMs }));

/** Opens the balance rows of all affiliates. */
export async function openRows({ store }: World): Promise<void> {
  for await (const { affiliateIds } of pagesOfAffiliates(store, 'affiliates', {})) {
    await Promise.all(affiliateIds.map((id) => ensureBalanceRow(store, id)));
  }
}

/** The report of a reconciliation without differences. */
export const allWell = (checked: number): ReconcileReport => ({
  checked,
  moving: 0,
  failed: 0,
  differences: [],
  next: null,
});

/** Overwrites counters of a row, which the service never does. `undefined` removes one. */
export async function spoil({ store }: World, affiliate_id: string, counters: object): Promise<void> {
  const entries = Object.entries(counters);
  const clause = (verb: string, texts: string[]) => (texts.length > 0 ? `${verb} ${texts.join(', ')}` : '');
  const set = entries.filter(([, value]) => value !== undefined);
  const removed = entries.filter(([, value]) => value === undefined).map(([name]) => name);
  await store.db.send(
    new UpdateCommand({
      TableName: store.tables.balances,
      Key: { affiliate_id },
      UpdateExpression: `${clause(
        'SET',
        set.map(([name]) => `${name} = :${name}`),
      )} ${clause('REMOVE', removed)}`,
      ...(set.length > 0 && {
        ExpressionAttributeValues: Object.fromEntries(set.map(([name, value]) => [`:${name}`, value])),
      }),
    }),
  );
}

/** Puts balance rows on record, unchanged. */
export async function addRows(
  { store }: World,
  rows: (Counters & { affiliate_id: string })[],
): Promise<void> {
  for (let start = 0; start < rows.length; start += 25) {
    const puts = rows.slice(start, start + 25).map((Item) => ({ PutRequest: { Item } }));
    await store.db.send(new BatchWriteCommand({ RequestItems: { [store.tables.balances]: puts } }));
  }
}

/** The whole row, or undefined if there is none. */
export async function rowOf({ store }: World, affiliate_id: string) {
  const { Item } = await store.db.send(
    new GetCommand({ TableName: store.tables.balances, Key: { affiliate_id } }),
  );
  return Item;
}

/** The log lines of this event, without their level and event. */
export function logged(level: 'info' | 'warn' | 'error', event: string): object[] {
  const lines = logLines(level);
  return [...lines, ...metricLines()]
    .filter((line) => line.level === level && line.event === event)
    .map(({ level: _level, event: _event, ...fields }) => fields);
}

/** The affiliate whose payouts a command sums, if it is such a query. */
export function summedIn(command: string, input: object): string | undefined {
  const { ExpressionAttributeValues = {} } = input as { ExpressionAttributeValues?: Record<string, string> };
  return command === 'QueryCommand' ? ExpressionAttributeValues[':affiliate'] : undefined;
}
