import { endpoint } from '../../libs/http/chain.ts';
import { ok } from '../../libs/http/envelope.ts';
import { showPayout } from '../../libs/http/views.ts';
import { requireAffiliate } from '../../libs/payouts/affiliate.ts';
import { requirePayout } from '../../libs/payouts/payout.ts';
import { getAffiliateByUserId } from '../../libs/store/affiliates.ts';
import { getPayout } from '../../libs/store/payouts/get-payout.ts';
import { takeStep } from '../../libs/store/payouts/transition.ts';
import validate from '../../schemas/compiled/one-payout.js';
import { type Dependencies, deployed } from '../deployed.ts';

/** `POST /payouts/{payout_id}/cancel`: the owner takes a payout back that nobody has started. */
export const buildCancelPayout = ({ settings, store, now, newId }: Dependencies) =>
  endpoint(
    settings,
    { access: 'users', reads: 'nothing', validate },
    async ({ event, user, remainingMs }) => {
      const affiliate = requireAffiliate(await getAffiliateByUserId(user.userId, store));
      const payout = requirePayout(await getPayout(store, event.pathParameters.payout_id), affiliate);
      const step = {
        action: 'cancel' as const,
        id: newId(),
        at: now(),
        by: user.userId,
        role: 'owner' as const,
      };
      return ok({ payout: showPayout(await takeStep(store, payout, step, remainingMs)) });
    },
  );

export const handler = deployed(buildCancelPayout);
