import { buildExportAllPayouts } from '../functions/admin/export.ts';
import { buildGetAnyPayout } from '../functions/admin/get.ts';
import { buildGetAffiliate } from '../functions/admin/get-affiliate.ts';
import { buildListAllPayouts } from '../functions/admin/list.ts';
import { buildProcessPayout } from '../functions/admin/process.ts';
import { buildProcessPayouts } from '../functions/admin/process-bulk.ts';
import { buildGetAnyReceipt } from '../functions/admin/receipt.ts';
import { buildRequestOnBehalf } from '../functions/admin/request.ts';
import { buildGetSummary } from '../functions/admin/summary.ts';
import { buildGetBalance } from '../functions/payouts/balance.ts';
import { buildRequestBulk } from '../functions/payouts/bulk.ts';
import { buildCancelPayout } from '../functions/payouts/cancel.ts';
import { buildGetEligibility } from '../functions/payouts/eligibility.ts';
import { buildExportPayouts } from '../functions/payouts/export.ts';
import { buildGetPayout } from '../functions/payouts/get.ts';
import { buildListPayouts } from '../functions/payouts/list.ts';
import { buildGetReceipt } from '../functions/payouts/receipt.ts';
import { buildRequestPayout } from '../functions/payouts/request.ts';
import type { PayoutStatus } from '../libs/payouts/payout.ts';
import type { TestRequest } from './call.ts';
import { badBody, badKey, badQuery, type Endpoint, read, unknownItem, unknownPayout } from './endpoint.ts';
import { AMOUNT, AS_ADMIN, type Asked, oldPayout, REASON } from './lifecycle.ts';
import { RUN_ENDPOINTS } from './run-endpoints.ts';
import { openRun } from './runs.ts';
import type { World } from './world.ts';

export type { Endpoint } from './endpoint.ts';

const START = { action: 'start' };
const COMPLETE = { action: 'complete', transaction_id: 'T-1' };
const FAIL = { action: 'fail', reason: REASON };
const RETURN = { action: 'return', reason: REASON };
const AMEND = { action: 'amend', transaction_id: 'T-2' };

const process = (status: PayoutStatus, body: { action: string }): Endpoint => ({
  name: `POST /admin/payouts/{payout_id}/process (${body.action})`,
  build: buildProcessPayout,
  status,
  facts: () => ({ body }),
  badRequests: [...badBody({ action: 'begin' }), unknownPayout],
});

const processAll = (status: PayoutStatus, item: { action: string }): Endpoint => ({
  name: `POST /admin/payouts/process (${item.action})`,
  build: buildProcessPayouts,
  status,
  facts: ({ payout_id }) => ({ body: { items: [{ payout_id, ...item }] } }),
  badRequests: [...badBody({ items: [] }), unknownItem],
});

const badList = badQuery('limit', 'status', 'cursor', 'page');

/** The endpoints for affiliates. */
export const AFFILIATE_ENDPOINTS: Endpoint[] = [
  {
    name: 'POST /payouts/request',
    build: buildRequestPayout,
    status: 'completed',
    facts: () => ({ body: { amount: AMOUNT } }),
    badRequests: [...badBody({ amount: '5000' }), badKey],
  },
  {
    name: 'POST /payouts/bulk',
    build: buildRequestBulk,
    status: 'completed',
    facts: () => ({ body: { payouts: [{ amount: AMOUNT }] } }),
    badRequests: [...badBody({ payouts: [] }), badKey],
  },
  read('GET /payouts', buildListPayouts, ...badList),
  read('GET /payouts/export', buildExportPayouts, ...badList),
  read('GET /payouts/balance', buildGetBalance),
  read('GET /payouts/eligibility', buildGetEligibility, ...badQuery('amount', 'currency')),
  read('GET /payouts/{payout_id}', buildGetPayout, unknownPayout),
  read('GET /payouts/{payout_id}/receipt', buildGetReceipt, unknownPayout),
  {
    name: 'POST /payouts/{payout_id}/cancel',
    build: buildCancelPayout,
    status: 'pending',
    facts: () => ({}),
    badRequests: [unknownPayout],
  },
];

const badListOfAll = [...badList, ...badQuery('affiliate_id')];

/** The endpoints for admins. The affiliate who owns the payout may not call them either. */
export const ADMIN_ENDPOINTS: Endpoint[] = [
  read('GET /admin/payouts', buildListAllPayouts, ...badListOfAll),
  {
    ...read('GET /admin/payouts (of one affiliate)', buildListAllPayouts),
    facts: ({ affiliate }) => ({ query: { affiliate_id: affiliate.affiliate_id } }),
  },
  read('GET /admin/payouts/export', buildExportAllPayouts, ...badListOfAll),
  read('GET /admin/payouts/{payout_id}', buildGetAnyPayout, unknownPayout),
  read('GET /admin/payouts/{payout_id}/receipt', buildGetAnyReceipt, unknownPayout),
  {
    name: 'POST /admin/payouts',
    build: buildRequestOnBehalf,
    status: 'completed',
    facts: ({ affiliate: { affiliate_id }, payout_id }) => ({
      body: { affiliate_id, amount: AMOUNT, reference: payout_id },
    }),
    badRequests: [...badBody({ affiliate_id: 'aff-none', amount: '5000', reference: 'r' }), badKey],
  },
  process('pending', START),
  process('processing', COMPLETE),
  process('processing', FAIL),
  process('completed', RETURN),
  process('completed', AMEND),
  read('GET /admin/summary', buildGetSummary),
  {
    ...read('GET /admin/affiliates/{affiliate_id}', buildGetAffiliate),
    facts: ({ affiliate: { affiliate_id } }) => ({ params: { affiliate_id } }),
  },
  processAll('pending', START),
  processAll('processing', COMPLETE),
  ...RUN_ENDPOINTS,
];

/** A new payout of which a request to this endpoint succeeds, with the run that it needs. */
export async function askedOf(world: World, { status, run }: Endpoint): Promise<Asked> {
  const asked = await oldPayout(world, { status });
  if (run) await openRun(world, asked.payout_id, run);
  return asked;
}

/** Whether the path names a payout. */
export const isAboutOnePayout = ({ name }: Endpoint): boolean => name.includes('{payout_id}');

/** The request to this endpoint about this payout, without a caller. */
export function requestTo(endpoint: Endpoint, asked: Asked, id = asked.payout_id): TestRequest {
  const [method = '', template = ''] = endpoint.name.split(' ');
  const path = template
    .replace('{payout_id}', () => id)
    .replace('{run_id}', () => asked.payout_id)
    .replace('{affiliate_id}', () => asked.affiliate.affiliate_id);
  const params = isAboutOnePayout(endpoint) && { params: { payout_id: id } };
  return { method, path, ...params, ...endpoint.facts(asked) };
}

/** The same request by a caller who may call it: an admin, or the affiliate who owns the payout. */
export const allowedTo = (endpoint: Endpoint, asked: Asked): TestRequest => ({
  ...requestTo(endpoint, asked),
  ...(endpoint.name.includes('/admin/') ? AS_ADMIN : { as: asked.affiliate.user_id }),
});
