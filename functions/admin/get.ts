import { endpoint } from '../../libs/http/chain.ts';
import { ok } from '../../libs/http/envelope.ts';
import type { Route } from '../../libs/http/route.ts';
import { showPayoutWithHistoryToAdmin } from '../../libs/http/views.ts';
import { requirePayout } from '../../libs/payouts/payout.ts';
import { getPayout } from '../../libs/store/payouts/get-payout.ts';
import type { Dependencies } from '../../libs/workflows/dependencies.ts';
import { readWarnings } from '../../libs/workflows/show-to-admin.ts';
import validate from '../../schemas/compiled/one-payout.js';
import { deployed } from '../deployed.ts';

export const route = {
  name: 'getAnyPayout',
  method: 'GET',
  path: '/admin/payouts/{payout_id}',
  access: 'admins',
  reads: 'nothing',
  summary: 'Shows any payout, with its history.',
  success: { status: 200, data: 'admin-payout-with-history' },
  errors: ['payout_not_found'],
} as const satisfies Route;

/** Any payout, with its history. */
export const buildGetAnyPayout = (dependencies: Dependencies) =>
  endpoint(dependencies, { ...route, validate }, async ({ path }, forThisCall) => {
    const payout = requirePayout(await getPayout(forThisCall.store, path.payout_id));
    const [warnings = []] = await readWarnings(forThisCall, [payout]);
    return ok({ payout: showPayoutWithHistoryToAdmin(payout, warnings) });
  });

export const handler = deployed(buildGetAnyPayout);
