import { invalidField } from '../payouts/errors.ts';
import type { Position } from '../payouts/position.ts';
import { isKeyText } from '../runtime/text.ts';

/** DynamoDB's limits for the members of a key, in characters. Another service chooses what stands in them. */
const REQUESTED_AT_LENGTH_MAX = 1024;
const ID_LENGTH_MAX = 2048;

/**
 * An opaque, URL-safe cursor for the page after this payout. It names no affiliate, so it never opens another
 * affiliate's list.
 */
export function encodeCursor({ requested_at, payout_id }: Position): string {
  return Buffer.from(JSON.stringify([requested_at, payout_id])).toString('base64url');
}

/** @throws invalid_request for anything that `encodeCursor` does not make, to the letter */
export function decodeCursor(cursor: string): Position {
  const [requested_at, payout_id] = parts(cursor);
  if (isKeyText(requested_at, REQUESTED_AT_LENGTH_MAX) && isKeyText(payout_id, ID_LENGTH_MAX)) {
    const position = { requested_at, payout_id };
    if (encodeCursor(position) === cursor) return position;
  }
  throw invalidField('cursor', 'must be a next_cursor of this list');
}

function parts(cursor: string): unknown[] {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return Array.isArray(parsed) ? parsed : [];
  } catch {
    return [];
  }
}
