import { invalidField } from '../payouts/errors.ts';
import type { Position, SortedBy } from '../payouts/position.ts';
import { isKeyText } from '../runtime/text.ts';

/** DynamoDB's limits for the members of a key, in characters. Another service chooses what stands in them. */
const SORT_KEY_LENGTH_MAX = 1024;
const ID_LENGTH_MAX = 2048;

/**
 * An opaque, URL-safe cursor for the page after this payout. It names no affiliate, so it never opens another
 * affiliate's list, and it says if it is one of a list that is sorted in another way.
 */
export function encodeCursor({ sortedBy, at, payout_id }: Position): string {
  const parts = [at, payout_id, ...(sortedBy === 'requested_at' ? [] : [sortedBy])];
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

/** @throws invalid_request for anything that `encodeCursor` does not make for such a list, to the letter */
export function decodeCursor(cursor: string, sortedBy: SortedBy): Position {
  const [at, payout_id] = partsOf(cursor);
  if (isKeyText(at, SORT_KEY_LENGTH_MAX) && isKeyText(payout_id, ID_LENGTH_MAX)) {
    const position = { sortedBy, at, payout_id };
    if (encodeCursor(position) === cursor) return position;
  }
  throw invalidField('cursor', 'must be a next_cursor of this list');
}

function partsOf(cursor: string): unknown[] {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(parsed)) return parsed;
  } catch {
    // No cursor of ours is anything but JSON.
  }
  return [];
}
