import { endpoint } from '../../libs/http/chain.ts';
import { okCsv } from '../../libs/http/envelope.ts';
import { cursorAfter } from '../../libs/http/paging.ts';
import type { Route } from '../../libs/http/route.ts';
import { listPayouts } from '../../libs/store/payouts/list-payouts.ts';
import type { Dependencies } from '../../libs/workflows/dependencies.ts';
import { ADMIN_COLUMNS, exportList, exportRequestOf } from '../../libs/workflows/export-payouts.ts';
import { showPayoutsToAdmin } from '../../libs/workflows/show-to-admin.ts';
import validate from '../../schemas/compiled/export-all-payouts.js';
import { deployed } from '../deployed.ts';

export const route = {
  name: 'exportAllPayouts',
  method: 'GET',
  path: '/admin/payouts/export',
  access: 'admins',
  reads: 'nothing',
  summary: 'Gives payouts of all affiliates as a file for spreadsheets, newest first.',
  success: { status: 200, type: 'text/csv' },
  errors: ['invalid_request'],
} as const satisfies Route;

/** The payouts that match every filter as a file: those of the list. */
export const buildExportAllPayouts = (dependencies: Dependencies) =>
  endpoint(dependencies, { ...route, validate }, async ({ query }, forThisCall) => {
    const { store, now } = forThisCall;
    const { filter, ...wanted } = exportRequestOf(query);
    const { csv, next } = await exportList(store, { columns: ADMIN_COLUMNS, ...wanted }, async (page) => {
      const { payouts, next } = await listPayouts(store, { ...page, filter });
      return { views: await showPayoutsToAdmin(forThisCall, payouts), next };
    });
    return okCsv(`payouts-${now().slice(0, 10)}.csv`, csv, cursorAfter(next));
  });

export const handler = deployed(buildExportAllPayouts);
