import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeCursor, encodeCursor } from '../../libs/http/cursor.ts';
import { PayoutError } from '../../libs/payouts/errors.ts';
import { stampRequest } from '../../libs/payouts/idempotency.ts';
import { describeCents } from '../../libs/payouts/money.ts';

const stamp = (affiliate_id: string, key: string | undefined, body = { amount: 1000 }, admin?: string) =>
  stampRequest(
    { requests: [body], isBulk: false },
    { affiliate_id },
    {
      key,
      ...(admin !== undefined && { admin }),
      newId: () => 'new-id',
      now: () => 'now',
    },
  );

describe('the id of a payout', () => {
  it('is derived from affiliate and key, and must never change', () => {
    expect(stamp('aff-ada', 'first').payoutIds).toStrictEqual(['ddf00e7f-d275-5482-bde9-07dc9e57fe30']);
  });

  it('differs for another affiliate or key, however their characters are divided', () => {
    const pairs = [
      ['a', 'b:c'],
      ['a:b', 'c'],
      ['a', 'bc'],
      ['ab', 'c'],
    ] as const;
    expect(new Set(pairs.map(([affiliate, key]) => stamp(affiliate, key).payoutIds[0])).size).toBe(4);
  });

  it('is another one for the reference of an admin, the same for all admins, and must never change', () => {
    for (const admin of ['user-admin', 'user-boss', '']) {
      const { payoutIds } = stamp('aff-ada', 'first', undefined, admin);
      expect(payoutIds).toStrictEqual(['852953b7-ff30-5194-b8aa-a36382faf630']);
    }
  });

  it('is random without a key', () => {
    expect(stamp('aff-ada', undefined).payoutIds).toStrictEqual(['new-id']);
  });
});

describe('the fingerprint of a body', () => {
  it('does not depend on the order of its members', () => {
    const one = { amount: 1000, payment_method: 'zelle' as const };
    const other = { payment_method: 'zelle' as const, amount: 1000 };
    expect(stamp('a', 'k', one).fingerprint).toBe(stamp('a', 'k', other).fingerprint);
  });

  it('differs if a member is left out', () => {
    const given = { amount: 1000, payment_method: 'paypal' as const };
    expect(stamp('a', 'k', given).fingerprint).not.toBe(stamp('a', 'k').fingerprint);
  });
});

describe('a cursor', () => {
  const ORDERS = ['requested_at', 'ended_at'] as const;
  const time = fc
    .date({ noInvalidDate: true, min: new Date(0), max: new Date('9999-12-31') })
    .map((date) => date.toISOString());

  it('decodes to its position, and is refused by a list that is sorted in another way', () => {
    fc.assert(
      fc.property(time, fc.uuid(), fc.constantFrom(...ORDERS), (at, payout_id, sortedBy) => {
        const position = { sortedBy, at, payout_id };
        const cursor = encodeCursor(position);
        expect(decodeCursor(cursor, sortedBy)).toStrictEqual(position);
        const other = ORDERS.find((each) => each !== sortedBy) ?? sortedBy;
        expect(() => decodeCursor(cursor, other)).toThrow('must be a next_cursor of this list');
      }),
    );
  });

  it('is invalid_request if it was not made here', () => {
    const json = fc.json().map((text) => Buffer.from(text).toString('base64url'));
    fc.assert(
      fc.property(fc.oneof(fc.string(), json), fc.constantFrom(...ORDERS), (text, sortedBy) => {
        try {
          const { at, payout_id } = decodeCursor(text, sortedBy);
          expect(at.length * payout_id.length).toBeGreaterThan(0);
        } catch (error) {
          expect(error).toBeInstanceOf(PayoutError);
          expect((error as PayoutError).code).toBe('invalid_request');
        }
      }),
    );
  });
});

describe('an amount as text', () => {
  it.each([
    [0, '0 cents ($0.00)'],
    [5, '5 cents ($0.05)'],
    [1250, '1250 cents ($12.50)'],
    [2_000_000, '2000000 cents ($20000.00)'],
    [-101, '-101 cents (-$1.01)'],
  ])('%d', (cents, words) => {
    expect(describeCents(cents)).toBe(words);
  });
});
