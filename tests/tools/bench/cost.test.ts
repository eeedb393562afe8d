import { expect, it } from 'vitest';
import { benchCost } from '../../../bench/cost.ts';

it('computes the cost of a balance from read units, and the cost of a step from write units', async () => {
  const [calls, steps] = (await benchCost({ sizes: [10] })).tables;
  const balance = calls?.rows.find(([call]) => call === 'balance');
  // 4.5 and 1 read units, at 12.5 cents for a million.
  expect(balance).toStrictEqual(['balance', '10', '4.5', '0', '0.563', '0.125', '0.222×']);
  // Two units for the payout in a transaction, one for the affiliate's index, two for each index in which it
  // moves, one for each in which it is new, and two for the balance row if money moves. A start also checks
  // the affiliate's account and the cover of the balance row, in the same transaction. What is completed is
  // new in three indexes: by its end, its transaction, and the address that was paid. Two queries of half a
  // unit tell an admin if another affiliate was paid at the address.
  expect(steps?.rows).toStrictEqual([
    ['start', '4', '11', '7.38'],
    ['complete', '2', '12', '7.75'],
    ['cancel', '1.5', '10', '6.44'],
  ]);
});
