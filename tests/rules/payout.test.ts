import { describe, expect, it } from 'vitest';
import { isEmailAddress } from '../../libs/payouts/address.ts';
import { methodNameOf } from '../../libs/payouts/method-name.ts';
import { requirePayout, requireReadable } from '../../libs/payouts/payout.ts';
import { plainId, spellingsOf } from '../../libs/payouts/payout-id.ts';
import { receiptNumber } from '../../libs/payouts/receipt-number.ts';
import { isReturned, totalOf, totalsByMethod, uncountedOf } from '../../libs/payouts/summary.ts';
import { PAYOUT_NOT_FOUND, RECORDS_UNREADABLE } from '../../testing/refusals.ts';
import { payoutWith } from './sample-payout.ts';

const refusal = (code: string, message: string) => expect.objectContaining({ code, message });
const UNREADABLE = { ...payoutWith(), amount: null };

describe('a payout', () => {
  const notFound = refusal(PAYOUT_NOT_FOUND.code, PAYOUT_NOT_FOUND.message);

  it('is found by its owner, and by one who owns none', () => {
    const payout = payoutWith();
    expect(requirePayout(payout, { affiliate_id: 'a' })).toBe(payout);
    expect(requirePayout(payout)).toBe(payout);
  });

  it('is not found if it is not there, or is of another affiliate', () => {
    expect(() => requirePayout(undefined)).toThrowError(notFound);
    expect(() => requirePayout(undefined, { affiliate_id: 'a' })).toThrowError(notFound);
    expect(() => requirePayout(payoutWith(), { affiliate_id: 'b' })).toThrowError(notFound);
  });

  it('moves only if its amount can be read', () => {
    const payout = payoutWith();
    expect(requireReadable(payout)).toBe(payout);
    expect(() => requireReadable(UNREADABLE)).toThrowError(
      refusal(RECORDS_UNREADABLE.code, RECORDS_UNREADABLE.message),
    );
  });
});

describe('the id of a payout on record', () => {
  const ID = '9e36b1f8-77c5-4d21-b0fa-5c84d3e6cc03';

  it.each([
    [ID, ID, [ID, ID.toUpperCase()]],
    [ID.toUpperCase(), ID, [ID.toUpperCase(), ID]],
    [ID.replace('e', 'E'), ID, [ID.replace('e', 'E'), ID, ID.toUpperCase()]],
    ['Payout-1', 'Payout-1', ['Payout-1']],
    [`${ID}A`, `${ID}A`, [`${ID}A`]],
    [`A${ID}`, `A${ID}`, [`A${ID}`]],
    [ID.replaceAll('-', 'A'), ID.replaceAll('-', 'A'), [ID.replaceAll('-', 'A')]],
    ['G'.repeat(8) + ID.slice(8), 'G'.repeat(8) + ID.slice(8), ['G'.repeat(8) + ID.slice(8)]],
  ])('%s is %s, and may be spelled %j', (id, plain, spellings) => {
    expect(plainId(id)).toBe(plain);
    expect(spellingsOf(id)).toStrictEqual(spellings);
  });
});

describe('the number of a receipt', () => {
  it.each([
    ['9e36b1f8-77c5-4d21-b0fa-5c84d3e6cc03', 'R-5C84D3E6CC03'],
    ['old-payout-7', 'R-OLDPAYOUT7'],
    ['ab_cd.ef-gh/ij kl+mn', 'R-CDEFGHIJKLMN'],
    ['p', 'R-P'],
  ])('of %s is %s', (id, number) => expect(receiptNumber(id)).toBe(number));
});

describe('totals', () => {
  const FOREIGN = payoutWith({ amount: 400, payment_method: 'zelle' });
  const PAYPALS = payoutWith({
    payment_method: 'paypal',
    affiliate_status: 'pending#a',
    counted_amount: 1000,
  });
  const ALL = [FOREIGN, PAYPALS, UNREADABLE, payoutWith({ amount: 30 })];

  it('count all payouts, and add what can be read', () => {
    expect(totalOf([])).toStrictEqual({ count: 0, total_amount: 0 });
    expect(totalOf(ALL)).toStrictEqual({ count: 4, total_amount: 1430 });
  });

  it('are by method, with one for records that do not say', () =>
    expect(totalsByMethod(ALL)).toStrictEqual({
      paypal: { count: 1, total_amount: 1000 },
      zelle: { count: 1, total_amount: 400 },
      other: { count: 2, total_amount: 30 },
    }));

  it('may be of what no balance row counts', () =>
    expect(uncountedOf([FOREIGN, PAYPALS])).toStrictEqual([FOREIGN]));
});

describe('a payout that was paid and came back', () => {
  const completed = { id: 's', status: 'completed', by: 'x', role: 'admin' };

  it.each<[object, boolean]>([
    [{ status: 'failed', history: [completed] }, true],
    [{ status: 'failed', history: [] }, false],
    [{ status: 'completed', history: [completed] }, false],
  ])('is one with %j: %s', (facts, expected) => expect(isReturned(payoutWith(facts))).toBe(expected));
});

describe('the name of a method', () => {
  it.each([
    ['paypal', 'PayPal'],
    ['zelle', 'Zelle'],
  ] as const)('%s is %s', (payment_method, name) => expect(methodNameOf({ payment_method })).toBe(name));

  it('is not there if the record does not say', () => expect(methodNameOf({})).toBeUndefined());
});

describe('an address', () => {
  const long = (length: number) => `ada@${'d'.repeat(59)}.${'e'.repeat(length - 68)}.com`;

  it.each([
    ['ada@example.com', true],
    ['ada@localhost', false],
    ['ada', false],
    ['', false],
  ])('of the form %s can be reached: %s', (text, expected) => expect(isEmailAddress(text)).toBe(expected));

  it('has 127 characters at most', () => {
    expect(isEmailAddress(long(127))).toBe(true);
    expect(isEmailAddress(long(128))).toBe(false);
  });
});
