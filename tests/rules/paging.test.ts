import { describe, expect, it } from 'vitest';
import { cursorAfter, type ListQuery, limitOf, listRequestOf } from '../../libs/http/paging.ts';
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
