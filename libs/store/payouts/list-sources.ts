import { orderOf, type PayoutFilter, type TimeRange } from '../../payouts/filter.ts';
import { markOf } from '../../payouts/mark.ts';
import { ENDS, PAYOUT_STATUSES, type PayoutStatus } from '../../payouts/payout.ts';
import type { SortedBy } from '../../payouts/position.ts';
import { getBalanceRow } from '../balances/balance-row.ts';
import type { Store } from '../engine/client.ts';

/** One partition of an index, in which payouts stand by a time. */
export interface Partition {
  index: string;
  key: string;
  value: string;
  /** Set if the partition also holds other payouts, which the database skips. */
  onlyStatuses?: readonly PayoutStatus[];
}

/** Where the payouts of a list are read from. */
export interface Source {
  partitions: Partition[];
  sortedBy: SortedBy;
  /** The part of each partition that is read, by the text that it is sorted by. */
  range: TimeRange;
  /** Whether the index has no more than the keys, so that the payouts must be fetched. */
  isKeysOnly: boolean;
  /** Whether it has what the filter asks for, and nothing else. */
  isExact: boolean;
}

/** What can be searched for, by the index that has it; the first one that is asked for has the fewest. */
const SEARCHES = [
  { member: 'receiptNumber', index: 'receipt-payouts-index', name: 'search_receipt' },
  { member: 'transactionId', index: 'transaction-payouts-index', name: 'search_transaction' },
  { member: 'email', index: 'email-payouts-index', name: 'search_email' },
] as const;

/**
 * The source that has the fewest payouts besides those that match. A list by the time of the end is read from
 * the ends, which are in its order.
 */
export async function sourceOf(store: Store, filter: PayoutFilter): Promise<Source> {
  const { affiliateId, statuses } = filter;
  const sortedBy = orderOf(filter);
  if (sortedBy === 'ended_at') {
    const ends = ENDS.filter((end) => statuses?.includes(end) ?? true);
    const partitions = ends.map((value) => ({ index: 'ended-payouts-index', key: 'ended_as', value }));
    const range = filter.ended ?? {};
    return { partitions, sortedBy, range, isKeysOnly: true, isExact: covers(filter, 'ended', 'statuses') };
  }
  const facts = { sortedBy, range: keyRangeOf(filter.requested) };
  const key = SEARCHES.find(({ member }) => filter[member] !== undefined);
  if (key) {
    const { index, name, member } = key;
    const partition = { index, key: name, value: filter[member] ?? '' };
    return {
      ...facts,
      partitions: [partition],
      isKeysOnly: true,
      isExact: covers(filter, 'requested', member),
    };
  }
  const isExact = covers(filter, 'requested', 'statuses', 'affiliateId');
  const partitions =
    affiliateId === undefined
      ? partitionsOf(statuses ?? PAYOUT_STATUSES)
      : await partitionsOfAffiliate(store, affiliateId, { statuses, isExact });
  return { ...facts, partitions, isKeysOnly: false, isExact };
}

/** Whether the filter asks for nothing but these. */
function covers(filter: PayoutFilter, ...members: (keyof PayoutFilter)[]): boolean {
  return Object.keys(filter).every((member) => members.includes(member as keyof PayoutFilter));
}

function partitionsOf(statuses: readonly PayoutStatus[]): Partition[] {
  return statuses.map((value) => ({ index: 'status-payouts-index', key: 'status', value }));
}

/**
 * Until the balance row is opened, what the old service left is in no partition by status, and must be
 * skipped one by one.
 */
async function partitionsOfAffiliate(
  store: Store,
  affiliateId: string,
  { statuses, isExact }: { statuses: readonly PayoutStatus[] | undefined; isExact: boolean },
): Promise<Partition[]> {
  const all = { index: 'affiliate-payouts-index', key: 'affiliate_id', value: affiliateId };
  if (!statuses) return [all];
  if (!(await getBalanceRow(store, affiliateId)))
    return [{ ...all, ...(isExact && { onlyStatuses: statuses }) }];
  return statuses.map((status) => ({
    index: 'affiliate-status-payouts-index',
    key: 'affiliate_status',
    value: markOf({ affiliate_id: affiliateId, status }),
  }));
}

/**
 * The range by the text on record, which another service may have written with fewer digits, or without a
 * time of day: a little more than was asked for.
 */
function keyRangeOf({ from, to }: TimeRange = {}): TimeRange {
  const isMidnight = from?.endsWith('T00:00:00.000Z');
  return {
    ...(from && { from: from.slice(0, isMidnight ? 'yyyy-mm-dd'.length : MINUTE) }),
    ...(to && { to: `${to.slice(0, MINUTE)}~` }),
  };
}

const MINUTE = 'yyyy-mm-ddThh:mm'.length;
