import { describe, expect, it } from 'vitest';
import { cursorAfter, type ListQuery, limitOf, listRequestOf } from '../../libs/http/paging.ts';
import { cursorAfterRun, runPositionOf } from '../../libs/http/run-cursor.ts';
import type { PayoutFilter } from '../../libs/payouts/filter.ts';

const NO_TIME = 'must be a date or a time that exists';
const fieldsOf = (fields: object[]) =>
  expect.objectContaining({ code: 'invalid_request', details: { fields } });

describe('a query', () => {
  it.each<[ListQuery, PayoutFilter]>([
    [{}, {}],
    [{ affiliate_id: 'a' }, { affiliateId: 'a' }],
    [{ status: 'completed,pending' }, { statuses: ['pending', 'completed'] }],
    [{ payment_method: 'zelle' }, { method: 'zelle' }],
    [{ payment_email: 'Ann@Example.com' }, { email: 'ann@example.com' }],
    [{ transaction_id: 'T-a' }, { transactionId: 'T-a' }],
    [{ receipt_number: 'r-1a' }, { receiptNumber: 'R-1A' }],
    [{ from: '2026-03-01' }, { requested: { from: '2026-03-01T00:00:00.000Z' } }],
    [{ to: '2026-03-01' }, { requested: { to: '2026-03-01T23:59:59.999Z' } }],
    [
      { ended_from: '2026-03-01T12:00:00+02:00', ended_to: '2026-03-01T10:00:00Z' },
      { ended: { from: '2026-03-01T10:00:00.000Z', to: '2026-03-01T10:00:00.000Z' } },
    ],
  ])('%j asks for %j', (query, filter) => {
    expect(listRequestOf(query)).toStrictEqual({ limit: 100, filter });
  });

  it.each<[ListQuery, object[]]>([
    [{ from: '2026-02-30' }, [{ path: 'from', message: NO_TIME }]],
    [{ to: '2026-03-01T25:00:00Z' }, [{ path: 'to', message: NO_TIME }]],
    [{ from: '2026-03-02', to: '2026-03-01' }, [{ path: 'to', message: 'must not be before from' }]],
    [
      { from: 'x', ended_from: '2026-03-01T00:00:00.001Z', ended_to: '2026-03-01T00:00:00Z' },
      [
        { path: 'from', message: NO_TIME },
        { path: 'ended_to', message: 'must not be before ended_from' },
      ],
    ],
  ])('%j is refused, with each member at fault', (query, fields) => {
    expect(() => listRequestOf(query)).toThrow(fieldsOf(fields));
  });

  it.each([
    [undefined, 100],
    ['7', 7],
  ])('with limit %j asks for %d', (limit, number) => {
    expect(limitOf(limit === undefined ? {} : { limit })).toBe(number);
  });

  it('goes on where the cursor of a list in its order says', () => {
    const after = { sortedBy: 'ended_at', at: '2026-03-01T00:00:00.000Z', payout_id: 'p' } as const;
    const cursor = String(cursorAfter(after));
    expect(listRequestOf({ cursor, ended_to: '2026-03-01' }).after).toStrictEqual(after);
    const fields = [{ path: 'cursor', message: 'must be a next_cursor of this list' }];
    expect(() => listRequestOf({ cursor })).toThrow(fieldsOf(fields));
  });

  it('is not to go on after the last page', () => expect(cursorAfter(undefined)).toBeNull());
});

describe('the cursor of a list of runs', () => {
  const position = { run_id: 'r-1', created_at: '2026-03-01T00:00:00.000Z' };
  const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

  it('leads back to its place', () => {
    expect(runPositionOf(String(cursorAfterRun(position)))).toStrictEqual(position);
    expect(cursorAfterRun(undefined)).toBeNull();
  });

  it.each([
    ['that is longest', ['run', 'x'.repeat(128), 'y'.repeat(128)]],
    ['that is shortest', ['run', 'x', 'y']],
  ])('%s is read', (_, parts) => {
    expect(runPositionOf(encoded(parts))).toStrictEqual({ created_at: parts[1], run_id: parts[2] });
  });

  it.each([
    ['of another list', encoded(['payout', 'x', 'y'])],
    ['with one part more', encoded(['run', 'x', 'y', 'z'])],
    ['without its run', encoded(['run', 'x'])],
    ['with an empty time', encoded(['run', '', 'y'])],
    ['with an empty run', encoded(['run', 'x', ''])],
    ['with a time too long', encoded(['run', 'x'.repeat(129), 'y'])],
    ['with a run too long', encoded(['run', 'x', 'y'.repeat(129)])],
    ['that is an object', encoded({ 1: 'x', 2: 'y' })],
    ['that is null', encoded(null)],
    ['that is no JSON', 'nonsense'],
    ['that is written in another way', `${encoded(['run', 'x', 'y'])}=`],
  ])('%s is refused', (_, cursor) => {
    const fields = [{ path: 'cursor', message: 'must be a next_cursor of this list' }];
    expect(() => runPositionOf(cursor)).toThrow(fieldsOf(fields));
  });
});
