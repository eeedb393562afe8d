import { endpoint } from '../../libs/http/chain.ts';
import { okCsv } from '../../libs/http/envelope.ts';
import { cursorAfter } from '../../libs/http/paging.ts';
import type { Route } from '../../libs/http/route.ts';
import { showPayout } from '../../libs/http/views.ts';
import { listPayouts } from '../../libs/store/payouts/list-payouts.ts';
import type { Dependencies } from '../../libs/workflows/dependencies.ts';
import { exportList, exportRequestOf, OWN_COLUMNS } from '../../libs/workflows/export-payouts.ts';
import { ownAffiliate } from '../../libs/workflows/own-records.ts';
import validate from '../../schemas/compiled/export-payouts.js';
import { deployed } from '../deployed.ts';

export const route = {
  name: 'exportPayouts',
  method: 'GET',
  path: '/payouts/export',
  access: 'users',
  reads: 'nothing',
  summary: "Gives the caller's own payouts as a file for spreadsheets, newest first.",
  success: { status: 200, type: 'text/csv' },
  errors: ['invalid_request'],
} as const satisfies Route;

/** The caller's own payouts that match every filter as a file: those of the list. */
export const buildExportPayouts = (dependencies: Dependencies) =>
  endpoint(dependencies, { ...route, validate }, async ({ query, user }, { store, now }) => {
    const { filter, ...wanted } = exportRequestOf(query);
    const { affiliate_id: affiliateId } = await ownAffiliate(store, user);
    const { csv, next } = await exportList(store, { columns: OWN_COLUMNS, ...wanted }, async (page) => {
      const { payouts, next } = await listPayouts(store, { ...page, filter: { ...filter, affiliateId } });
      return { views: payouts.map(showPayout), next };
    });
    return okCsv(`payouts-${now().slice(0, 10)}.csv`, csv, cursorAfter(next));
  });

export const handler = deployed(buildExportPayouts);
