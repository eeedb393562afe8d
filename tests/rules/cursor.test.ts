import { describe, expect, it } from 'vitest';
import { decodeCursor, encodeCursor } from '../../libs/http/cursor.ts';
import { cursorAfterRun, runPositionOf } from '../../libs/http/run-cursor.ts';
import { PayoutError } from '../../libs/payouts/errors.ts';
import type { SortedBy } from '../../libs/payouts/position.ts';

const AT = '2026-03-01T12:00:00.000Z';

/** What is not made by `encodeCursor`, but looks like it. */
const cursorOf = (parts: unknown) => Buffer.from(JSON.stringify(parts)).toString('base64url');

/** The position that a cursor names, or how it is refused. */
const verdictOn = (cursor: string, sortedBy: SortedBy = 'requested_at') =>
  endOf(() => decodeCursor(cursor, sortedBy));

function endOf(decode: () => object) {
  try {
    return decode();
  } catch (error) {
    if (error instanceof PayoutError) return [error.code, error.details];
    throw error;
  }
}

const REFUSED = [
  'invalid_request',
  { fields: [{ path: 'cursor', message: 'must be a next_cursor of this list' }] },
];

describe('a cursor', () => {
  it.each<[SortedBy, string]>([
    ['requested_at', 'WyIyMDI2LTAzLTAxVDEyOjAwOjAwLjAwMFoiLCJQIl0'],
    ['ended_at', 'WyIyMDI2LTAzLTAxVDEyOjAwOjAwLjAwMFoiLCJQIiwiZW5kZWRfYXQiXQ'],
  ])('of a list by %s stays what it is, so that those in the hands of callers work', (sortedBy, cursor) => {
    const position = { sortedBy, at: AT, payout_id: 'P' };
    expect(encodeCursor(position)).toBe(cursor);
    expect(verdictOn(cursor, sortedBy)).toStrictEqual(position);
  });

  it.each([
    ['1024 characters as time', 'a'.repeat(1024), 'P'],
    ['2048 characters as id', AT, 'a'.repeat(2048)],
  ])('may have %s', (_, at, payout_id) =>
    expect(verdictOn(cursorOf([at, payout_id]))).toStrictEqual({ sortedBy: 'requested_at', at, payout_id }),
  );

  it.each<[string, unknown]>([
    ['1025 characters as time', ['a'.repeat(1025), 'P']],
    ['2049 characters as id', [AT, 'a'.repeat(2049)]],
    ['no id', [AT]],
    ['an empty id', [AT, '']],
    ['a number as id', [AT, 7]],
    ['an empty time', ['', 'P']],
    ['null as time', [null, 'P']],
    ['one part too many', [AT, 'P', 'x']],
    ['the other order', [AT, 'P', 'ended_at']],
    ['its own order', [AT, 'P', 'requested_at']],
    ['the parts of an object', { 0: AT, 1: 'P' }],
    ['null', null],
    ['text', 'ab'],
  ])('is refused with %s', (_, parts) => expect(verdictOn(cursorOf(parts))).toStrictEqual(REFUSED));

  it.each([
    ['nothing', ''],
    ['what is not JSON', 'abc'],
    ['padding at its end', `${cursorOf([AT, 'PP'])}=`],
    ['a space between its parts', Buffer.from(`["${AT}", "P"]`).toString('base64url')],
  ])('is refused if it is %s', (_, cursor) => expect(verdictOn(cursor)).toStrictEqual(REFUSED));
});

describe('a cursor of runs', () => {
  const position = { run_id: 'R', created_at: AT };
  const verdictOnRuns = (cursor: string) => endOf(() => runPositionOf(cursor));

  it('stays what it is, so that those in the hands of callers work', () => {
    const cursor = 'WyJydW4iLCIyMDI2LTAzLTAxVDEyOjAwOjAwLjAwMFoiLCJSIl0';
    expect(cursorAfterRun(position)).toBe(cursor);
    expect(verdictOnRuns(cursor)).toStrictEqual(position);
    expect(cursorAfterRun(undefined)).toBeNull();
  });

  it.each([1, 128])('may have %i characters as time and as id', (length) => {
    const text = 'a'.repeat(length);
    expect(verdictOnRuns(cursorOf(['run', text, text]))).toStrictEqual({ run_id: text, created_at: text });
  });

  it.each<[string, unknown]>([
    ['129 characters as time', ['run', 'a'.repeat(129), 'R']],
    ['129 characters as id', ['run', AT, 'a'.repeat(129)]],
    ['no id', ['run', AT]],
    ['an empty id', ['run', AT, '']],
    ['an empty time', ['run', '', 'R']],
    ['one part too many', ['run', AT, 'R', 'x']],
    ['another tag', ['runs', AT, 'R']],
    ['the parts of a payout', [AT, 'R']],
    ['the parts of an object', { 0: 'run', 1: AT, 2: 'R' }],
    ['null', null],
  ])('is refused with %s', (_, parts) => expect(verdictOnRuns(cursorOf(parts))).toStrictEqual(REFUSED));

  it.each([
    ['nothing', ''],
    ['what is not JSON', 'abc'],
    ['padding at its end', `${cursorOf(['run', AT, 'RR'])}=`],
  ])('is refused if it is %s', (_, cursor) => expect(verdictOnRuns(cursor)).toStrictEqual(REFUSED));
});
