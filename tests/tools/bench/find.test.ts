import { expect, it } from 'vitest';
import { benchFind } from '../../../bench/find.ts';
import { PAGE_QUERIES } from '../../../testing/page-reads.ts';

it('counts what a page reads at each filter, and holds it to the limit', async () => {
  const { tables, promises } = await benchFind({ payouts: 200, pages: 2 });
  expect(tables[0]?.rows).toHaveLength(PAGE_QUERIES.length);
  expect(tables[0]?.rows[0]).toStrictEqual(['none', expect.stringMatching(/^[1-9]\d+$/), expect.any(String)]);
  expect(promises.map(({ holds }) => holds)).toStrictEqual([true]);
});
