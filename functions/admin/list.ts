import { endpoint } from '../../libs/http/chain.ts';
import { ok } from '../../libs/http/envelope.ts';
import { cursorAfter, pageRequestOf } from '../../libs/http/paging.ts';
import { showPayoutToAdmin } from '../../libs/http/views.ts';
import { listPayouts } from '../../libs/store/payouts/list-payouts.ts';
import validate from '../../schemas/compiled/list-all-payouts.js';
import { type Dependencies, deployed } from '../deployed.ts';

/** `GET /admin/payouts`: a page of everybody's payouts, or of one affiliate's, newest first. */
export const buildListAllPayouts = ({ settings, store }: Dependencies) =>
  endpoint(settings, { access: 'admins', reads: 'nothing', validate }, async ({ event }) => {
    const { affiliate_id: affiliateId, ...query } = event.queryStringParameters ?? {};
    const request = { ...pageRequestOf(query), ...(affiliateId !== undefined && { affiliateId }) };
    const { payouts, next } = await listPayouts(store, request);
    return ok({ payouts: payouts.map(showPayoutToAdmin), next_cursor: cursorAfter(next) });
  });

export const handler = deployed(buildListAllPayouts);
