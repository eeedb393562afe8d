import { invalidField } from '../payouts/errors.ts';

/** A place in a list that is ordered by time and id: the last payout that was shown. */
export interface Position {
  requested_at: string;
  payout_id: string;
}

/** A time as any service has written it, and an id; both far below DynamoDB's limits. */
const TIME = /^\d{4}-\d\d-\d\d[T ][0-9:.+Z -]{1,40}$/;
const ID = /^[!-~]{1,128}$/;

/** An opaque, URL-safe cursor for the page after this payout. It names no affiliate, so it opens nobody else's list. */
export function encodeCursor({ requested_at, payout_id }: Position): string {
  return Buffer.from(JSON.stringify([requested_at, payout_id])).toString('base64url');
}

/** @throws invalid_request for anything that `encodeCursor` does not make, to the letter */
export function decodeCursor(cursor: string): Position {
  const [requested_at, payout_id] = parts(cursor);
  if (isText(requested_at, TIME) && isText(payout_id, ID)) {
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

/** Never by `String`, which fails for an object that has a `toString` of its own. */
function isText(value: unknown, form: RegExp): value is string {
  return typeof value === 'string' && form.test(value);
}
