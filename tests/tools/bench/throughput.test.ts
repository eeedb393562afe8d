import { expect, it } from 'vitest';
import { benchThroughput } from '../../../bench/throughput.ts';

it('pays many concurrent HTTP clients everything that was earned, and not a cent more', async () => {
  const { tables } = await benchThroughput({ wishes: 32, affiliates: 4, connections: [1, 8], rounds: 1 });
  const made = tables[0]?.head.indexOf('201') ?? 0;
  const outcomes = tables[0]?.rows.map((row) => [...row.slice(0, 3), ...row.slice(made, made + 2)]);
  expect(outcomes).toStrictEqual(
    ['as it is', 'with conflicts'].flatMap((database) => [
      [database, '4', '1', '28', '4'],
      [database, '4', '8', '28', '4'],
      [database, '1', '1', '28', '4'],
      [database, '1', '8', '28', '4'],
    ]),
  );
  const conflicts = tables[0]?.rows.map((row) => Number(row[tables[0]?.head.indexOf('conflicts') ?? 0]) > 0);
  // There must be conflicts only if eight clients request for one affiliate through the contention of AWS.
  expect(conflicts?.slice(0, 4)).toStrictEqual([false, false, false, false]);
  expect(conflicts?.[7]).toBe(true);
});
