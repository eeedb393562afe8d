import { endpoint } from '../../libs/http/chain.ts';
import { ok } from '../../libs/http/envelope.ts';
import { cursorAfter, listRequestOf } from '../../libs/http/paging.ts';
import type { Route } from '../../libs/http/route.ts';
import { showPayout } from '../../libs/http/views.ts';
import { countPayouts } from '../../libs/store/balances/read-balance.ts';
import { listPayouts } from '../../libs/store/payouts/list-payouts.ts';
import type { Dependencies } from '../../libs/workflows/dependencies.ts';
import { ownAffiliate } from '../../libs/workflows/own-records.ts';
import validate from '../../schemas/compiled/list-payouts.js';
import { deployed } from '../deployed.ts';

export const route = {
  name: 'listPayouts',
  method: 'GET',
  path: '/payouts',
  access: 'users',
  reads: 'nothing',
  summary: "Lists the caller's own payouts, newest first.",
  success: { status: 200, data: 'payout-page' },
  errors: ['invalid_request'],
} as const satisfies Route;

/** A page of the caller's own payouts, newest first, and how many there are in all. */
export const buildListPayouts = (dependencies: Dependencies) =>
  endpoint(dependencies, { ...route, validate }, async ({ query, user }, { store }) => {
    const page = listRequestOf(query);
    const { affiliate_id: affiliateId } = await ownAffiliate(store, user);
    const request = { ...page, filter: { ...page.filter, affiliateId } };
    const [{ payouts, next }, total] = await Promise.all([
      listPayouts(store, request),
      countPayouts(store, affiliateId),
    ]);
    return ok({ payouts: payouts.map(showPayout), total, next_cursor: cursorAfter(next) });
  });

export const handler = deployed(buildListPayouts);
