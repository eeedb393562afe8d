import { setTimeout as sleep } from 'node:timers/promises';
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { SEARCH_KEYS } from '../../payouts/search-keys.ts';
import { AFFILIATE_MEMBERS } from '../affiliates.ts';
import type { Store } from '../engine/client.ts';
import { untilSettled } from '../engine/retry.ts';
import { TABLES } from '../engine/tables.ts';

/** The tables that an audit reads from end to end. */
export type AuditedTable = 'affiliates' | 'balances' | 'payouts';

/** Some records to the letter, the one to go on after (null after the last), and what reading them cost. */
export interface RecordPage {
  items: Record<string, unknown>[];
  next: string | null;
  units: number;
}

/** How a table is read. */
export interface Reading {
  after?: string | undefined;
  /** As many read units in a second at most. */
  unitsPerSecond?: number | undefined;
}

/** Small enough that the time that is left is looked at often. */
const PAGE_SIZE = 500;

/** What an audit looks at. The rest of a record is not sent, though it is paid for. */
const READ: Record<AuditedTable, string[]> = {
  affiliates: AFFILIATE_MEMBERS,
  balances: ['affiliate_id', 'committed', 'paid', 'held', 'payout_count', 'marked'],
  payouts: [
    'payout_id',
    'affiliate_id',
    'amount',
    'status',
    'requested_at',
    'processed_at',
    'scheduled_for',
    'schedule',
    'payment_method',
    'payment_email',
    'transaction_id',
    'affiliate_status',
    'counted_amount',
    // What searches find a payout by, and what that depends on besides.
    'history',
    ...SEARCH_KEYS,
  ],
};

/** The name of a table's key. */
export function keyOf(table: AuditedTable): string {
  return TABLES[table].schema.KeySchema[0]?.AttributeName ?? '';
}

/** The records of a table in the database's own order. For work that no caller waits for. */
export async function* pagesOfRecords(
  store: Store,
  table: AuditedTable,
  { after, unitsPerSecond }: Reading,
): AsyncGenerator<RecordPage> {
  const key = keyOf(table);
  let next: string | null | undefined = after;
  do {
    const page = await readPage(store, table, next ? { [key]: next } : undefined);
    next = page.next;
    yield page;
    if (unitsPerSecond !== undefined && next !== null) await sleep((page.units / unitsPerSecond) * 1000);
  } while (next !== null);
}

/** The first records of a table: what they cost tells what all of them will. */
export function sampleOf(store: Store, table: AuditedTable): Promise<RecordPage> {
  return readPage(store, table, undefined);
}

async function readPage(
  store: Store,
  table: AuditedTable,
  start: Record<string, string> | undefined,
): Promise<RecordPage> {
  const names = READ[table];
  const {
    Items = [],
    LastEvaluatedKey,
    ConsumedCapacity,
  } = await untilSettled(store, () =>
    store.db.send(
      new ScanCommand({
        TableName: store.tables[table],
        ProjectionExpression: names.map((name) => `#${name}`).join(', '),
        ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
        Limit: PAGE_SIZE,
        ReturnConsumedCapacity: 'TOTAL',
        ...(start && { ExclusiveStartKey: start }),
      }),
    ),
  );
  return {
    items: Items,
    next: LastEvaluatedKey?.[keyOf(table)] ?? null,
    units: ConsumedCapacity?.CapacityUnits ?? 0,
  };
}
