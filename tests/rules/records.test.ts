import { describe, expect, it } from 'vitest';
import { toAffiliate } from '../../libs/store/affiliates.ts';
import { toCents, toPayout } from '../../libs/store/payouts/record.ts';

const MINIMAL = { payout_id: 'p', affiliate_id: 'a', amount: 1000, status: 'pending' };

/** The member that a payout has if the record has this one. */
const read = (member: string, value: unknown): unknown =>
  (toPayout({ ...MINIMAL, [member]: value }) as object as Record<string, unknown>)[member];

describe('an amount on record', () => {
  it.each([
    [1, 1],
    [5000, 5000],
    ['5000', 5000],
    [' 5000 ', 5000],
    ['0005000', 5000],
    [Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
    [String(Number.MAX_SAFE_INTEGER), Number.MAX_SAFE_INTEGER],
    [0, null],
    ['0', null],
    [-5000, null],
    ['-5000', null],
    [50.5, null],
    ['50.00', null],
    ['', null],
    [' ', null],
    ['0x1388', null],
    ['5e3', null],
    ['$50.00', null],
    ['5,000', null],
    ['٥٠٠٠', null],
    [2 ** 53, null],
    ['9007199254740993', null],
    [Number.NaN, null],
    [Number.POSITIVE_INFINITY, null],
    [null, null],
    [undefined, null],
    [true, null],
    [[5000], null],
    [{ N: '5000' }, null],
    [new Set([5000]), null],
  ])('%j is %j cents', (value, cents) => expect(toCents(value)).toBe(cents));
});

describe('a payout on record', () => {
  it.each([
    ['status', 'Completed', 'completed'],
    ['status', ' pending', 'pending'],
    ['status', 'paid', 'unknown'],
    ['status', '', 'unknown'],
    ['status', undefined, 'unknown'],
    ['status', ['pending'], 'unknown'],
    ['status', 'constructor', 'unknown'],
    ['raw_status', undefined, undefined],
    ['payment_method', 'PayPal', 'paypal'],
    ['payment_method', ' ZELLE ', 'zelle'],
    ['payment_method', 'cheque', undefined],
    ['payment_email', 'ada@example.com ', 'ada@example.com'],
    ['payment_email', ' ', undefined],
    ['payment_email', 5, undefined],
    ['raw_payment_method', undefined, undefined],
    ['raw_payment_email', undefined, undefined],
    ['transaction_id', 12345678, '12345678'],
    ['transaction_id', 'T-1', 'T-1'],
    ['transaction_id', null, undefined],
    ['notes', 7, '7'],
    ['notes', ['x'], undefined],
    ['processed_at', '2025-12-21', '2025-12-21T00:00:00.000Z'],
    ['processed_at', 'last May', undefined],
    ['scheduled_for', 'soon', undefined],
    ['schedule', 'later', undefined],
    ['rail', 'stripe', undefined],
    ['provider', 'paypal', undefined],
    ['provider', { status: 'SUCCESS' }, undefined],
    ['provider', null, undefined],
    ['destination_changed', 'true', undefined],
    ['mails', ['requested'], undefined],
    ['counted_amount', '5000', 5000],
    ['counted_amount', -1, undefined],
  ])('with %s %j has %j', (member, value, expected) => expect(read(member, value)).toStrictEqual(expected));

  it.each([
    ['Completed', 'Completed'],
    ['paid', 'paid'],
    [undefined, null],
  ])('keeps the status %j to the letter as %j', (status, raw_status) =>
    expect(toPayout({ ...MINIMAL, status })).toMatchObject({ raw_status }),
  );

  it('keeps an amount in text to the letter', () =>
    expect(toPayout({ ...MINIMAL, amount: ' 1000' })).toMatchObject({ amount: 1000, raw_amount: ' 1000' }));

  it('keeps a destination to the letter', () => {
    const [payment_method, payment_email] = [' PayPal', 'Ada@example.com '];
    expect(toPayout({ ...MINIMAL, payment_method, payment_email })).toMatchObject({
      ...{ payment_method: 'paypal', raw_payment_method: payment_method },
      ...{ payment_email: 'Ada@example.com', raw_payment_email: payment_email },
    });
  });

  it('has nothing that the record does not have', () =>
    expect(toPayout(MINIMAL)).toStrictEqual({
      ...MINIMAL,
      history: [{ id: 'p', status: 'pending', by: 'old-service', role: 'old-service' }],
      is_foreign: true,
    }));

  it.each([undefined, 5, null])('cannot be read if its affiliate_id is %j', (affiliate_id) =>
    expect(toPayout({ ...MINIMAL, affiliate_id })).toMatchObject({ affiliate_id: '', amount: null }),
  );

  const ENTRY = { id: 'p', status: 'pending', by: 'u', role: 'owner' };
  const lacking = Object.keys(ENTRY).map((member): [unknown] => [[ENTRY, { ...ENTRY, [member]: undefined }]]);
  it.each<[unknown]>([['text'], [[]], [{}], [['pending']], [[null]], [[{ id: 1, by: 2 }]], ...lacking])(
    'has a history made from what it says if its history is %j',
    (history) => {
      const times = { requested_at: '2025-01-01', processed_at: '2025-01-02 10:00' };
      const old = { id: 'p', by: 'old-service', role: 'old-service' };
      expect(toPayout({ ...MINIMAL, ...times, status: 'completed', history })).toMatchObject({
        is_foreign: true,
        history: [
          { ...old, status: 'pending', at: '2025-01-01T00:00:00.000Z' },
          { ...old, status: 'completed', at: '2025-01-02T10:00:00.000Z' },
        ],
      });
    },
  );

  it('keeps a history of ours', () => {
    const history = [{ id: 'p', status: 'pending', at: '2025-01-01T00:00:00.000Z', by: 'u', role: 'owner' }];
    const payout = toPayout({ ...MINIMAL, history });
    expect(payout.history).toStrictEqual(history);
    expect(payout).not.toHaveProperty('is_foreign');
  });
});

describe("an affiliate's record", () => {
  const of = (facts: object) => toAffiliate({ affiliate_id: 'a', user_id: 'u', ...facts });

  it.each([
    [{ status: 'Active ' }, { status: 'active' }],
    [{ status: ['active'] }, { status: 'unknown' }],
    [{ status: ' ' }, { status: 'unknown' }],
    [{}, { status: 'unknown', total_earned: 0 }],
    [{ total_earned: '100000' }, { total_earned: 100_000 }],
    [{ total_earned: ' -5 ' }, { total_earned: -5 }],
    [{ total_earned: 100.9 }, { total_earned: 100 }],
    [{ total_earned: -0.5 }, { total_earned: -1 }],
    [{ total_earned: null }, { total_earned: 0 }],
    [{ total_earned: 1e300 }, { total_earned: Number.MAX_SAFE_INTEGER }],
    [{ total_earned: '' }, { total_earned: null }],
    [{ total_earned: '1000.00' }, { total_earned: null }],
    [{ total_earned: [1000] }, { total_earned: null }],
    [{ total_earned: true }, { total_earned: null }],
    [{ maturing: null }, { maturing: [] }],
    [
      { maturing: [{ amount: ' 500 ', available_at: '2026-05-01' }] },
      { maturing: [{ amount: 500, available_at: '2026-05-01T00:00:00.000Z' }] },
    ],
    [{ maturing: [{ amount: '5.00', available_at: '2026-05-01' }] }, { maturing: null }],
    [{ maturing: [{ amount: 500, available_at: 'in May' }] }, { maturing: null }],
    [{ maturing: [{ amount: 500, available_at: '2026-05-01' }, null] }, { maturing: null }],
    [{ maturing: { amount: 500, available_at: '2026-05-01' } }, { maturing: null }],
    [{ payment_method: ' PayPal' }, { payment_method: 'paypal' }],
    [{ payment_email: ' ada@example.com ' }, { payment_email: 'ada@example.com' }],
  ])('with %j has %j', (facts, expected) => expect(of(facts)).toMatchObject({ ...expected, record: facts }));

  it.each([{ payment_method: 'cheque' }, { payment_email: 'ada' }, { payment_email: 'ada@localhost' }])(
    'has no destination from %j',
    (facts) => {
      expect(of(facts)).not.toHaveProperty('payment_method');
      expect(of(facts)).not.toHaveProperty('payment_email');
    },
  );

  it('is undefined without a record', () => expect(toAffiliate(undefined)).toBeUndefined());
});
