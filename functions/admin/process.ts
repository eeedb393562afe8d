import { endpoint } from '../../libs/http/chain.ts';
import { ok } from '../../libs/http/envelope.ts';
import { requirePayout } from '../../libs/payouts.ts';
import { getPayout } from '../../libs/store/payouts.ts';
import { takeStep } from '../../libs/store/transition.ts';
import { showPayoutToAdmin } from '../../libs/views.ts';
import validate from '../../schemas/compiled/process-payout.js';
import { type Dependencies, deployed } from '../dependencies.ts';

/** `POST /admin/payouts/{payout_id}/process`: an admin starts a payout, or says how it ended. */
export const buildProcessPayout = ({ settings, store, now, newId }: Dependencies) =>
  endpoint(settings, { access: 'admins', reads: 'json', validate }, async ({ event, user, remainingMs }) => {
    const payout = requirePayout(await getPayout(store, event.pathParameters.payout_id));
    const step = { ...event.body, id: newId(), at: now(), by: user.userId };
    return ok({ payout: showPayoutToAdmin(await takeStep(store, payout, step, remainingMs)) });
  });

export const handler = deployed(buildProcessPayout);
