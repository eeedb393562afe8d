import { requireAffiliate } from '../../libs/affiliates.ts';
import { decodeCursor, encodeCursor } from '../../libs/cursor.ts';
import { endpoint } from '../../libs/http/chain.ts';
import { ok } from '../../libs/http/envelope.ts';
import { showPayout } from '../../libs/payouts.ts';
import { getAffiliateByUserId } from '../../libs/store/affiliates.ts';
import { getCounters } from '../../libs/store/balances.ts';
import { listPayouts } from '../../libs/store/payouts.ts';
import validate from '../../schemas/compiled/list-payouts.js';
import { type Dependencies, deployed } from '../dependencies.ts';

const LIMIT_DEFAULT = 100;

/** `GET /payouts`: a page of the caller's own payouts, newest first, and how many there are in all. */
export const buildListPayouts = ({ settings, store }: Dependencies) =>
  endpoint(settings, { reads: 'nothing', validate }, async ({ event, user }) => {
    const { limit, cursor, status } = event.queryStringParameters ?? {};
    const after = cursor ? { after: decodeCursor(cursor) } : {};
    const { affiliate_id: affiliateId } = requireAffiliate(await getAffiliateByUserId(user.userId, store));
    const [page, { payout_count }] = await Promise.all([
      listPayouts(store, {
        affiliateId,
        limit: Number(limit ?? LIMIT_DEFAULT),
        ...(status && { status }),
        ...after,
      }),
      getCounters(store, affiliateId),
    ]);
    return ok({
      payouts: page.payouts.map(showPayout),
      total: payout_count,
      next_cursor: page.next ? encodeCursor(page.next) : null,
    });
  });

export const handler = deployed(buildListPayouts);
