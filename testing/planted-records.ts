import type { Kind } from '../libs/payouts/audit/kinds.ts';
import { affiliate, OWNER, payout, type Table } from './good-records.ts';
import type { Item } from './other-service.ts';

/** Records with one fault, and what an audit must say of it. */
export interface Planted {
  kind: Kind;
  id: string;
  /** What must be in the reason. */
  why: string;
  items: [Table, Item][];
}

const ofPayout = (kind: Kind, name: string, facts: Item, why: string): Planted => {
  const id = `${kind}-${name}`;
  return { kind, id, why, items: [['payouts', payout({ payout_id: id, ...facts })]] };
};

const ofAffiliate = (kind: Kind, name: string, facts: Item, why: string): Planted => {
  const id = `${kind}-${name}`;
  return { kind, id, why, items: [['affiliates', affiliate({ affiliate_id: id, ...facts })]] };
};

const ofRow = (kind: Kind, name: string, counters: Item, why: string): Planted => {
  const id = `${kind}-${name}`;
  return { kind, id, why, items: [['balances', { affiliate_id: id, ...counters }]] };
};

const ofUser = (kind: Kind, statuses: string[], why: string): Planted => {
  const records = statuses.map((status, index) =>
    affiliate({ affiliate_id: `${kind}-${index}`, user_id: `user-${kind}`, status }),
  );
  return { kind, id: `user-${kind}`, why, items: records.map((item) => ['affiliates', item]) };
};

const statusOf = (status: unknown, read: string): Item => ({ status, affiliate_status: `${read}#${OWNER}` });

