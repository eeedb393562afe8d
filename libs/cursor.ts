import { invalidField } from './errors.ts';

/** A place in a list that is ordered by time and id: the last payout that was shown. */
export interface Position {
  requested_at: string;
  payout_id: string;
}

/** Longer than any id or time on record, and within DynamoDB's limit for a sort key. */
const PART_LENGTH_MAX = 128;

/** An opaque, URL-safe cursor for the page after this payout. It names no affiliate, so it opens nobody else's list. */
export function encodeCursor({ requested_at, payout_id }: Position): string {
  return Buffer.from(JSON.stringify([requested_at, payout_id])).toString('base64url');
}

/** @throws invalid_request for anything that `encodeCursor` did not make */
export function decodeCursor(cursor: string): Position {
  const [requested_at, payout_id, ...rest] = parts(cursor);
  if (!isPart(requested_at) || !isPart(payout_id) || rest.length > 0) {
    throw invalidField('cursor', 'is not a next_cursor of this list');
  }
  return { requested_at, payout_id };
}

function parts(cursor: string): unknown[] {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return Array.isArray(parsed) ? parsed : [];
  } catch {
    return [];
  }
}

function isPart(value: unknown): value is string {
  return (
    typeof value === 'string' && value.length > 0 && value.length <= PART_LENGTH_MAX && value.isWellFormed()
  );
}
