import { describe, expect, it } from 'vitest';
import type { Payout, SearchKeys } from '../../libs/payouts/payout.ts';
import { filed, isFiled, keyOf, searchKeysOf } from '../../libs/payouts/search-keys.ts';
import { toPayout } from '../../libs/store/payouts/record.ts';
import payouts from '../../local/demo/payouts.json' with { type: 'json' };
import { payoutWith } from './sample-payout.ts';

const ENDED_AT = '2026-03-04T10:30:00.000Z';

const entry = (status: Payout['status']) => ({ id: status, status, by: 'x', role: 'admin' as const });

const PAID = { status: 'completed', payment_email: 'Ada@Example.com', processed_at: ENDED_AT } as const;
const RECEIPT = { search_receipt: 'R-P' };
const BACK = { ...PAID, status: 'failed' } as const;

describe('what a payout is found by', () => {
  it.each<[string, Partial<Payout>, SearchKeys]>([
    ['nothing, of a record that says nothing', {}, {}],
    ['the address in lower case', { payment_email: 'Ada@Example.com' }, { search_email: 'ada@example.com' }],
    ['the transaction as it is written', { transaction_id: 'T-1a ' }, { search_transaction: 'T-1a' }],
    [
      'the end, and the address that was paid',
      PAID,
      {
        search_email: 'ada@example.com',
        ...RECEIPT,
        paid_to: 'ada@example.com',
        ended_as: 'completed',
        ended_at: ENDED_AT,
      },
    ],
    [
      'the address that was paid, also after the money came back',
      { ...BACK, history: [entry('completed'), entry('failed')] },
      {
        search_email: 'ada@example.com',
        ...RECEIPT,
        paid_to: 'ada@example.com',
        ended_as: 'failed',
        ended_at: ENDED_AT,
      },
    ],
    [
      'no address that was paid, of what has only failed',
      { ...BACK, history: [entry('processing'), entry('failed')] },
      { search_email: 'ada@example.com', ...RECEIPT, ended_as: 'failed', ended_at: ENDED_AT },
    ],
    ['no end without a time', { status: 'completed' }, RECEIPT],
    ['no end before there is one', { status: 'processing', processed_at: ENDED_AT }, RECEIPT],
    ['no receipt of what was never started', { status: 'failed', history: [entry('failed')] }, {}],
    ['no text that an index cannot hold', { payment_email: '', transaction_id: ' ' }, {}],
    [
      'no text that is longer than a key',
      { payment_email: 'ü'.repeat(257), transaction_id: 'T'.repeat(513) },
      {},
    ],
    [
      'no address that was paid, if the affiliate is no key beside it',
      { ...PAID, affiliate_id: 'a'.repeat(513) },
      { search_email: 'ada@example.com', ...RECEIPT, ended_as: 'completed', ended_at: ENDED_AT },
    ],
  ])('%s', (_, facts, keys) => {
    const payout = payoutWith(facts);
    expect(searchKeysOf(payout)).toStrictEqual(keys);
    expect(filed(payout)).toStrictEqual({ ...payout, ...keys });
    expect(isFiled(filed(payout))).toBe(true);
  });

  it('is not what it was found by before', () => {
    const moved = {
      ...filed(payoutWith(PAID)),
      status: 'pending' as const,
      payment_email: 'eve@example.com',
    };
    expect(isFiled(moved)).toBe(false);
    expect(searchKeysOf(filed(moved))).toStrictEqual({ search_email: 'eve@example.com' });
    expect(filed(moved)).not.toHaveProperty('ended_as');
  });
});

describe('a search key', () => {
  const LONGEST = 'ü'.repeat(256);

  it.each([
    ['T-1', 'T-1'],
    [LONGEST, LONGEST],
    [`${LONGEST}T`, undefined],
    ['', undefined],
    [undefined, undefined],
  ])('of %s is %s', (text, key) => expect(keyOf(text)).toBe(key));
});

describe('the demo data', () => {
  it('has the keys that it is found by', () => {
    expect(payouts.map(toPayout).map(isFiled)).toStrictEqual(payouts.map(() => true));
  });
});
