import { buildGetAnyPayout } from '../functions/admin/get.ts';
import { buildGetAffiliate } from '../functions/admin/get-affiliate.ts';
import { buildListAllPayouts } from '../functions/admin/list.ts';
import { buildProcessPayout } from '../functions/admin/process.ts';
import { buildProcessPayouts } from '../functions/admin/process-bulk.ts';
import { buildGetSummary } from '../functions/admin/summary.ts';
import { buildGetBalance } from '../functions/payouts/balance.ts';
import { buildRequestBulk } from '../functions/payouts/bulk.ts';
import { buildCancelPayout } from '../functions/payouts/cancel.ts';
import { buildGetEligibility } from '../functions/payouts/eligibility.ts';
import { buildGetPayout } from '../functions/payouts/get.ts';
import { buildListPayouts } from '../functions/payouts/list.ts';
import { buildGetReceipt } from '../functions/payouts/receipt.ts';
import { buildRequestPayout } from '../functions/payouts/request.ts';
import type { ApiHandler } from '../libs/http/event.ts';
import type { PayoutStatus } from '../libs/payouts/payout.ts';
import type { TestRequest } from './call.ts';
import { AMOUNT, AS_ADMIN, type Asked, REASON } from './lifecycle.ts';
import type { World } from './world.ts';

/** A request that is wrong in one way. A caller who may not call must not learn of it. */
interface BadRequest {
  what: string;
  facts: TestRequest;
}

/** An endpoint that needs a token, and a request that succeeds for a caller who may call it. */
export interface Endpoint {
  /** Method and path, and in parentheses what distinguishes two rows of one endpoint. */
  name: string;
  build: (world: World) => ApiHandler;
  /** The status that a payout must have for the request to succeed. */
  status: PayoutStatus;
  /** Body and query of a request about this payout. */
  facts: (asked: Asked) => TestRequest;
  badRequests: BadRequest[];
}

const badQuery = (...names: string[]): BadRequest[] =>
  names.map((name) => ({ what: `an empty ${name} in the query`, facts: { query: { [name]: '' } } }));

const badBody = (body: unknown): BadRequest[] => [
  { what: 'a body that is too large', facts: { body: ' '.repeat(16_385) } },
  { what: 'a body of another type', facts: { body: 'a=1', headers: { 'content-type': 'text/plain' } } },
  { what: 'a body that is not JSON', facts: { body: '{' } },
  { what: 'a body that is not valid', facts: { body } },
];

const badKey = { what: 'an empty Idempotency-Key', facts: { headers: { 'idempotency-key': '' } } };
const unknownPayout = { what: 'a payout that does not exist', facts: { params: { payout_id: 'none' } } };
const unknownItem = {
  what: 'a payout in the body that does not exist',
  facts: { body: { items: [{ payout_id: 'none', action: 'start' }] } },
};

const read = (name: string, build: Endpoint['build'], ...badRequests: BadRequest[]): Endpoint => ({
  name,
  build,
  status: 'completed',
  facts: () => ({}),
  badRequests,
});

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
  read('GET /payouts', buildListPayouts, ...badQuery('limit', 'status', 'cursor', 'page')),
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

const badList = badQuery('limit', 'status', 'cursor', 'affiliate_id', 'page');

/** The endpoints for admins. The affiliate who owns the payout may not call them either. */
export const ADMIN_ENDPOINTS: Endpoint[] = [
  read('GET /admin/payouts', buildListAllPayouts, ...badList),
  {
    ...read('GET /admin/payouts (of one affiliate)', buildListAllPayouts),
    facts: ({ affiliate }) => ({ query: { affiliate_id: affiliate.affiliate_id } }),
  },
  read('GET /admin/payouts/{payout_id}', buildGetAnyPayout, unknownPayout),
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
];

/** Whether the path names a payout. */
export const isAboutOnePayout = ({ name }: Endpoint): boolean => name.includes('{payout_id}');

/** The request to this endpoint about this payout, without a caller. */
export function requestTo(endpoint: Endpoint, asked: Asked, id = asked.payout_id): TestRequest {
  const [method = '', template = ''] = endpoint.name.split(' ');
  const path = template
    .replace('{payout_id}', () => id)
    .replace('{affiliate_id}', () => asked.affiliate.affiliate_id);
  const params = isAboutOnePayout(endpoint) && { params: { payout_id: id } };
  return { method, path, ...params, ...endpoint.facts(asked) };
}

/** The same request by a caller who may call it: an admin, or the affiliate who owns the payout. */
export const allowedTo = (endpoint: Endpoint, asked: Asked): TestRequest => ({
  ...requestTo(endpoint, asked),
  ...(endpoint.name.includes('/admin/') ? AS_ADMIN : { as: asked.affiliate.user_id }),
});
