import { endpoint } from '../../libs/http/chain.ts';
import type { Route } from '../../libs/http/route.ts';
import { requirePayout } from '../../libs/payouts/payout.ts';
import { getPayout } from '../../libs/store/payouts/get-payout.ts';
import type { Dependencies } from '../../libs/workflows/dependencies.ts';
import { showReceipt } from '../../libs/workflows/show-receipt.ts';
import validate from '../../schemas/compiled/one-payout.js';
import { deployed } from '../deployed.ts';

export const route = {
  name: 'getAnyReceipt',
  method: 'GET',
  path: '/admin/payouts/{payout_id}/receipt',
  access: 'admins',
  reads: 'nothing',
  summary: 'Renders the receipt of any completed payout.',
  success: { status: 200, type: 'application/pdf' },
  errors: ['payout_not_found', 'invalid_transition', 'records_unreadable'],
} as const satisfies Route;

/** The receipt of any payout: the same document that its owner gets. */
export const buildGetAnyReceipt = (dependencies: Dependencies) =>
  endpoint(dependencies, { ...route, validate }, async ({ path }, { settings, store }) =>
    showReceipt(requirePayout(await getPayout(store, path.payout_id)), settings),
  );

export const handler = deployed(buildGetAnyReceipt);
