import { ENDS, type EndStatus, type RecordedPayout, type RecordedStatus, type SearchKeys } from './payout.ts';
import { receiptNumber } from './receipt-number.ts';

/** Far below DynamoDB's limits for the keys of an index, of 2048 and 1024 bytes. */
const KEY_BYTES_MAX = 512;

/** The names of the search keys. */
export const SEARCH_KEYS = [
  'search_email',
  'search_transaction',
  'search_receipt',
  'paid_to',
  'ended_as',
  'ended_at',
] as const satisfies (keyof SearchKeys)[];

/** The search keys that the payout should have, by what its record says. What no index can hold has none. */
export function searchKeysOf(payout: RecordedPayout): SearchKeys {
  const email = keyOf(payout.payment_email?.toLowerCase());
  const transaction = keyOf(payout.transaction_id?.trim());
  const end = endOf(payout);
  return {
    ...(email && { search_email: email }),
    ...(transaction && { search_transaction: transaction }),
    ...(wasStarted(payout) && { search_receipt: receiptNumber(payout.payout_id) }),
    ...(email && keyOf(payout.affiliate_id) && wasCompleted(payout) && { paid_to: email }),
    ...(end && { ended_as: end.status, ended_at: end.at }),
  };
}

/** Whether the payout has exactly the search keys that it should have. */
export function isFiled(payout: RecordedPayout): boolean {
  const wanted = searchKeysOf(payout);
  return SEARCH_KEYS.every((name) => payout[name] === wanted[name]);
}

/** The payout with the search keys that it should have, and no others. */
export function filed<Recorded extends RecordedPayout>(payout: Recorded): Recorded {
  const others = Object.entries(payout).filter(([name]) => !SEARCH_KEYS.some((key) => key === name));
  return { ...Object.fromEntries(others), ...searchKeysOf(payout) } as Recorded;
}

/** How a payout ended, and when; undefined if it did not, or if the record does not say when. */
export function endOf({
  status,
  processed_at,
}: Pick<RecordedPayout, 'status' | 'processed_at'>): { status: EndStatus; at: string } | undefined {
  const end = ENDS.find((known) => known === status);
  return end && processed_at !== undefined ? { status: end, at: processed_at } : undefined;
}

/** Whether the payout was completed at some time, also if the money has come back since. */
export function wasCompleted({ status, history }: Pick<RecordedPayout, 'status' | 'history'>): boolean {
  return status === 'completed' || history.some((entry) => entry.status === 'completed');
}

/**
 * Whether the payout was started at some time: from then on its receipt's number stands in files, and at last
 * on its receipt.
 */
function wasStarted({ status, history }: Pick<RecordedPayout, 'status' | 'history'>): boolean {
  const isOn = (each: RecordedStatus) => each === 'processing' || each === 'completed';
  return isOn(status) || history.some((entry) => isOn(entry.status));
}

/** The text, if it can be a search key, or stand beside one. */
export function keyOf(text: string | undefined): string | undefined {
  const bytes = new TextEncoder().encode(text).length;
  return bytes > 0 && bytes <= KEY_BYTES_MAX ? text : undefined;
}
