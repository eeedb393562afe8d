import { endpoint } from '../../libs/http/chain.ts';
import { ok } from '../../libs/http/envelope.ts';
import type { Route } from '../../libs/http/route.ts';
import { showPayoutToAdmin } from '../../libs/http/views.ts';
import { withPaypal } from '../../libs/paypal/open.ts';
import type { Dependencies } from '../../libs/workflows/dependencies.ts';
import { processPayout } from '../../libs/workflows/process-payout.ts';
import validate from '../../schemas/compiled/process-payout.js';
import { deployed } from '../deployed.ts';

export const route = {
  name: 'processPayout',
  method: 'POST',
  path: '/admin/payouts/{payout_id}/process',
  access: 'admins',
  reads: 'json',
  summary: 'Starts a payout, or records how it ended.',
  success: { status: 200, data: 'admin-payout' },
  errors: ['payout_not_found', 'invalid_transition', 'records_unreadable'],
} as const satisfies Route;

/** An admin starts a payout, or says how it ended. */
export const buildProcessPayout = (dependencies: Dependencies) =>
  endpoint(dependencies, { ...route, validate }, async ({ path, body, user }, forThisCall) => {
    const order = { payoutId: path.payout_id, instruction: body, user };
    return ok({ payout: showPayoutToAdmin(await processPayout(forThisCall, order)) });
  });

export const handler = deployed(buildProcessPayout, withPaypal);
