import { beforeAll, describe, expect, it } from 'vitest';
import { AS_ADMIN } from '../../../testing/lifecycle.ts';
import {
  addManyPayouts,
  mostRead,
  OWN_PAGE_QUERIES,
  PAGE_QUERIES,
  READS_MAX,
} from '../../../testing/page-reads.ts';
import { useWorld } from '../../../testing/use-world.ts';
import type { SeededAffiliate } from '../../../testing/world.ts';

/** `npm run bench -- find` counts the same with 100000. */
const PAYOUTS = 3000;
const PAGES = 12;

const world = useWorld();
let affiliates: SeededAffiliate[];

beforeAll(async () => {
  affiliates = await addManyPayouts(world, PAYOUTS);
}, 120_000);

describe(`a page of a list of ${PAYOUTS} payouts reads at most ${READS_MAX} entries, with its warnings`, () => {
  it.each(PAGE_QUERIES)('for %j', async (query) => {
    expect(await mostRead(world, query, { ...AS_ADMIN, pages: PAGES })).toBeLessThanOrEqual(READS_MAX);
  });

  it.each(PAGE_QUERIES)('for %j of one affiliate', async (query) => {
    const { affiliate_id = '' } = affiliates[7] ?? {};
    const reads = await mostRead(world, { ...query, affiliate_id }, { ...AS_ADMIN, pages: PAGES });
    expect(reads).toBeLessThanOrEqual(READS_MAX);
  });

  it.each(OWN_PAGE_QUERIES)('for %j of the affiliate who asks', async (query) => {
    const { user_id: as = '' } = affiliates[7] ?? {};
    expect(await mostRead(world, query, { as, pages: PAGES })).toBeLessThanOrEqual(READS_MAX);
  });
});
