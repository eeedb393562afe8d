/** What the payouts of a list are sorted by, newest first. */
export type SortedBy = 'requested_at' | 'ended_at';

/**
 * A place in a list, by keyset pagination: what the last payout that was looked at is sorted by, to the
 * letter.
 */
export interface Position {
  sortedBy: SortedBy;
  at: string;
  payout_id: string;
}
