import { requireAffiliate } from '../../libs/affiliates.ts';
import { endpoint } from '../../libs/http/chain.ts';
import { created, replayed } from '../../libs/http/envelope.ts';
import { idempotencyKeyOf } from '../../libs/http/idempotency-key.ts';
import { stampRequest } from '../../libs/idempotency.ts';
import { judgeRequest, showAsRequested } from '../../libs/payouts.ts';
import { getAffiliateByUserId } from '../../libs/store/affiliates.ts';
import { requireReplay, reservePayout } from '../../libs/store/reserve.ts';
import validate from '../../schemas/compiled/request-payout.js';
import { type Dependencies, deployed } from '../dependencies.ts';

/** `POST /payouts/request`: reserves the money for one payout, once for a key. */
export const buildRequestPayout = ({ settings, store, now, newId }: Dependencies) =>
  endpoint(settings, { reads: 'json', validate }, async ({ event, user, remainingMs }) => {
    const affiliate = requireAffiliate(await getAffiliateByUserId(user.userId, store));
    const stamp = stampRequest(event.body, affiliate, { key: idempotencyKeyOf(event), newId, now });
    const { payout: draft, refusal } = judgeRequest(event.body, affiliate, settings.limits, stamp);
    const { payout, isReplay } = draft
      ? await reservePayout(store, draft, affiliate, remainingMs)
      : await requireReplay(store, stamp, refusal);
    const answer = created('Payout request submitted successfully', { payout: showAsRequested(payout) });
    return isReplay ? replayed(answer) : answer;
  });

export const handler = deployed(buildRequestPayout);
