import { expect, it } from 'vitest';
import { functionNames, PRUNED_SDK, WHOLE_SDK } from '../../../bench/bundles.ts';
import { benchColdStart } from '../../../bench/cold-start.ts';
import { ROUTES } from '../../../functions/routes.ts';

it('finds the bundle of every function', () => {
  const names = [...Object.keys(ROUTES), 'router', 'notify', 'docs'];
  expect(functionNames()).toEqual(expect.arrayContaining(names));
});

it('measures the import of a function beside the SDK alone, after checking the exports of each bundle', async () => {
  const { tables, promises } = await benchColdStart({ names: ['requestPayout'], rounds: 1 });
  const sizes = Object.fromEntries(tables[0]?.rows.map(([name, size]) => [name, Number(size)]) ?? []);
  expect(Object.keys(sizes)).toStrictEqual([WHOLE_SDK, PRUNED_SDK, 'requestPayout']);
  expect(sizes[PRUNED_SDK]).toBeLessThan(Number(sizes.requestPayout));
  expect(sizes.requestPayout).toBeLessThan(Number(sizes[WHOLE_SDK]));
  expect(promises).toHaveLength(1);
});
