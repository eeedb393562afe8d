import { endpoint } from '../../libs/http/chain.ts';
import { created, replayed } from '../../libs/http/envelope.ts';
import type { Route } from '../../libs/http/route.ts';
import { showAsRequestedToAdmin } from '../../libs/http/views.ts';
import { invalidField } from '../../libs/payouts/errors.ts';
import type { Dependencies } from '../../libs/workflows/dependencies.ts';
import { requestOnBehalf } from '../../libs/workflows/request-on-behalf.ts';
import validate from '../../schemas/compiled/request-on-behalf.js';
import { deployed } from '../deployed.ts';

export const route = {
  name: 'requestOnBehalf',
  method: 'POST',
  path: '/admin/payouts',
  access: 'admins',
  reads: 'json',
  summary: "Requests a payout on an affiliate's behalf, once for a reference.",
  success: { status: 201, data: 'requested-on-behalf' },
  errors: [
    'affiliate_inactive',
    'affiliate_not_found',
    'amount_below_minimum',
    'amount_above_maximum',
    'insufficient_balance',
    'payment_details_missing',
    'records_unreadable',
    'idempotency_key_reused',
  ],
} as const satisfies Route;

/** An admin reserves the money for one payout of an affiliate, once for a reference. */
export const buildRequestOnBehalf = (dependencies: Dependencies) =>
  endpoint(dependencies, { ...route, validate }, async ({ body, user, idempotencyKey }, forThisCall) => {
    requireNoOtherKey(idempotencyKey);
    const { payouts, isReplay } = await requestOnBehalf(forThisCall, body, user);
    const [payout] = payouts.map((each) => showAsRequestedToAdmin(each, body));
    const answer = created('Payout request submitted successfully', { payout });
    return isReplay ? replayed(answer) : answer;
  });

/** A caller who relied on the header, and made a new reference for each try, would pay twice. */
function requireNoOtherKey(idempotencyKey: string | undefined): void {
  if (idempotencyKey === undefined) return;
  throw invalidField('idempotency-key', 'must be left out, because the reference is the key of this request');
}

export const handler = deployed(buildRequestOnBehalf);
