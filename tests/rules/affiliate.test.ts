import { describe, expect, it } from 'vitest';
import {
  type Affiliate,
  drawableAt,
  hasReadableEarnings,
  isActive,
  requireActive,
  requireAffiliate,
  unusableDetails,
} from '../../libs/payouts/affiliate.ts';

const NOW = '2026-03-01T12:00:00.000Z';
const SOON = '2026-03-01T12:00:00.001Z';

/** An active affiliate who has earned $50.00, except for these facts. */
const affiliateWith = (facts: Partial<Affiliate> = {}): Affiliate => ({
  affiliate_id: 'a',
  user_id: 'u',
  status: 'active',
  total_earned: 5000,
  maturing: [],
  record: {},
  ...facts,
});

const refusal = (code: string, message: string, details?: object) =>
  expect.objectContaining({ code, message, details });

describe('an account', () => {
  it('that is active may ask for payouts', () => {
    const ada = affiliateWith();
    expect(isActive(ada)).toBe(true);
    expect(requireAffiliate(ada)).toBe(ada);
    expect(() => requireActive(ada)).not.toThrow();
  });

  it('that is not active may not, and its owner is told why', () => {
    const closed = affiliateWith({ status: 'closed' });
    const message = 'Payouts need an active affiliate account; this one is closed.';
    expect(isActive(closed)).toBe(false);
    expect(() => requireActive(closed)).toThrowError(
      refusal('affiliate_inactive', message, { status: 'closed' }),
    );
  });

  it('is needed', () =>
    expect(() => requireAffiliate(undefined)).toThrowError(
      refusal('not_an_affiliate', 'This user has no affiliate account.'),
    ));
});

describe('what may be drawn', () => {
  const part = (amount: number, available_at: string) => ({ amount, available_at });

  it.each<[string, Affiliate['maturing'], number]>([
    ['all', [], 5000],
    ['less what is not available yet', [part(1000, SOON), part(300, SOON)], 3700],
    ['all that has become available by now', [part(1000, NOW), part(300, SOON)], 4700],
  ])('is %s', (_, maturing, cents) => {
    expect(hasReadableEarnings(affiliateWith({ maturing }))).toBe(true);
    expect(drawableAt(affiliateWith({ maturing }), NOW)).toBe(cents);
  });

  it.each<Partial<Affiliate>>([{ total_earned: null }, { maturing: null }])(
    'is not known of a record with %j',
    (facts) => {
      expect(hasReadableEarnings(affiliateWith(facts))).toBe(false);
      expect(() => drawableAt(affiliateWith(facts), NOW)).toThrowError(
        expect.objectContaining({ code: 'records_unreadable' }),
      );
    },
  );
});

describe('the details on record that cannot be used', () => {
  const METHOD = { payment_method: 'zelle' } as const;
  const ADDRESS = { payment_email: 'ada@example.com' };

  it.each<[string, Affiliate['record'], Partial<Affiliate>, string[]]>([
    ['none, if there are none', {}, {}, []],
    ['none, if all are usable', { ...METHOD, ...ADDRESS }, { ...METHOD, ...ADDRESS }, []],
    ['none, if they are empty', { payment_method: null, payment_email: '' }, {}, []],
    ['the method', { payment_method: 'cheque', ...ADDRESS }, ADDRESS, ['payment_method']],
    ['the address', { ...METHOD, payment_email: 'ada' }, METHOD, ['payment_email']],
    ['both', { payment_method: 7, payment_email: 0 }, {}, ['payment_method', 'payment_email']],
  ])('are %s', (_, record, usable, members) =>
    expect(unusableDetails(affiliateWith({ record, ...usable }))).toStrictEqual(members),
  );
});
