import { paginateQuery } from '@aws-sdk/lib-dynamodb';
import { isReadable, type Payout } from '../../payouts/payout.ts';
import { DAY_MS } from '../../payouts/time.ts';
import type { Store } from '../engine/client.ts';
import { toRecordedPayout } from './record.ts';

/** What to ask the provider about: what is under way, or what is done and may have come back. */
export type SyncScope = 'processing' | 'completed';

const MINUTE_MS = 60_000;
const REQUESTED_MS_MAX = (35 + 365 + 40) * DAY_MS;

const LONG_AGO = new Date(0).toISOString();

/** When to start asking, when to stop, and how often. */
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
      KeyConditionExpression: '#status = :status AND requested_at >= :since',
      FilterExpression: 'rail = :paypal',
      ExpressionAttributeNames: { '#status': 'status' },
      ExpressionAttributeValues: { ':status': scope, ':paypal': 'paypal', ':since': since(scope, now) },
      Limit: PAGE_SIZE,
    },
  );
  for await (const { Items = [] } of pages) {
    const payouts = Items.map(toRecordedPayout).filter(isReadable);
    yield payouts.filter((payout) => isDue(payout, scope, Date.parse(now)));
  }
}

/**
 * Completed payouts pile up forever. One that was completed lately was asked for at most a schedule and a
 * sync earlier.
 */
function since(scope: SyncScope, now: string): string {
  return scope === 'processing' ? '0' : new Date(Date.parse(now) - REQUESTED_MS_MAX).toISOString();
}

function isDue(payout: Payout, scope: SyncScope, nowMs: number): boolean {
  const { ageMsMin, ageMsMax, everyMs } = RULES[scope];
  const sinceMs = Date.parse(payout.history.at(-1)?.at ?? payout.requested_at ?? LONG_AGO);
  const checkedMs = Date.parse(payout.provider?.checked_at ?? LONG_AGO);
  // Measured by the last answer, not by today: days on which PayPal could not be asked do not count.
  const isOver = checkedMs - sinceMs > ageMsMax;
  return nowMs - sinceMs >= ageMsMin && !isOver && nowMs - checkedMs >= everyMs;
}
