import { endpoint } from '../../libs/http/chain.ts';
import { ok } from '../../libs/http/envelope.ts';
import { showPayoutWithHistory } from '../../libs/http/views.ts';
import { requireAffiliate } from '../../libs/payouts/affiliate.ts';
import { requirePayout } from '../../libs/payouts/payout.ts';
import { getAffiliateByUserId } from '../../libs/store/affiliates.ts';
import { getPayout } from '../../libs/store/payouts/get-payout.ts';
import validate from '../../schemas/compiled/one-payout.js';
import { type Dependencies, deployed } from '../deployed.ts';

/** `GET /payouts/{payout_id}`: one of the caller's own payouts, with its history. */
export const buildGetPayout = ({ settings, store }: Dependencies) =>
  endpoint(settings, { access: 'users', reads: 'nothing', validate }, async ({ event, user }) => {
    const affiliate = requireAffiliate(await getAffiliateByUserId(user.userId, store));
    const payout = requirePayout(await getPayout(store, event.pathParameters.payout_id), affiliate);
    return ok({ payout: showPayoutWithHistory(payout) });
  });

export const handler = deployed(buildGetPayout);
