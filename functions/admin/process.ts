import { endpoint } from '../../libs/http/chain.ts';
import { ok } from '../../libs/http/envelope.ts';
import { showPayoutToAdmin } from '../../libs/http/views.ts';
import { withPaypal } from '../../libs/paypal/open.ts';
import { processOne } from '../../libs/workflows/process-payout.ts';
import validate from '../../schemas/compiled/process-payout.js';
import { type Dependencies, deployed } from '../deployed.ts';

/** `POST /admin/payouts/{payout_id}/process`: an admin starts a payout, or says how it ended. */
export const buildProcessPayout = (dependencies: Dependencies) =>
  endpoint(
    dependencies.settings,
    { access: 'admins', reads: 'json', validate },
    async ({ event, user, remainingMs }) => {
      const { payout_id: payoutId } = event.pathParameters;
      const order = { payoutId, instruction: event.body, user, remainingMs };
      return ok({ payout: showPayoutToAdmin(await processOne(dependencies, order)) });
    },
  );

export const handler = deployed(buildProcessPayout, withPaypal);
