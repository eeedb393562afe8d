import { endpoint } from '../../libs/http/chain.ts';
import { ok } from '../../libs/http/envelope.ts';
import type { Route } from '../../libs/http/route.ts';
import { showPayoutWithHistory } from '../../libs/http/views.ts';
import type { Dependencies } from '../../libs/workflows/dependencies.ts';
import { ownPayout } from '../../libs/workflows/own-records.ts';
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
    const payout = await ownPayout(store, user, path.payout_id);
    return ok({ payout: showPayoutWithHistory(payout) });
  });

export const handler = deployed(buildGetPayout);
