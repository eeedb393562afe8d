import { endpoint } from '../../libs/http/chain.ts';
import { ok } from '../../libs/http/envelope.ts';
import { cursorAfter, listRequestOf } from '../../libs/http/paging.ts';
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
  summary: 'Lists and finds payouts of all affiliates, newest first.',
  success: { status: 200, data: 'admin-payout-page' },
  errors: ['invalid_request'],
} as const satisfies Route;

/** A page of the payouts that match every filter, newest first. */
export const buildListAllPayouts = (dependencies: Dependencies) =>
  endpoint(dependencies, { ...route, validate }, async ({ query }, forThisCall) => {
    const { payouts, next } = await listPayouts(forThisCall.store, listRequestOf(query));
    const shown = await showPayoutsToAdmin(forThisCall, payouts);
    return ok({ payouts: shown, next_cursor: cursorAfter(next) });
  });

export const handler = deployed(buildListAllPayouts);
