import type { PayoutStatus } from '../payouts/payout.ts';
import type { Position } from '../payouts/position.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';

const LIMIT_DEFAULT = 100;

/** A page of a list: how many, which, and where to start. */
interface PageQuery {
  limit: number;
  status?: PayoutStatus;
  after?: Position;
}

/** The page that a validated query asks for. @throws invalid_request for a cursor that is not one of ours */
export function pageRequestOf(query: { limit?: string; cursor?: string; status?: PayoutStatus }): PageQuery {
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
