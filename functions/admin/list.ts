import { endpoint } from '../../libs/http/chain.ts';
import { ok } from '../../libs/http/envelope.ts';
import { cursorAfter, pageRequestOf } from '../../libs/http/paging.ts';
import type { Route } from '../../libs/http/route.ts';
import { listPayouts } from '../../libs/store/payouts/list-payouts.ts';
import type { Dependencies } from '../../libs/workflows/dependencies.ts';
import { showPayoutsToAdmin } from '../../libs/workflows/show-to-admin.ts';
import validate from '../../schemas/compiled/list-all-payouts.js';
import { deployed } from '../deployed.ts';

export const route = {
  name: 'listAllPayouts',
  method: 'GET',
  path: '/admin/payouts',
  access: 'admins',
  reads: 'nothing',
  summary: 'Lists the payouts of all affiliates, or of one, newest first.',
  success: { status: 200, data: 'admin-payout-page' },
  errors: ['invalid_request'],
} as const satisfies Route;

/** A page of all payouts, or of one affiliate's, newest first. */
export const buildListAllPayouts = (dependencies: Dependencies) =>
  endpoint(dependencies, { ...route, validate }, async ({ query }, forThisCall) => {
    const { affiliate_id: affiliateId, ...page } = query;
    const request = { ...pageRequestOf(page), ...(affiliateId !== undefined && { affiliateId }) };
    const { payouts, next } = await listPayouts(forThisCall.store, request);
    const shown = await showPayoutsToAdmin(forThisCall, payouts);
    return ok({ payouts: shown, next_cursor: cursorAfter(next) });
  });

export const handler = deployed(buildListAllPayouts);
