import { beforeAll, describe, expect, it } from 'vitest';
import { AS_ADMIN } from '../../../testing/lifecycle.ts';
import {
  addTheirAffiliates,
  affiliateAt,
  manyPayouts,
  mostRead,
  OWN_PAGE_QUERIES,
  PAGE_QUERIES,
  READS_MAX,
} from '../../../testing/page-reads.ts';
import { useWorld } from '../../../testing/use-world.ts';

const PAYOUTS = 100_000;
const PAGES = 4;

const world = useWorld({ payouts: () => manyPayouts(PAYOUTS) });
const { affiliate_id, user_id: as } = affiliateAt(7);

beforeAll(() => addTheirAffiliates(world), 120_000);

describe(`a page of a list of ${PAYOUTS} payouts reads at most ${READS_MAX} items, with its warnings`, () => {
  it.each(PAGE_QUERIES)('for %j', async (query) => {
    const { list, warnings } = await mostRead(world, query, { ...AS_ADMIN, pages: PAGES });
    expect(list + warnings).toBeLessThanOrEqual(READS_MAX);
  });

  it.each(PAGE_QUERIES)('for %j of one affiliate', async (query) => {
    const request = { ...query, affiliate_id };
    const { list, warnings } = await mostRead(world, request, { ...AS_ADMIN, pages: PAGES });
    expect(list + warnings).toBeLessThanOrEqual(READS_MAX);
  });

  it.each(OWN_PAGE_QUERIES)('for %j of the affiliate who asks', async (query) => {
    const { list } = await mostRead(world, query, { as, pages: PAGES });
    expect(list).toBeLessThanOrEqual(READS_MAX);
  });
});
