import { paginateQuery } from '@aws-sdk/lib-dynamodb';
import {
  addCounters,
  type Counters,
  contributionOf,
  countPayout,
  NO_PAYOUTS,
} from '../../payouts/balance.ts';
import { countedAs } from '../../payouts/mark.ts';
import { isReadable, type Payout } from '../../payouts/payout.ts';
import { inParallel } from '../../runtime/concurrency.ts';
import type { Store } from '../engine/client.ts';
import { ROW_IS_NEW } from '../engine/conditions.ts';
import { AGAIN, untilSettled } from '../engine/retry.ts';
import { type Reason, transact } from '../engine/transaction.ts';
import { marking } from '../payouts/marking.ts';
import { toRecordedPayout } from '../payouts/record.ts';
import { getBalanceRow } from './balance-row.ts';

/** As many items as DynamoDB takes in one transaction. */
const TRANSACTION_ITEMS_MAX = 100;

/** What the marks of an affiliate's payouts come to, and the payouts that cannot be counted. */
interface Opening {
  counters: Counters;
  unreadable: string[];
}

/**
 * Opens the balance row with the payouts on record, unless another call opens it meanwhile. It first marks each payout
 * as counted, and then adds up what the marks say: a payout that is moved after it was marked is counted again by
 * `adoptPayout`, and never twice. Cut short, it goes on when it is called again.
 * @returns whether this call opened it
 * @throws try_again
 */
export async function openBalanceRow(store: Store, affiliateId: string): Promise<boolean> {
  const { counters, unreadable } = await markPayouts(store, affiliateId);
  const Put = {
    TableName: store.tables.balances,
    Item: {
      affiliate_id: affiliateId,
      ...counters,
      ...(unreadable.length > 0 && { unreadable: new Set(unreadable) }),
    },
    ConditionExpression: ROW_IS_NEW,
  };
  return (await transact(store, [{ Put }])) === undefined;
}

/**
 * Sees to it that the affiliate has a balance row, also if others open it at the same moment.
 * @throws try_again
 */
export async function ensureBalanceRow(store: Store, affiliateId: string): Promise<'opened' | 'present'> {
  return untilSettled(store, async () => {
    if (await getBalanceRow(store, affiliateId)) return 'present';
    return (await openBalanceRow(store, affiliateId)) ? 'opened' : AGAIN;
  });
}

async function markPayouts(store: Store, affiliateId: string): Promise<Opening> {
  const pages = paginateQuery(
    { client: store.db },
    {
      TableName: store.tables.payouts,
      IndexName: 'affiliate-payouts-index',
      KeyConditionExpression: 'affiliate_id = :affiliate',
      ProjectionExpression: 'payout_id, affiliate_id, affiliate_status, #status, amount, requested_at',
      ExpressionAttributeNames: { '#status': 'status' },
      ExpressionAttributeValues: { ':affiliate': affiliateId },
    },
  );
  const opening: Opening = { counters: NO_PAYOUTS, unreadable: [] };
  for await (const { Items = [] } of pages) {
    const payouts = Items.map(toRecordedPayout);
    opening.unreadable.push(...payouts.filter((each) => !isReadable(each)).map(({ payout_id }) => payout_id));
    const chunks = chunksOf(payouts.filter(isReadable));
    const sums = await inParallel(chunks, (chunk) => countTogether(store, affiliateId, chunk));
    opening.counters = sums.reduce((sum, counters) => addCounters(sum, counters), opening.counters);
  }
  return opening;
}

/** Marks the payouts that have no mark yet, and adds up what the marks of all of them say. */
async function countTogether(store: Store, affiliateId: string, payouts: Payout[]): Promise<Counters> {
  let left = payouts;
  let sum = NO_PAYOUTS;
  await untilSettled(store, async () => {
    const marked = left.filter(countedAs);
    const unmarked = left.filter((payout) => !countedAs(payout));
    sum = marked.reduce((counters, payout) => addCounters(counters, byMark(payout, affiliateId)), sum);
    left = unmarked;
    if (unmarked.length === 0) return true;
    const writes = unmarked.map((payout) => marking(store, payout));
    const reasons = await transact(store, writes);
    if (reasons) {
      left = stillHere(unmarked, reasons, affiliateId);
      return AGAIN;
    }
    sum = unmarked.reduce(countPayout, sum);
    return true;
  });
  return sum;
}

/** A payout whose condition failed was marked or moved since it was read: it is looked at again as it is now. */
function stillHere(payouts: Payout[], reasons: Reason[], affiliateId: string): Payout[] {
  return payouts.flatMap((payout, index) => {
    const { conditionFailed = false, item } = reasons[index] ?? {};
    if (!conditionFailed) return payout;
    const current = item && toRecordedPayout(item);
    return current?.affiliate_id === affiliateId && isReadable(current) ? current : [];
  });
}

/** A payout that moved here from another affiliate is counted there until it is adopted. */
function byMark(payout: Payout, affiliateId: string): Counters {
  const counted = countedAs(payout);
  return counted?.affiliateId === affiliateId ? contributionOf(counted.status, payout.amount) : NO_PAYOUTS;
}

function chunksOf<Item>(items: Item[]): Item[][] {
  const count = Math.ceil(items.length / TRANSACTION_ITEMS_MAX);
  return Array.from({ length: count }, (_, index) =>
    items.slice(index * TRANSACTION_ITEMS_MAX, (index + 1) * TRANSACTION_ITEMS_MAX),
  );
}
