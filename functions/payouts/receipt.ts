import { endpoint } from '../../libs/http/chain.ts';
import type { Route } from '../../libs/http/route.ts';
import type { Dependencies } from '../../libs/workflows/dependencies.ts';
import { ownPayout } from '../../libs/workflows/own-records.ts';
import { showReceipt } from '../../libs/workflows/show-receipt.ts';
import validate from '../../schemas/compiled/one-payout.js';
import { deployed } from '../deployed.ts';

export const route = {
  name: 'getReceipt',
  method: 'GET',
  path: '/payouts/{payout_id}/receipt',
  access: 'users',
  reads: 'nothing',
  summary: "Renders the receipt of one of the caller's completed payouts.",
  success: { status: 200, type: 'application/pdf' },
  errors: ['payout_not_found', 'invalid_transition', 'records_unreadable'],
} as const satisfies Route;

/** The proof of one of the caller's own payouts, as a PDF, once it is completed. */
export const buildGetReceipt = (dependencies: Dependencies) =>
  endpoint(dependencies, { ...route, validate }, async ({ path, user }, { settings, store }) => {
    return showReceipt(await ownPayout(store, user, path.payout_id), settings);
  });

export const handler = deployed(buildGetReceipt);
