import { paginateQuery } from '@aws-sdk/lib-dynamodb';
import { historyOf, type Payout } from '../payouts.ts';
import type { Store } from './client.ts';

/** What to ask the provider about: what is under way, or what is done and may have come back. */
export type SyncScope = 'processing' | 'completed';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** Since when a payout must have its status to be asked about, until when, and how often at most. */
const RULES = {
  processing: { ageMsMin: 10 * MINUTE_MS, ageMsMax: Number.POSITIVE_INFINITY, everyMs: 5 * MINUTE_MS },
  completed: { ageMsMin: 0, ageMsMax: 35 * DAY_MS, everyMs: 20 * 60 * MINUTE_MS },
};

/** Small enough that the time that is left is looked at often. */
const PAGE_SIZE = 100;

/** The PayPal payouts whose turn it is to be asked about, oldest requests first, a page at a time. */
export async function* pagesToSync(store: Store, scope: SyncScope, now: string): AsyncGenerator<Payout[]> {
  const pages = paginateQuery(
    { client: store.db },
    {
      TableName: store.tables.payouts,
      IndexName: 'status-payouts-index',
      KeyConditionExpression: '#status = :status',
      FilterExpression: 'payment_method = :paypal',
      ExpressionAttributeNames: { '#status': 'status' },
      ExpressionAttributeValues: { ':status': scope, ':paypal': 'paypal' },
      Limit: PAGE_SIZE,
    },
  );
  for await (const { Items = [] } of pages) {
    yield (Items as Payout[]).filter((payout) => isDue(payout, scope, Date.parse(now)));
  }
}

function isDue(payout: Payout, scope: SyncScope, nowMs: number): boolean {
  const { ageMsMin, ageMsMax, everyMs } = RULES[scope];
  const ageMs = nowMs - Date.parse(historyOf(payout).at(-1)?.at ?? payout.requested_at);
  const askedMs = nowMs - Date.parse(payout.provider?.checked_at ?? new Date(0).toISOString());
  const wasSent = scope === 'processing' || payout.provider !== undefined;
  return wasSent && ageMs >= ageMsMin && ageMs <= ageMsMax && askedMs >= everyMs;
}
