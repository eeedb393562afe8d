import { paginateQuery } from '@aws-sdk/lib-dynamodb';
import { addCounters, type Counters, countPayout, NO_PAYOUTS } from '../../payouts/balance.ts';
import { contributionOfMark, countedAs } from '../../payouts/mark.ts';
import { isReadable, type Payout, type RecordedPayout } from '../../payouts/payout.ts';
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
 * Opens the balance row with the payouts on record, unless another call opens it meanwhile. It first marks
 * each payout as counted, and then adds up what the marks say: a payout that is moved after it was marked is
 * counted again by
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
      ProjectionExpression:
        'payout_id, affiliate_id, affiliate_status, counted_amount, #status, amount, requested_at',
      ExpressionAttributeNames: { '#status': 'status' },
      ExpressionAttributeValues: { ':affiliate': affiliateId },
    },
  );
  let opening: Opening = { counters: NO_PAYOUTS, unreadable: [] };
  for await (const { Items = [] } of pages) {
    const chunks = chunksOf(Items.map(toRecordedPayout));
    const openings = await inParallel(chunks, (chunk) => countTogether(store, affiliateId, chunk));
    opening = openings.reduce(addOpenings, opening);
  }
  return opening;
}

/** Marks the payouts that have no mark yet, and adds up what the marks of all of them say. */
async function countTogether(store: Store, affiliateId: string, payouts: RecordedPayout[]): Promise<Opening> {
  let left = payouts;
  let opening: Opening = { counters: NO_PAYOUTS, unreadable: [] };
  await untilSettled(store, async () => {
    const settled = left.filter((payout) => countedAs(payout) || !isReadable(payout));
    opening = settled.map((payout) => openingOf(payout, affiliateId)).reduce(addOpenings, opening);
    const unmarked = left.filter(isReadable).filter((payout) => !countedAs(payout));
    left = unmarked;
    if (unmarked.length === 0) return true;
    const reasons = await transact(
      store,
      unmarked.map((payout) => marking(store, payout)),
    );
    if (reasons) {
      left = stillHere(unmarked, reasons, affiliateId);
      return AGAIN;
    }
    opening = { ...opening, counters: unmarked.reduce(countPayout, opening.counters) };
    return true;
  });
  return opening;
}

/**
 * A payout whose condition failed was marked or changed since it was read: it is looked at again as it is
 * now.
 */
function stillHere(payouts: Payout[], reasons: Reason[], affiliateId: string): RecordedPayout[] {
  return payouts.flatMap((payout, index) => {
    const { conditionFailed = false, item } = reasons[index] ?? {};
    if (!conditionFailed) return payout;
    const current = item && toRecordedPayout(item);
    return current?.affiliate_id === affiliateId ? current : [];
  });
}

/** A payout that moved here from another affiliate is counted there until it is adopted. */
function openingOf(payout: RecordedPayout, affiliateId: string): Opening {
  const counted = countedAs(payout);
  return {
    counters: counted?.affiliateId === affiliateId ? contributionOfMark(counted) : NO_PAYOUTS,
    unreadable: isReadable(payout) ? [] : [payout.payout_id],
  };
}

function addOpenings(one: Opening, other: Opening): Opening {
  return {
    counters: addCounters(one.counters, other.counters),
    unreadable: [...one.unreadable, ...other.unreadable],
  };
}

function chunksOf<Item>(items: Item[]): Item[][] {
  const count = Math.ceil(items.length / TRANSACTION_ITEMS_MAX);
  return Array.from({ length: count }, (_, index) =>
    items.slice(index * TRANSACTION_ITEMS_MAX, (index + 1) * TRANSACTION_ITEMS_MAX),
  );
}
