import type { PayoutStatus } from '../payouts/payout.ts';
import type { PageRequest } from '../store/payouts/list-payouts.ts';
import { decodeCursor, encodeCursor, type Position } from './cursor.ts';

const LIMIT_DEFAULT = 100;

/** The page that a validated query asks for. @throws invalid_request for a cursor that is none of ours */
export function pageRequestOf(query: {
  limit?: string;
  cursor?: string;
  status?: PayoutStatus;
}): PageRequest {
  const { limit, cursor, status } = query;
  return {
    limit: Number(limit ?? LIMIT_DEFAULT),
    ...(status && { status }),
    ...(cursor && { after: decodeCursor(cursor) }),
  };
}

/** The `next_cursor` of a page: null on the last one. */
export function cursorAfter(next: Position | undefined): string | null {
  return next ? encodeCursor(next) : null;
}
