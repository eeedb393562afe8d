/**
 * A place in a list, by keyset pagination: what the last payout that was shown is sorted by, to the letter.
 */
export interface Position {
  requested_at: string;
  payout_id: string;
}
