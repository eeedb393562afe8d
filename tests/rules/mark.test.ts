import { describe, expect, it } from 'vitest';
import { NO_PAYOUTS } from '../../libs/payouts/balance.ts';
import {
  adjustmentsFor,
  contributionOfMark,
  countedAs,
  isCounted,
  marksOf,
} from '../../libs/payouts/mark.ts';
import type { Payout } from '../../libs/payouts/payout.ts';
import { payoutWith } from './sample-payout.ts';

/** The mark of a payout that is counted as pending, with $10.00. */
const PENDING = { affiliate_status: 'pending#a', counted_amount: 1000 };

const change = (committed: number, paid: number, payout_count: number) => ({
  committed,
  paid,
  held: committed - paid,
  payout_count,
});

describe('what a mark says', () => {
  it.each<[string | undefined, object | undefined]>([
    ['pending#a', { status: 'pending', affiliateId: 'a', amount: 1000 }],
    ['unknown#a', { status: 'unknown', affiliateId: 'a', amount: 1000 }],
    ['failed#a#1', { status: 'failed', affiliateId: 'a#1', amount: 1000 }],
    [undefined, undefined],
    ['', undefined],
    ['pending', undefined],
    ['pending!', undefined],
    ['#a', undefined],
    ['paid#a', undefined],
    ['Pending#a', undefined],
  ])('%s is counted as %j', (affiliate_status, counted) =>
    expect(countedAs(payoutWith(affiliate_status === undefined ? {} : { affiliate_status }))).toStrictEqual(
      counted,
    ),
  );

  it('is what is written with it', () => {
    const marks = { affiliate_status: 'pending#a', counted_amount: 1000 };
    expect(marksOf(payoutWith())).toStrictEqual(marks);
    expect(isCounted(payoutWith(marks))).toBe(true);
  });

  it('holds nothing if neither it nor the record says how much', () => {
    const spoilt = { ...payoutWith({ affiliate_status: 'pending#a' }), amount: null };
    const counted = countedAs(spoilt);
    expect(counted).toStrictEqual({ status: 'pending', affiliateId: 'a', amount: null });
    expect(counted && contributionOfMark(counted)).toStrictEqual(NO_PAYOUTS);
  });
});

describe('the change that counts a payout as what it is', () => {
  it.each<[string, Partial<Payout>]>([
    ['its mark is its status and its amount', PENDING],
    ['an older mark does not say how much', { affiliate_status: 'pending#a' }],
    [
      'its status is unknown, and its mark says so',
      { ...PENDING, status: 'unknown', affiliate_status: 'unknown#a' },
    ],
  ])('is none if %s', (_, facts) => {
    expect(isCounted(payoutWith(facts))).toBe(true);
    expect(adjustmentsFor(payoutWith(facts))).toStrictEqual([]);
  });

  it.each<[string, Partial<Payout>, object]>([
    ['it has no mark', {}, change(1000, 0, 1)],
    ['it has no mark and is completed', { status: 'completed' }, change(1000, 1000, 1)],
    ['it has no mark and is failed', { status: 'failed' }, change(0, 0, 1)],
    ['it was completed', { ...PENDING, status: 'completed' }, change(0, 1000, 0)],
    ['it was failed', { ...PENDING, status: 'failed' }, change(-1000, 0, 0)],
    ['it was cancelled', { ...PENDING, status: 'cancelled' }, change(-1000, 0, 0)],
    ['it was started', { ...PENDING, status: 'processing' }, change(0, 0, 0)],
    ['its status is unknown now', { ...PENDING, status: 'unknown' }, change(0, 0, 0)],
    [
      'it was unknown and is failed',
      { ...PENDING, affiliate_status: 'unknown#a', status: 'failed' },
      change(-1000, 0, 0),
    ],
    ['it had failed and is pending again', { ...PENDING, affiliate_status: 'failed#a' }, change(1000, 0, 0)],
    [
      'it was completed and is pending again',
      { ...PENDING, affiliate_status: 'completed#a' },
      change(0, -1000, 0),
    ],
    ['its amount grew', { ...PENDING, amount: 3000 }, change(2000, 0, 0)],
    [
      'its amount shrank and it was paid',
      { ...PENDING, amount: 400, status: 'completed' },
      change(-600, 400, 0),
    ],
  ])('moves one row if %s', (_, facts, expected) => {
    expect(isCounted(payoutWith(facts))).toBe(false);
    expect(adjustmentsFor(payoutWith(facts))).toStrictEqual([{ affiliateId: 'a', change: expected }]);
  });

  it('moves two rows if the payout went to another affiliate, at what each counts', () =>
    expect(
      adjustmentsFor(payoutWith({ affiliate_status: 'completed#b', counted_amount: 700 })),
    ).toStrictEqual([
      { affiliateId: 'a', change: change(1000, 0, 1) },
      { affiliateId: 'b', change: change(-700, -700, -1) },
    ]));
});
