import { rawBodyOf } from '../../libs/http/body.ts';
import { endpoint } from '../../libs/http/chain.ts';
import { ok } from '../../libs/http/envelope.ts';
import { parseJson } from '../../libs/http/json.ts';
import type { Route } from '../../libs/http/route.ts';
import { invalidField } from '../../libs/payouts/errors.ts';
import type { Dependencies } from '../../libs/workflows/dependencies.ts';
import { settleFromBank } from '../../libs/workflows/settle-from-bank.ts';
import { requirePartnerSignature } from '../../libs/zelle/signature.ts';
import isEvent from '../../schemas/compiled/zelle-event.js';
import { deployed } from '../deployed.ts';

export const route = {
  name: 'zelleWebhook',
  method: 'POST',
  path: '/webhooks/zelle',
  access: 'everybody',
  reads: 'bytes',
  summary: "Receives a bank partner's signed notices of how Zelle payouts ended.",
  success: { status: 200, data: 'empty' },
  errors: ['unauthenticated', 'invalid_request', 'invalid_transition', 'records_unreadable'],
} as const satisfies Route;

/** A bank partner says how a Zelle payout ended, or that the money came back. */
export const buildZelleWebhook = (dependencies: Dependencies) =>
  endpoint(dependencies, route, async ({ event }, forThisCall) => {
    const body = rawBodyOf(event);
    requirePartnerSignature(body, event.headers, forThisCall.settings.zelleSecrets);
    const zelleEvent = parseJson(body);
    if (!isEvent(zelleEvent)) throw invalidField('', 'must be an event of this API');
    await settleFromBank(forThisCall, zelleEvent, String(event.headers['webhook-id']));
    return ok({});
  });

export const handler = deployed(buildZelleWebhook);
