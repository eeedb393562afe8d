import { endpoint } from '../../libs/http/chain.ts';
import { ok } from '../../libs/http/envelope.ts';
import type { Route } from '../../libs/http/route.ts';
import type { Dependencies } from '../../libs/workflows/dependencies.ts';
import { showAffiliate } from '../../libs/workflows/show-affiliate.ts';
import validate from '../../schemas/compiled/one-affiliate.js';
import { deployed } from '../deployed.ts';

export const route = {
  name: 'getAffiliate',
  method: 'GET',
  path: '/admin/affiliates/{affiliate_id}',
  access: 'admins',
  reads: 'nothing',
  summary: 'Shows an affiliate: the account, the destination on record, and the balance.',
  success: { status: 200, data: 'affiliate' },
  errors: ['affiliate_not_found'],
} as const satisfies Route;

/** An affiliate as an admin sees it. */
export const buildGetAffiliate = (dependencies: Dependencies) =>
  endpoint(dependencies, { ...route, validate }, async ({ path }, forThisCall) =>
    ok({ affiliate: await showAffiliate(forThisCall, path.affiliate_id) }),
  );

export const handler = deployed(buildGetAffiliate);
