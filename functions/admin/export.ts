import { endpoint } from '../../libs/http/chain.ts';
import { okCsv } from '../../libs/http/envelope.ts';
import { cursorAfter, pageRequestOf } from '../../libs/http/paging.ts';
import type { Route } from '../../libs/http/route.ts';
import { listPayouts } from '../../libs/store/payouts/list-payouts.ts';
import type { Dependencies } from '../../libs/workflows/dependencies.ts';
import { ADMIN_COLUMNS, exportList, ROWS_MAX } from '../../libs/workflows/export-payouts.ts';
import { showPayoutsToAdmin } from '../../libs/workflows/show-to-admin.ts';
import validate from '../../schemas/compiled/export-all-payouts.js';
import { deployed } from '../deployed.ts';

export const route = {
  name: 'exportAllPayouts',
  method: 'GET',
  path: '/admin/payouts/export',
  access: 'admins',
  reads: 'nothing',
  summary: 'Gives the payouts of all affiliates, or of one, as a file for spreadsheets, newest first.',
  success: { status: 200, type: 'text/csv' },
  errors: ['invalid_request'],
} as const satisfies Route;

/** All payouts, or one affiliate's, as a file: the list's, with the same filters. */
export const buildExportAllPayouts = (dependencies: Dependencies) =>
  endpoint(dependencies, { ...route, validate }, async ({ query }, forThisCall) => {
    const { store, now } = forThisCall;
    const { limit = ROWS_MAX, affiliate_id: affiliateId, ...filters } = query;
    const { after, ...page } = pageRequestOf(filters);
    const filter = { ...page, ...(affiliateId !== undefined && { affiliateId }) };
    const wanted = { columns: ADMIN_COLUMNS, limit: Number(limit), after };
    const { csv, next } = await exportList(store, wanted, async (limit, after) => {
      const { payouts, next } = await listPayouts(store, { ...filter, limit, ...(after && { after }) });
      return { views: await showPayoutsToAdmin(forThisCall, payouts), next };
    });
    return okCsv(`payouts-${now().slice(0, 10)}.csv`, csv, cursorAfter(next));
  });

export const handler = deployed(buildExportAllPayouts);
