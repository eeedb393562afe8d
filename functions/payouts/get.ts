import { endpoint } from '../../libs/http/chain.ts';
import { ok } from '../../libs/http/envelope.ts';
import type { Route } from '../../libs/http/route.ts';
import { showPayoutWithHistory } from '../../libs/http/views.ts';
import { requireAffiliate } from '../../libs/payouts/affiliate.ts';
import { requirePayout } from '../../libs/payouts/payout.ts';
import { getAffiliateByUserId } from '../../libs/store/affiliates.ts';
import { getPayout } from '../../libs/store/payouts/get-payout.ts';
import type { Dependencies } from '../../libs/workflows/dependencies.ts';
import validate from '../../schemas/compiled/one-payout.js';
import { deployed } from '../deployed.ts';

export const route = {
  name: 'getPayout',
  method: 'GET',
  path: '/payouts/{payout_id}',
  access: 'users',
  reads: 'nothing',
  summary: "Shows one of the caller's own payouts, with its history.",
  success: { status: 200, data: 'payout-with-history' },
  errors: ['payout_not_found'],
} as const satisfies Route;

/** One of the caller's own payouts, with its history. */
export const buildGetPayout = (dependencies: Dependencies) =>
  endpoint(dependencies, { ...route, validate }, async ({ path, user }, { store }) => {
    const affiliate = requireAffiliate(await getAffiliateByUserId(user.userId, store));
    const payout = requirePayout(await getPayout(store, path.payout_id), affiliate);
    return ok({ payout: showPayoutWithHistory(payout) });
  });

export const handler = deployed(buildGetPayout);
