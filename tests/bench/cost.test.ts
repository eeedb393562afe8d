import { expect, it } from 'vitest';
import { benchCost } from '../../bench/cost.ts';

it('the cost of a balance follows from its units, ours and the source’s', async () => {
  const { tables } = await benchCost({ sizes: [10] });
  const balance = tables[0]?.rows.find(([call]) => call === 'balance');
  // 4.5 and 1 read units, at 12.5 cents for a million.
  expect(balance).toStrictEqual(['balance', '10', '4.5', '0', '0.563', '0.125', '0.222×']);
});
