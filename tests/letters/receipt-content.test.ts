import { describe, expect, it } from 'vitest';
import { PAYOUT_STATUSES, type Payout, requireReadable } from '../../libs/payouts/payout.ts';
import { receiptNumber } from '../../libs/payouts/receipt-number.ts';
import { receiptOf } from '../../libs/receipt/content.ts';
import { toPayout } from '../../libs/store/payouts/record.ts';
import { COMPANY, completed, step } from './sample-receipt.ts';

const NUMBER = 'R-0A1B2C3D4E5F';

/** A record as the store reads it. */
const readable = (record: object): Payout => requireReadable(toPayout(record as Record<string, unknown>));

describe('what a receipt says', () => {
  it('is everything about the payment', () => {
    expect(receiptOf(completed({ notes: 'For May.' }), COMPANY)).toStrictEqual({
      number: NUMBER,
      company: { name: COMPANY.name, addressLines: [] },
      amount: '$1,250.00',
      payee: 'ada@example.com',
      method: 'PayPal',
      payoutId: '7d9f2c5e-51d4-4f0e-9a35-0a1b2c3d4e5f',
      transactionId: '8AB12345CD678901E',
      datedAt: '2026-03-04T10:30:00.000Z',
      completed: '4 March 2026, 10:30 UTC',
      dates: [
        { label: 'Requested', date: '28 February 2026, 23:59 UTC' },
        { label: 'Released', date: '2 March 2026, 12:00 UTC' },
        { label: 'Payment started', date: '3 March 2026, 09:00 UTC' },
        { label: 'Completed', date: '4 March 2026, 10:30 UTC' },
      ],
      notes: 'For May.',
    });
  });

  it.each([
    [1, '$0.01'],
    [10, '$0.10'],
    [99_999, '$999.99'],
    [100_000, '$1,000.00'],
    [123_456_789, '$1,234,567.89'],
    [Number.MAX_SAFE_INTEGER, '$90,071,992,547,409.91'],
  ])('writes %i cents as %s', (amount, written) =>
    expect(receiptOf(completed({ amount }), COMPANY).amount).toBe(written),
  );

  it('writes Zelle with a capital letter', () =>
    expect(receiptOf(completed({ payment_method: 'zelle' }), COMPANY).method).toBe('Zelle'));

  it.each([
    ['1 Main St\nSpringfield', ['1 Main St', 'Springfield']],
    ['1 Main St\r\n\r\nSpringfield\r\n', ['1 Main St', 'Springfield']],
    ['1 Main St; Springfield, IL;', ['1 Main St', 'Springfield, IL']],
    [' ; ', []],
  ])('has a line for each part of the address %j', (address, lines) =>
    expect(receiptOf(completed(), { ...COMPANY, address }).company.addressLines).toStrictEqual(lines),
  );

  it('is the same document whenever it is made, also of a record without any time', () => {
    const record = { payout_id: 'p', affiliate_id: 'a', amount: 1000, status: 'completed' };
    const { datedAt, completed: at } = receiptOf(readable(record), COMPANY);
    expect([datedAt, at]).toStrictEqual(['1970-01-01T00:00:00.000Z', 'date not on record']);
  });

  it('keeps its day when the details are corrected, and shows the last correction', () => {
    const corrected = ['2026-04-01T08:00:00.000Z', '2026-05-01T08:00:00.000Z'].map((at) =>
      step('completed', at),
    );
    const history = [...completed().history, ...corrected];
    const [, processed_at = ''] = corrected.map(({ at }) => at);
    const { datedAt, dates, ...receipt } = receiptOf(completed({ history, processed_at }), COMPANY);
    expect(receipt.completed).toBe('4 March 2026, 10:30 UTC');
    expect(datedAt).toBe('2026-03-04T10:30:00.000Z');
    expect(dates.slice(3)).toStrictEqual([
      { label: 'Completed', date: '4 March 2026, 10:30 UTC' },
      { label: 'Details corrected', date: '1 May 2026, 08:00 UTC' },
    ]);
  });

  it.each([
    ['4 March 2026, 10:30 UTC', completed().processed_at],
    ['date not on record', undefined],
  ])('dates the completion by another service, whose details we corrected: %s', (date, processed_at) => {
    const { at: _, ...untimed } = step('completed', 'gap');
    const history = [
      ...completed().history.slice(0, 3),
      untimed,
      step('completed', '2026-04-01T08:00:00.000Z'),
    ];
    const receipt = receiptOf({ ...completed({ history }), processed_at } as Payout, COMPANY);
    expect(receipt.completed).toBe(date);
    expect(receipt.dates.slice(3)).toStrictEqual([
      { label: 'Completed', date },
      { label: 'Details corrected', date: '1 April 2026, 08:00 UTC' },
    ]);
  });

  it('shows what a record of the old service has', () => {
    const { history: _, transaction_id: __, processed_at: ___, ...old } = completed();
    const date = '28 February 2026, 23:59 UTC';
    const receipt = receiptOf(readable(old), COMPANY);
    const dates = [{ label: 'Requested', date }];
    const datedAt = '2026-02-28T23:59:59.999Z';
    expect(receipt).toMatchObject({ completed: 'date not on record', datedAt, dates });
    expect(receipt).not.toHaveProperty('transactionId');
    expect(receipt).not.toHaveProperty('notes');
  });

  it('has no notes if they are blank', () =>
    expect(receiptOf(completed({ notes: ' \n' }), COMPANY)).not.toHaveProperty('notes'));

  it('says so if there is no destination on record', () => {
    const { payment_email: _, payment_method: __, ...old } = completed();
    const unknown = { payee: 'not on record', method: 'not on record' };
    expect(receiptOf(readable(old), COMPANY)).toMatchObject(unknown);
  });

  it('says that the date is not on record if the time on record is not a time', () => {
    const { history: _, ...old } = completed({ requested_at: 'last May' });
    const undated = { label: 'Requested', date: 'date not on record' };
    expect(receiptOf(readable(old), COMPANY).dates[0]).toStrictEqual(undated);
  });
});

describe('the number of a receipt', () => {
  it.each([
    ['7d9f2c5e-51d4-4f0e-9a35-0a1b2c3d4e5f', NUMBER],
    ['payout_1700000000_ab12cd', 'R-000000AB12CD'],
    ['p-1', 'R-P1'],
    ['"\r\n; ../💸', 'R-'],
  ])('of %j can be part of a file name', (id, number) => expect(receiptNumber(id)).toBe(number));
});

describe('a payout that is not completed', () => {
  it.each(PAYOUT_STATUSES.filter((status) => status !== 'completed'))('has no receipt: %s', (status) => {
    const payout: Payout = completed({ status });
    expect(() => receiptOf(payout, COMPANY)).toThrow(
      expect.objectContaining({ code: 'invalid_transition', details: { status, action: 'receipt' } }),
    );
  });
});
