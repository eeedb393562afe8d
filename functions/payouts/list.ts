import { endpoint } from '../../libs/http/chain.ts';
import { ok } from '../../libs/http/envelope.ts';
import { cursorAfter, pageRequestOf } from '../../libs/http/paging.ts';
import { showPayout } from '../../libs/http/views.ts';
import { requireAffiliate } from '../../libs/payouts/affiliate.ts';
import { getAffiliateByUserId } from '../../libs/store/affiliates.ts';
import { getCounters } from '../../libs/store/balances/read-balance.ts';
import { listPayouts } from '../../libs/store/payouts/list-payouts.ts';
import validate from '../../schemas/compiled/list-payouts.js';
import { type Dependencies, deployed } from '../deployed.ts';

/** `GET /payouts`: a page of the caller's own payouts, newest first, and how many there are in all. */
export const buildListPayouts = ({ settings, store }: Dependencies) =>
  endpoint(settings, { access: 'users', reads: 'nothing', validate }, async ({ event, user }) => {
    const request = pageRequestOf(event.queryStringParameters ?? {});
    const { affiliate_id: affiliateId } = requireAffiliate(await getAffiliateByUserId(user.userId, store));
    const [{ payouts, next }, { payout_count: total }] = await Promise.all([
      listPayouts(store, { ...request, affiliateId }),
      getCounters(store, affiliateId),
    ]);
    return ok({ payouts: payouts.map(showPayout), total, next_cursor: cursorAfter(next) });
  });

export const handler = deployed(buildListPayouts);
