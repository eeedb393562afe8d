import { expect, it } from 'vitest';
import { benchCost } from '../../../bench/cost.ts';

it('computes the cost of a balance from read units, and the cost of a step from write units', async () => {
  const [calls, steps] = (await benchCost({ sizes: [10] })).tables;
  const balance = calls?.rows.find(([call]) => call === 'balance');
  // 1.5 and 1 read units, at 12.5 cents for a million.
  expect(balance).toStrictEqual(['balance', '10', '1.5', '0', '0.188', '0.125', '0.667×']);
  // Two units for the payout in a transaction, one for the affiliate's index, two for each index in which it
  // moves, one for each in which it is new, and two for the balance row if money moves. A start also checks
  // the affiliate's account and the cover of the balance row, in the same transaction. What is started is
  // new in the index by its receipt's number; what is completed, in three: by its end, its transaction, and
  // the address that was paid. Two queries of half a
  // unit tell an admin if another affiliate was paid at the address.
  expect(steps?.rows).toStrictEqual([
    ['start', '4', '12', '8'],
    ['complete', '2', '12', '7.75'],
    ['cancel', '1.5', '10', '6.44'],
  ]);
});
