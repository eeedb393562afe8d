import { endpoint } from '../../libs/http/chain.ts';
import { ok } from '../../libs/http/envelope.ts';
import { showPayoutWithHistoryToAdmin } from '../../libs/http/views.ts';
import { requirePayout } from '../../libs/payouts/payout.ts';
import { getPayout } from '../../libs/store/payouts/get-payout.ts';
import validate from '../../schemas/compiled/one-payout.js';
import { type Dependencies, deployed } from '../deployed.ts';

/** `GET /admin/payouts/{payout_id}`: anybody's payout, with its history. */
export const buildGetAnyPayout = ({ settings, store }: Dependencies) =>
  endpoint(settings, { access: 'admins', reads: 'nothing', validate }, async ({ event }) => {
    const payout = requirePayout(await getPayout(store, event.pathParameters.payout_id));
    return ok({ payout: showPayoutWithHistoryToAdmin(payout) });
  });

export const handler = deployed(buildGetAnyPayout);
