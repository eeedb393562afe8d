import { describe, expect, it } from 'vitest';
import type { Affiliate } from '../../libs/payouts/affiliate.ts';
import type { RecordedPayout } from '../../libs/payouts/payout.ts';
import { requireOverride, standingWarnings, type Warning, warningsOf } from '../../libs/payouts/warnings.ts';

const NOW = '2026-03-01T12:00:00.000Z';
const LATER = '2026-03-01T12:00:00.001Z';
const OPEN_MS_MAX = 35 * 24 * 60 * 60_000;
const HOME = { payment_method: 'zelle', payment_email: 'ada@example.com' } as const;

/** An active affiliate who has earned $100.00, except for these facts. */
const affiliateWith = (facts: Partial<Affiliate> = {}): Affiliate => ({
  affiliate_id: 'a',
  user_id: 'u',
  status: 'active',
  total_earned: 10_000,
  maturing: [],
  record: {},
  ...HOME,
  ...facts,
});

/** A pending payout of $10.00 to the address on record, except for these facts. */
const payoutWith = (facts: Partial<RecordedPayout> = {}) =>
  ({
    payout_id: 'p',
    affiliate_id: 'a',
    amount: 1000,
    status: 'pending',
    history: [],
    ...HOME,
    ...facts,
  }) as RecordedPayout;

const startedMsAgo = (ms: number) => {
  const at = new Date(Date.parse(NOW) - ms).toISOString();
  return [{ id: 's', status: 'processing', at, by: 'u', role: 'admin' } as const];
};

describe('the warnings about an affiliate', () => {
  it.each<[string, Affiliate | undefined, number | undefined, Warning[]]>([
    ['all is well', affiliateWith(), 10_000, []],
    ['there is no row', affiliateWith({ total_earned: 0 }), undefined, []],
    ['there is no record', undefined, 99_999, ['affiliate_missing']],
    ['the account is closed', affiliateWith({ status: 'banned' }), 0, ['affiliate_inactive']],
    ['one cent is not covered', affiliateWith(), 10_001, ['not_covered']],
    ['both', affiliateWith({ status: 'banned' }), 10_001, ['affiliate_inactive', 'not_covered']],
    ['the earnings cannot be read', affiliateWith({ total_earned: null }), 0, ['not_covered']],
    ['what matures cannot be read', affiliateWith({ maturing: null }), 0, ['not_covered']],
    [
      'a part has not matured',
      affiliateWith({ maturing: [{ amount: 1, available_at: LATER }] }),
      10_000,
      ['not_covered'],
    ],
    ['that part has matured', affiliateWith({ maturing: [{ amount: 1, available_at: NOW }] }), 10_000, []],
  ])('if %s', (_, affiliate, committed, warnings) => {
    const row = committed === undefined ? undefined : { committed };
    expect(standingWarnings({ affiliate, row }, NOW)).toStrictEqual(warnings);
    expect(warningsOf(payoutWith(), { affiliate, row }, NOW)).toStrictEqual(warnings);
  });
});

