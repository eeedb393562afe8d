import { invalidField } from '../payouts/errors.ts';
import type { Run } from '../payouts/runs/run.ts';
import { isKeyText } from '../runtime/text.ts';

type Position = Pick<Run, 'run_id' | 'created_at'>;

/** Tells it from the cursor of a list of payouts. */
const TAG = 'run';

const LENGTH_MAX = 128;

/** An opaque, URL-safe cursor for the page after this run; null after the last one. */
export function cursorAfterRun(next: Position | undefined): string | null {
  return next ? encode(next) : null;
}

/** @throws invalid_request for anything that is not a `next_cursor` of this list, to the letter */
export function runPositionOf(cursor: string): Position {
  const [, created_at, run_id] = parts(cursor);
  if (isKeyText(created_at, LENGTH_MAX) && isKeyText(run_id, LENGTH_MAX)) {
    const position = { run_id, created_at };
    if (encode(position) === cursor) return position;
  }
  throw invalidField('cursor', 'must be a next_cursor of this list');
}

function encode({ created_at, run_id }: Position): string {
  return Buffer.from(JSON.stringify([TAG, created_at, run_id])).toString('base64url');
}

function parts(cursor: string): unknown[] {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return Array.isArray(parsed) ? parsed : [];
  } catch {
    return [];
  }
}
