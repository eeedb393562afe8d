import { endpoint } from '../../libs/http/chain.ts';
import { created, replayed } from '../../libs/http/envelope.ts';
import type { Route } from '../../libs/http/route.ts';
import { showAsRequested } from '../../libs/http/views.ts';
import type { Dependencies } from '../../libs/workflows/dependencies.ts';
import { requestPayouts } from '../../libs/workflows/request-payouts.ts';
import validate from '../../schemas/compiled/request-bulk.js';
import { deployed } from '../deployed.ts';

export const route = {
  name: 'requestBulk',
  method: 'POST',
  path: '/payouts/bulk',
  access: 'users',
  reads: 'json',
  summary: 'Requests up to 20 payouts, all or none, once for an idempotency key.',
  success: { status: 201, data: 'requested-payouts' },
  errors: [
    'affiliate_inactive',
    'amount_below_minimum',
    'amount_above_maximum',
    'insufficient_balance',
    'payment_details_missing',
    'records_unreadable',
    'idempotency_key_reused',
  ],
} as const satisfies Route;

/** Reserves the money for up to 20 payouts, for all or for none, once for a key. */
export const buildRequestBulk = (dependencies: Dependencies) =>
  endpoint(dependencies, { ...route, validate }, async ({ body, user, idempotencyKey }, forThisCall) => {
    const order = { requests: body.payouts, isBulk: true, user, idempotencyKey };
    const { payouts, isReplay } = await requestPayouts(forThisCall, order);
    const total_amount = payouts.reduce((sum, { amount }) => sum + amount, 0);
    const data = { payouts: payouts.map(showAsRequested), total_amount };
    const answer = created('Payout requests submitted successfully', data);
    return isReplay ? replayed(answer) : answer;
  });

export const handler = deployed(buildRequestBulk);
