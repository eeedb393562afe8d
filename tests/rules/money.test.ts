import { describe, expect, it } from 'vitest';
import { CURRENCY, describeCents, dollarsOf, showDollars } from '../../libs/payouts/money.ts';

describe('an amount in words', () => {
  it.each([
    [0, '0 cents ($0.00)'],
    [5, '5 cents ($0.05)'],
    [1250, '1250 cents ($12.50)'],
    [-1, '-1 cents (-$0.01)'],
    [-125_000, '-125000 cents (-$1250.00)'],
  ])('of %d cents is %s', (cents, text) => expect(describeCents(cents)).toBe(text));
});

describe('an amount in dollars', () => {
  it('is one of the United States', () => expect(CURRENCY).toBe('USD'));

  it.each([
    [0, '0.00', '$0.00'],
    [5, '0.05', '$0.05'],
    [50, '0.50', '$0.50'],
    [99_999, '999.99', '$999.99'],
    [100_000, '1000.00', '$1,000.00'],
    [12_345_678, '123456.78', '$123,456.78'],
    [Number.MAX_SAFE_INTEGER, '90071992547409.91', '$90,071,992,547,409.91'],
  ])('of %d cents is %s, and %s in a letter', (cents, plain, shown) => {
    expect(dollarsOf(cents)).toBe(plain);
    expect(showDollars(cents)).toBe(shown);
  });
});
