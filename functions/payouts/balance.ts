import { endpoint } from '../../libs/http/chain.ts';
import { ok } from '../../libs/http/envelope.ts';
import type { Route } from '../../libs/http/route.ts';
import { readBalance } from '../../libs/store/balances/read-balance.ts';
import type { Dependencies } from '../../libs/workflows/dependencies.ts';
import { ownAffiliate } from '../../libs/workflows/own-records.ts';
import { deployed } from '../deployed.ts';

export const route = {
  name: 'getBalance',
  method: 'GET',
  path: '/payouts/balance',
  access: 'users',
  reads: 'nothing',
  summary: 'Shows what the caller has earned, been paid, reserved, and can request.',
  success: { status: 200, data: 'balance' },
  errors: ['records_unreadable'],
} as const satisfies Route;

/** What was earned, paid, promised, and can be asked for. */
export const buildGetBalance = (dependencies: Dependencies) =>
  endpoint(dependencies, route, async ({ user }, { store, now }) => {
    return ok({ balance: await readBalance(store, await ownAffiliate(store, user), now()) });
  });

export const handler = deployed(buildGetBalance);
