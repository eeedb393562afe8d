import { requireAffiliate } from '../../libs/affiliates.ts';
import { endpoint } from '../../libs/http/chain.ts';
import { ok } from '../../libs/http/envelope.ts';
import { requirePayout } from '../../libs/payouts.ts';
import { getAffiliateByUserId } from '../../libs/store/affiliates.ts';
import { getPayout } from '../../libs/store/payouts.ts';
import { takeStep } from '../../libs/store/transition.ts';
import { showPayout } from '../../libs/views.ts';
import validate from '../../schemas/compiled/one-payout.js';
import { type Dependencies, deployed } from '../dependencies.ts';

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
