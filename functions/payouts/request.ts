import { endpoint } from '../../libs/http/chain.ts';
import { created, replayed } from '../../libs/http/envelope.ts';
import type { Route } from '../../libs/http/route.ts';
import { showAsRequested } from '../../libs/http/views.ts';
import type { Dependencies } from '../../libs/workflows/dependencies.ts';
import { requestPayouts } from '../../libs/workflows/request-payouts.ts';
import validate from '../../schemas/compiled/request-payout.js';
import { deployed } from '../deployed.ts';

export const route = {
  name: 'requestPayout',
  method: 'POST',
  path: '/payouts/request',
  access: 'users',
  reads: 'json',
  summary: 'Requests a payout, once for an idempotency key.',
  success: { status: 201, data: 'requested-payout' },
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

/** Reserves the money for one payout, once for a key. */
export const buildRequestPayout = (dependencies: Dependencies) =>
  endpoint(dependencies, { ...route, validate }, async ({ body, user, idempotencyKey }, forThisCall) => {
    const order = { requests: [body], isBulk: false, user, idempotencyKey };
    const { payouts, isReplay } = await requestPayouts(forThisCall, order);
    const [payout] = payouts.map(showAsRequested);
    const answer = created('Payout request submitted successfully', { payout });
    return isReplay ? replayed(answer) : answer;
  });

export const handler = deployed(buildRequestPayout);
