import { addCounters, type Counters, countPayout, NO_PAYOUTS } from '../../payouts/balance.ts';
import { contributionOfMark, countedAs } from '../../payouts/mark.ts';
import { isReadable, type Payout, type RecordedPayout } from '../../payouts/payout.ts';
import { chunksOf } from '../../runtime/chunks.ts';
import type { Store } from '../engine/client.ts';
import { MARKS_ARE_SEEN, ROW_IS_NEW } from '../engine/conditions.ts';
import { AGAIN, untilSettled } from '../engine/retry.ts';
import { type Reason, transact, type Write } from '../engine/transaction.ts';
import { marking } from '../payouts/marking.ts';
import { pagesOfRecords } from '../payouts/payouts-of.ts';
import { toRecordedPayout } from '../payouts/record.ts';
import { getBalanceRow } from './balance-row.ts';

/** DynamoDB takes 100 items in one transaction, and one of them is the row. */
const MARKED_AT_ONCE = 99;

/** What the marks of an affiliate's payouts come to, and the payouts that cannot be counted. */
interface Opening {
  counters: Counters;
  unreadable: string[];
  /** How many payouts with a mark are in it. */
  seen: number;
}

const NOTHING: Opening = { counters: NO_PAYOUTS, unreadable: [], seen: 0 };

/**
 * Opens the balance row with the payouts on record, unless another call opens it meanwhile. It first marks
 * each payout as counted, and then adds up what the marks say: a payout that is moved after it was marked is
 * counted again by `adoptPayout`, and never twice. An opener that has not seen what another one has marked
 * opens nothing. Cut short, it goes on when it is called again.
 * @returns the counters that this call opened it with; undefined if it did not
 * @throws try_again
 */
export async function openBalanceRow(store: Store, affiliateId: string): Promise<Counters | undefined> {
  const opening = await markPayouts(store, affiliateId);
  if (!opening) return undefined;
  const { counters, unreadable, seen } = opening;
  const Put = {
    TableName: store.tables.balances,
    Item: {
      affiliate_id: affiliateId,
      ...counters,
      ...(unreadable.length > 0 && { unreadable: new Set(unreadable) }),
    },
    ConditionExpression: `${ROW_IS_NEW} AND ${MARKS_ARE_SEEN}`,
    ExpressionAttributeValues: { ':seen': seen },
  };
  return (await transact(store, [{ Put }])) === undefined ? counters : undefined;
}

/**
 * Sees to it that the affiliate has a balance row, also if others open it at the same moment.
 * @returns what a row that this call opened counts
 * @throws try_again
 */
export async function ensureBalanceRow(
  store: Store,
  affiliateId: string,
): Promise<{ row: 'opened' | 'present'; counted: Counters }> {
  return untilSettled(store, async () => {
    if (await getBalanceRow(store, affiliateId)) return { row: 'present', counted: NO_PAYOUTS };
    const counted = await openBalanceRow(store, affiliateId);
    return counted ? { row: 'opened', counted } : AGAIN;
  });
}

/** @returns undefined if another call has opened the row meanwhile */
async function markPayouts(store: Store, affiliateId: string): Promise<Opening | undefined> {
  let opening = NOTHING;
  for await (const payouts of pagesOfRecords(store, affiliateId)) {
    // One after the other: each writes to the row, and would be in the way of the others.
    for (const chunk of chunksOf(payouts, MARKED_AT_ONCE)) {
      const counted = await countTogether(store, affiliateId, chunk);
      if (!counted) return undefined;
      opening = addOpenings(opening, counted);
    }
  }
  return opening;
}

/** Marks the payouts that have no mark yet, and adds up what the marks of all of them say. */
async function countTogether(
  store: Store,
  affiliateId: string,
  payouts: RecordedPayout[],
): Promise<Opening | undefined> {
  let left = payouts;
  let opening = NOTHING;
  const isNew = await untilSettled(store, async () => {
    const settled = left.filter((payout) => countedAs(payout) || !isReadable(payout));
    opening = settled.map((payout) => openingOf(payout, affiliateId)).reduce(addOpenings, opening);
    const unmarked = left.filter(isReadable).filter((payout) => !countedAs(payout));
    left = unmarked;
    if (unmarked.length === 0) return true;
    const writes = unmarked.map((payout) => marking(store, payout));
    const reasons = await transact(store, [...writes, noting(store, affiliateId, unmarked.length)]);
    if (reasons?.at(-1)?.conditionFailed) return false;
    if (reasons) {
      left = stillHere(unmarked, reasons, affiliateId);
      return AGAIN;
    }
    const counters = unmarked.reduce(countPayout, opening.counters);
    opening = { ...opening, counters, seen: opening.seen + unmarked.length };
    return true;
  });
  return isNew ? opening : undefined;
}

/** Notes in the row that is not open yet how many payouts are marked for it. */
function noting({ tables }: Store, affiliate_id: string, count: number): Write {
  const Update = {
    TableName: tables.balances,
    Key: { affiliate_id },
    UpdateExpression: 'ADD marked :count',
    ConditionExpression: ROW_IS_NEW,
    ExpressionAttributeValues: { ':count': count },
  };
  return { Update };
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
  const isHere = counted?.affiliateId === affiliateId;
  return {
    counters: isHere ? contributionOfMark(counted) : NO_PAYOUTS,
    seen: isHere ? 1 : 0,
    unreadable: isReadable(payout) ? [] : [payout.payout_id],
  };
}

function addOpenings(one: Opening, other: Opening): Opening {
  return {
    counters: addCounters(one.counters, other.counters),
    unreadable: [...one.unreadable, ...other.unreadable],
    seen: one.seen + other.seen,
  };
}
