import { endpoint } from '../../libs/http/chain.ts';
import { ok } from '../../libs/http/envelope.ts';
import type { Route } from '../../libs/http/route.ts';
import { eligibilityOf } from '../../libs/payouts/eligibility.ts';
import { isCode } from '../../libs/payouts/errors.ts';
import { getBalanceRow } from '../../libs/store/balances/balance-row.ts';
import { readableCounters } from '../../libs/store/balances/read-balance.ts';
import type { Dependencies } from '../../libs/workflows/dependencies.ts';
import { ownAffiliate } from '../../libs/workflows/own-records.ts';
import validate from '../../schemas/compiled/get-eligibility.js';
import { deployed } from '../deployed.ts';

export const route = {
  name: 'getEligibility',
  method: 'GET',
  path: '/payouts/eligibility',
  access: 'users',
  reads: 'nothing',
  summary: 'Says whether an amount can be requested now and, if not, why not and from when.',
  success: { status: 200, data: 'eligibility' },
  errors: ['invalid_request'],
} as const satisfies Route;

/** Whether an amount could be requested now: also for an affiliate whose account is not active. */
export const buildGetEligibility = (dependencies: Dependencies) =>
  endpoint(dependencies, { ...route, validate }, async ({ query, user }, { settings, store, now }) => {
    const affiliate = await ownAffiliate(store, user);
    const { affiliate_id } = affiliate;
    const row = await getBalanceRow(store, affiliate_id);
    const counters = await readableCounters(store, affiliate_id, row).catch((error: unknown) => {
      if (isCode(error, 'records_unreadable')) return undefined;
      throw error;
    });
    const { limits } = settings;
    const amount = query.amount === undefined ? limits.minimum : Number(query.amount);
    return ok({ eligibility: eligibilityOf(amount, { affiliate, counters, limits, now: now() }) });
  });

export const handler = deployed(buildGetEligibility);