describe('the warnings about a payout', () => {
  const underWay = { rail: 'paypal', status: 'processing' } as const;

  it.each<[string, Partial<RecordedPayout>, Warning[]]>([
    ['goes to the address on record, in capitals', { payment_email: 'ADA@example.com' }, []],
    ['goes to another address', { payment_email: 'eve@example.com' }, ['destination_changed']],
    ['goes by another way', { payment_method: 'paypal' }, ['destination_changed']],
    ['does not say where it goes', { payment_method: undefined, payment_email: undefined } as never, []],
    ['says only by which way it goes', { payment_email: undefined } as never, ['destination_changed']],
    ['says only to which address', { payment_method: undefined } as never, ['destination_changed']],
    ['has a status that nobody knows', { status: 'unknown' }, ['unknown_status']],
    ['cannot be read', { amount: null }, ['unreadable']],
    ['is with PayPal for 35 days', { ...underWay, history: startedMsAgo(OPEN_MS_MAX) }, []],
    ['is there for longer', { ...underWay, history: startedMsAgo(OPEN_MS_MAX + 1) }, ['undecided']],
    ['is there since nobody knows when', underWay, []],
    [
      'was there, and is completed',
      { ...underWay, status: 'completed', history: startedMsAgo(2 * OPEN_MS_MAX) },
      [],
    ],
    ['is paid by hand for longer', { status: 'processing', history: startedMsAgo(2 * OPEN_MS_MAX) }, []],
  ])('that %s', (_, facts, warnings) => {
    const standing = { affiliate: affiliateWith(), row: { committed: 0 } };
    expect(warningsOf(payoutWith(facts), standing, NOW)).toStrictEqual(warnings);
  });

  it.each<[Partial<Affiliate>, Warning[]]>([
    [{ payment_method: 'zelle' }, ['destination_changed']],
    [{ payment_email: 'ada@example.com' }, ['destination_changed']],
    [{}, ['destination_changed']],
  ])('say that it goes elsewhere if the record has only %j', (destination, warnings) => {
    const { payment_method: _, payment_email: __, ...bare } = affiliateWith();
    const standing = { affiliate: { ...bare, ...destination }, row: undefined };
    expect(warningsOf(payoutWith(), standing, NOW)).toStrictEqual(warnings);
  });

  it('are none if neither it nor the record says to which address', () => {
    const { payment_email: _, ...affiliate } = affiliateWith();
    const { payment_email: __, ...payout } = payoutWith();
    expect(warningsOf(payout, { affiliate, row: undefined }, NOW)).toStrictEqual([]);
  });

  it('say that another affiliate was paid at its address, which needs no override', () => {
    const standing = { affiliate: affiliateWith(), row: { committed: 0 }, isShared: true };
    expect(warningsOf(payoutWith(), standing, NOW)).toStrictEqual(['destination_shared']);
    expect(warningsOf(payoutWith(), { ...standing, isShared: false }, NOW)).toStrictEqual([]);
    expect(standingWarnings(standing, NOW)).toStrictEqual([]);
  });

  it('are told in one order', () => {
    const worst = payoutWith({ status: 'unknown', amount: null, payment_email: 'eve@example.com' } as never);
    const standing = {
      affiliate: affiliateWith({ status: 'banned', total_earned: 0 }),
      row: { committed: 1 },
      isShared: true,
    };
    expect(warningsOf(worst, standing, NOW)).toStrictEqual([
      'destination_changed',
      'destination_shared',
      'affiliate_inactive',
      'not_covered',
      'unknown_status',
      'unreadable',
    ]);
  });
});

describe('a start', () => {
  const BLOCKING: Warning[] = ['affiliate_missing', 'affiliate_inactive', 'not_covered'];
  const OTHERS: Warning[] = [
    'destination_changed',
    'destination_shared',
    'unknown_status',
    'undecided',
    'unreadable',
  ];

  it.each(BLOCKING)('with %s needs an override, and names nothing else', (warning) => {
    const warnings: Warning[] = ['destination_changed', warning];
    expect(() => requireOverride(warnings, undefined)).toThrowError(
      expect.objectContaining({ code: 'needs_override', details: { warnings: [warning] } }),
    );
    expect(() => requireOverride([...BLOCKING], undefined)).toThrow(
      'This payout has warnings: affiliate_missing, affiliate_inactive, not_covered. To start it all the same, say why in override.',
    );
    expect(() => requireOverride(warnings, 'Agreed.')).not.toThrow();
  });

  it.each(BLOCKING)('with %s is only excused by an override that is about it', (warning) => {
    const others = BLOCKING.filter((other) => other !== warning);
    expect(() => requireOverride([warning], 'Agreed.', others)).toThrow();
    expect(() => requireOverride([warning], 'Agreed.', [warning, 'undecided'])).not.toThrow();
    expect(() => requireOverride([warning], undefined, [warning])).toThrow();
  });

  it('needs none with any other warning', () =>
    expect(() => requireOverride(OTHERS, undefined)).not.toThrow());
});
