import { paginateQuery, type QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import type { PayoutStatus, RecordedPayout } from '../../payouts/payout.ts';
import type { Store } from '../engine/client.ts';
import { getPayouts } from './get-payouts.ts';
import { BANK } from './note-mismatch.ts';
import { toRecordedPayout } from './record.ts';

/** Some payouts, and whether these are all. */
export interface Some {
  payouts: RecordedPayout[];
  isComplete: boolean;
}

/** The payouts of one status, the newest first, at most so many, with what a summary needs of them. */
export async function payoutsWithStatus(store: Store, status: PayoutStatus, limit: number): Promise<Some> {
  const { items, isComplete } = await read(store, limit, {
    IndexName: 'status-payouts-index',
    KeyConditionExpression: '#status = :status',
    ProjectionExpression:
      'payout_id, affiliate_id, amount, #status, payment_method, affiliate_status, counted_amount, rail, history',
    ExpressionAttributeNames: { '#status': 'status' },
    ExpressionAttributeValues: { ':status': status },
  });
  return { payouts: items.map(toRecordedPayout), isComplete };
}

/** The payouts that have failed since this time, or came back, the latest first, at most so many. */
export async function failedSince(store: Store, since: string, limit: number): Promise<Some> {
  const { items, isComplete } = await read(store, limit, {
    IndexName: 'ended-payouts-index',
    KeyConditionExpression: 'ended_as = :failed AND ended_at >= :since',
    ExpressionAttributeValues: { ':failed': 'failed', ':since': since },
  });
  return { payouts: await fetch(store, items), isComplete };
}

/** The payouts that the bank contradicted since this time, the latest first, at most so many. */
export async function mismatchesSince(store: Store, since: string, limit: number): Promise<Some> {
  const { items, isComplete } = await read(store, limit, {
    IndexName: 'mismatch-payouts-index',
    KeyConditionExpression: 'mismatch = :bank AND mismatch_at >= :since',
    ExpressionAttributeValues: { ':bank': BANK, ':since': since },
  });
  return { payouts: await fetch(store, items), isComplete };
}

type Item = Record<string, unknown>;

async function read(
  { db, tables }: Store,
  limit: number,
  query: Omit<QueryCommandInput, 'TableName'>,
): Promise<{ items: Item[]; isComplete: boolean }> {
  const items: Item[] = [];
  const input = { TableName: tables.payouts, ScanIndexForward: false, Limit: limit + 1, ...query };
  for await (const { Items = [] } of paginateQuery({ client: db }, input)) {
    items.push(...Items);
    if (items.length > limit) break;
  }
  return { items: items.slice(0, limit), isComplete: items.length <= limit };
}

/** The payouts of these keys, in their order. */
async function fetch(store: Store, items: Item[]): Promise<RecordedPayout[]> {
  const ids = items.map(({ payout_id }) => String(payout_id));
  const payouts = await getPayouts(store, ids);
  return ids.map((id) => payouts.get(id)).filter((payout) => payout !== undefined);
}
