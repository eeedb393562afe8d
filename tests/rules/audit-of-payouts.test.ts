import { describe, expect, it } from 'vitest';
import { describeValue, whyNoAmount } from '../../libs/payouts/audit/finding.ts';
import { findingsOfPayout } from '../../libs/payouts/audit/of-payout.ts';
import { PAYOUT_STATUSES, WAITING } from '../../libs/payouts/payout.ts';
import { toPayout } from '../../libs/store/payouts/record.ts';
import { OWNER, payout } from '../../testing/good-records.ts';
import type { Item } from '../../testing/other-service.ts';

const LIMITS = { minimum: 1000, maximum: 2_000_000 };
const SCHEDULED = { status: 'scheduled', schedule: WAITING, scheduled_for: '2099-01-01T00:00:00.000Z' };

/** What is found in a payout without faults, but for these facts. */
const foundIn = (facts: Item) => {
  const item = payout({ payout_id: 'p', ...facts });
  const findings = findingsOfPayout(toPayout(item), item, LIMITS);
  return findings.map(({ id, kind, why, attribute }) => [id, kind, why, ...(attribute ? [attribute] : [])]);
};

describe('a value on record', () => {
  it.each([
    [undefined, 'missing'],
    [null, 'null'],
    ['', 'empty text'],
    ['50.00', 'text "50.00"'],
    ['x'.repeat(40), `text "${'x'.repeat(40)}"`],
    ['x'.repeat(41), `text "${'x'.repeat(40)}…"`],
    [50.5, 'the number 50.5'],
    [false, 'false'],
    [[1], 'a list'],
    [new Set(['a']), 'a set'],
    [new Uint8Array(2), 'binary'],
    [{ a: 1 }, 'a map'],
  ])('%j is shown as %s', (value, shown) => expect(describeValue(value)).toBe(shown));
});

describe('an amount on record', () => {
  it.each([
    [undefined, 'missing'],
    ['', 'empty text'],
    [[5000], 'a list'],
    [0, 'the number 0, which is not above zero'],
    [-1, 'the number -1, which is not above zero'],
    [50.5, 'the number 50.5, which is not whole'],
    [2 ** 53, 'the number 9007199254740992, which is too large to be exact'],
    ['0', 'text "0", which is not above zero'],
    [' 00 ', 'text " 00 ", which is not above zero'],
    ['99999999999999999', 'text "99999999999999999", which is too large to be exact'],
    ['5,000', 'text "5,000", which is no whole number'],
    ['$50', 'text "$50", which is no whole number'],
    ['50 USD', 'text "50 USD", which is no whole number'],
  ])('%j is none: %s', (value, why) => expect(whyNoAmount(value)).toBe(why));
});

describe('a payout on record', () => {
  it.each(PAYOUT_STATUSES)('that is %s and has no fault is not named', (status) => {
    expect(foundIn({ ...SCHEDULED, status, processed_at: null })).toStrictEqual([]);
  });

  it.each([1000, 2_000_000])('of %d cents is within the limits', (amount) => {
    expect(foundIn({ amount })).toStrictEqual([]);
  });

  it.each<[string, Item, string[][]]>([
    [
      'without an owner',
      { affiliate_id: undefined },
      [['payout-affiliate-missing', 'affiliate_id is missing', 'affiliate_id']],
    ],
    [
      'whose amount is no number',
      { amount: '$50.00' },
      [['payout-amount-unreadable', 'amount is text "$50.00", which is no whole number', 'amount']],
    ],
    [
      'whose amount is text',
      { amount: '1000', counted_amount: 1000 },
      [['payout-amount-text', 'amount is text "1000"', 'amount']],
    ],
    [
      'below the limits',
      { amount: 999 },
      [['payout-amount-odd', '999 cents ($9.99) is below 1000 cents ($10.00)', 'amount']],
    ],
    [
      'above the limits',
      { amount: 2_000_001 },
      [['payout-amount-odd', '2000001 cents ($20000.01) is above 2000000 cents ($20000.00)', 'amount']],
    ],
    [
      'of an unknown status',
      { status: 'paid', affiliate_status: `unknown#${OWNER}` },
      [['payout-status-unknown', 'status is text "paid"', 'status']],
    ],
    [
      'whose status is written in another way',
      { status: 'FAILED ', affiliate_status: `failed#${OWNER}` },
      [['payout-status-spelling', 'status is text "FAILED "', 'status']],
    ],
    [
      'that no clock finds',
      { ...SCHEDULED, schedule: undefined },
      [
        [
          'payout-unscheduled',
          'schedule is missing, scheduled_for is text "2099-01-01T00:00:00.000Z"',
          'status',
        ],
      ],
    ],
    [
      'that waits for no time',
      { ...SCHEDULED, scheduled_for: undefined },
      [['payout-unscheduled', 'schedule is text "waiting", scheduled_for is missing', 'status']],
    ],
    [
      'that is in no list',
      { requested_at: undefined },
      [['payout-requested-at-missing', 'requested_at is missing', 'requested_at']],
    ],
    [
      'with times that are none',
      { requested_at: 'May', processed_at: 5, scheduled_for: 'soon' },
      [
        ['payout-time-unreadable', 'requested_at is text "May"', 'requested_at'],
        ['payout-time-unreadable', 'processed_at is the number 5', 'processed_at'],
        ['payout-time-unreadable', 'scheduled_for is text "soon"', 'scheduled_for'],
      ],
    ],
    ['that is counted nowhere', { affiliate_status: undefined }, [['payout-mark-missing', 'status failed']]],
    [
      'that is counted with another status',
      { affiliate_status: `pending#${OWNER}`, counted_amount: undefined },
      [
        [
          'payout-mark-differs',
          `counted as pending#${OWNER}, 1000 cents, and is failed#${OWNER}, 1000 cents`,
        ],
      ],
    ],
    [
      'that is counted with another amount',
      { counted_amount: 2000, search_email: undefined },
      [['payout-mark-differs', `counted as failed#${OWNER}, 2000 cents, and is failed#${OWNER}, 1000 cents`]],
    ],
    [
      'that searches do not find',
      { search_email: 'other@example.com', paid_to: 'other@example.com', search_transaction: 'T-9' },
      [
        [
          'payout-search-differs',
          'search_email is another address, search_transaction is text "T-9", paid_to is another address',
        ],
      ],
    ],
    [
      'that a search lacks',
      { transaction_id: 'T-1', search_email: undefined, search_transaction: undefined },
      [['payout-search-differs', 'lacks search_email, lacks search_transaction']],
    ],
  ])('%s is named with the reason', (_, facts, found) => {
    expect(foundIn(facts)).toStrictEqual(found.map((finding) => ['p', ...finding]));
  });
});

describe('the destination of a payout', () => {
  const OPEN = ['scheduled', 'pending', 'processing'];
  const unusable = (why: string, attribute: string) => [['p', 'payout-destination-unusable', why, attribute]];

  it.each([
    [{ payment_method: 'cheque' }, 'payment_method is text "cheque"', 'payment_method'],
    [{ payment_method: undefined }, 'payment_method is missing', 'payment_method'],
    [{ payment_email: undefined }, 'payment_email is missing', 'payment_email'],
    [{ payment_email: 'someone' }, 'payment_email is no address', 'payment_email'],
  ])('%j matters only while the payout is open', (facts, why, attribute) => {
    for (const status of PAYOUT_STATUSES) {
      const found = OPEN.includes(status) ? unusable(why, attribute) : [];
      expect(foundIn({ ...SCHEDULED, status, ...facts })).toStrictEqual(found);
    }
  });
});