/** A record for each kind of fault and, of amounts, for each form of it in cases R1 and R2. */
export const PLANTED: Planted[] = [
  ...(
    [
      ['dollars', '50.00', 'text "50.00", which is no whole number'],
      ['sign', '$50.00', 'text "$50.00", which is no whole number'],
      ['empty', '', 'empty text'],
      ['null', null, 'null'],
      ['hexadecimal', '0x1388', 'text "0x1388", which is no whole number'],
      ['negative', -5000, 'the number -5000, which is not above zero'],
      ['fraction', 50.5, 'the number 50.5, which is not whole'],
      ['missing', undefined, 'missing'],
      ['huge', '99999999999999999999', 'text "99999999999999999999", which is too large to be exact'],
      ['list', [5000], 'a list'],
    ] as const
  ).map(([name, amount, why]) => ofPayout('payout-amount-unreadable', name, { amount }, `amount is ${why}`)),
  ofPayout('payout-affiliate-missing', 'none', { affiliate_id: undefined }, 'affiliate_id is missing'),
  ofPayout('payout-requested-at-missing', 'none', { requested_at: undefined }, 'missing'),
  ofPayout('payout-status-unknown', 'paid', statusOf('paid', 'unknown'), 'status is text "paid"'),
  ofPayout('payout-status-unknown', 'none', statusOf(undefined, 'unknown'), 'status is missing'),
  ofPayout('payout-unscheduled', 'no-clock', { status: 'scheduled' }, 'schedule is missing'),
  ofPayout('payout-amount-odd', 'small', { amount: 50, counted_amount: 50 }, '50 cents ($0.50) is below'),
  ofPayout('payout-amount-odd', 'large', { amount: 3e6, counted_amount: 3e6 }, 'is above 2000000 cents'),
  ofPayout('payout-time-unreadable', 'text', { requested_at: '1766318400' }, 'requested_at is text'),
  ofPayout('payout-time-unreadable', 'end', { processed_at: 'last May' }, 'processed_at is text "last May"'),
  ofPayout(
    'payout-destination-unusable',
    'method',
    { status: 'pending', payment_method: 'cheque' },
    'payment_method',
  ),
  ofPayout(
    'payout-destination-unusable',
    'address',
    { status: 'pending', payment_email: 'someone' },
    'no address',
  ),
  ofPayout('payout-mark-differs', 'status', { affiliate_status: `pending#${OWNER}` }, 'counted as pending#'),
  ofPayout('payout-mark-differs', 'amount', { counted_amount: 2000 }, '2000 cents, and is failed#'),
  ofPayout('payout-mark-differs', 'owner', { affiliate_status: 'failed#aff-good-2' }, 'failed#aff-good-2'),
  ofPayout('payout-search-differs', 'none', { search_email: undefined }, 'lacks search_email'),
  ofPayout('payout-search-differs', 'old', { search_transaction: 'T-9' }, 'search_transaction is text "T-9"'),
  ofPayout('payout-mark-missing', 'none', { affiliate_status: undefined }, 'status failed'),
  ofPayout('payout-amount-text', 'digits', { amount: '1000', counted_amount: 1000 }, 'text "1000"'),
  ofPayout('payout-status-spelling', 'case', statusOf('Failed', 'failed'), 'text "Failed"'),
  ofPayout('payout-status-spelling', 'blank', statusOf(' cancelled', 'cancelled'), 'text " cancelled"'),
  ofAffiliate('affiliate-earnings-unreadable', 'sign', { total_earned: '$1' }, 'text "$1"'),
  ofAffiliate('affiliate-maturing-unreadable', 'map', { maturing: { amount: 1 } }, 'maturing is a map'),
  ofAffiliate('affiliate-earnings-odd', 'below', { total_earned: -1 }, 'the number -1'),
  ofAffiliate('affiliate-earnings-odd', 'part', { total_earned: 10.5 }, 'the number 10.5'),
  ofAffiliate('affiliate-status-unreadable', 'list', { status: ['active'] }, 'status is a list'),
  ofAffiliate('affiliate-user-missing', 'none', { user_id: undefined }, 'user_id is missing'),
  ofAffiliate('affiliate-destination-unusable', 'at', { payment_email: '@x' }, 'payment_email cannot'),
  ofAffiliate('affiliate-earnings-text', 'digits', { total_earned: '100000' }, 'text "100000"'),
  ofRow('row-broken', 'paid', { committed: 1, paid: 2, held: -1, payout_count: 1 }, 'paid_above_committed'),
  ofRow('row-broken', 'held', { committed: 1, paid: 0, held: 0, payout_count: 1 }, 'held_is_not_the_rest'),
  ofRow('row-broken', 'text', { committed: '1', paid: 0, held: 1 }, 'committed is text "1", payout_count is'),
  ofRow('row-half-open', 'cut', { marked: 5 }, 'marked is the number 5'),
  ofUser(
    'affiliate-user-ambiguous',
    ['active', ' Active', 'deleted'],
    '2 active, of affiliate-user-ambiguous-',
  ),
  ofUser('affiliate-user-several', ['active', 'deleted'], '1 active, of affiliate-user-several-'),
  {
    kind: 'affiliate-overdrawn',
    id: 'affiliate-overdrawn-1',
    why: '3000 cents ($30.00) are promised or paid, and 2999 cents ($29.99) were earned',
    items: [
      ['affiliates', affiliate({ affiliate_id: 'affiliate-overdrawn-1', total_earned: 2999 })],
      [
        'payouts',
        payout({ payout_id: 'over-1', affiliate_id: 'affiliate-overdrawn-1', status: 'completed' }),
      ],
      ['payouts', payout({ payout_id: 'over-2', affiliate_id: 'affiliate-overdrawn-1', status: 'pending' })],
      [
        'payouts',
        payout({ payout_id: 'over-3', affiliate_id: 'affiliate-overdrawn-1', status: 'processing' }),
      ],
    ],
  },
  {
    kind: 'payout-of-nobody',
    id: 'aff-nobody',
    why: '1000 cents ($10.00) are promised or paid',
    items: [['payouts', payout({ payout_id: 'of-nobody', affiliate_id: 'aff-nobody', status: 'completed' })]],
  },
  {
    kind: 'payout-transaction-shared',
    id: 'T-shared',
    why: 'shared-',
    items: [
      ['payouts', payout({ payout_id: 'shared-1', transaction_id: 'T-shared' })],
      ['payouts', payout({ payout_id: 'shared-2', transaction_id: ' T-shared' })],
    ],
  },
  {
    kind: 'payout-transaction-shared',
    id: '12345678',
    why: 'shared-',
    items: [
      ['payouts', payout({ payout_id: 'shared-3', transaction_id: 12_345_678 })],
      ['payouts', payout({ payout_id: 'shared-4', transaction_id: '12345678' })],
    ],
  },
];
