import { expect, it } from 'vitest';
import { benchChain } from '../../../bench/chain.ts';

it('measures the middleware chain beside the core alone, after both gave the same answer', async () => {
  const { tables, promises } = await benchChain({ rounds: 2, callsPerRound: 3 });
  expect(tables.map(({ rows }) => rows.map(([call]) => call))).toStrictEqual([
    ['core', 'chain and core', 'the chain alone'],
  ]);
  expect(promises).toHaveLength(1);
});
