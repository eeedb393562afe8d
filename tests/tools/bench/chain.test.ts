import { expect, it } from 'vitest';
import { benchChain } from '../../../bench/chain.ts';

it('the chain is measured beside its core, once both have answered the same', async () => {
  const { tables, promises } = await benchChain({ rounds: 2, callsPerRound: 3 });
  expect(tables.map(({ rows }) => rows.map(([call]) => call))).toStrictEqual([
    ['core', 'chain and core', 'the chain alone'],
  ]);
  expect(promises).toHaveLength(1);
});
