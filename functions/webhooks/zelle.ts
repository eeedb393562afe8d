import { invalidJson, rawBodyOf, requireSize } from '../../libs/http/body.ts';
import { endpoint } from '../../libs/http/chain.ts';
import { ok } from '../../libs/http/envelope.ts';
import { faultsOfValue } from '../../libs/http/errors.ts';
import { parseJson } from '../../libs/http/json.ts';
import type { Route } from '../../libs/http/route.ts';
import { invalidFields } from '../../libs/payouts/errors.ts';
import { log } from '../../libs/runtime/log.ts';
import type { Dependencies } from '../../libs/workflows/dependencies.ts';
import { settleFromBank } from '../../libs/workflows/settle-from-bank.ts';
import { requirePartnerSignature } from '../../libs/zelle/signature.ts';
import isEvent from '../../schemas/compiled/zelle-event.js';
import { EVENT_TYPES } from '../../schemas/outside/zelle-event.ts';
import { deployed } from '../deployed.ts';

export const route = {
  name: 'zelleWebhook',
  method: 'POST',
  path: '/webhooks/zelle',
  access: 'everybody',
  reads: 'bytes',
  bodyLimit: 256 * 1024,
  summary: "Receives a bank partner's signed notices of how Zelle payouts ended.",
  success: { status: 200, data: 'empty' },
  errors: ['unauthenticated', 'invalid_json', 'invalid_request', 'invalid_transition', 'records_unreadable'],
} as const satisfies Route;

/** A bank partner says how a Zelle payout ended, or that the money came back. */
export const buildZelleWebhook = (dependencies: Dependencies) =>
  endpoint(dependencies, route, async ({ event }, forThisCall) => {
    const body = rawBodyOf(event);
    requirePartnerSignature(body, event.headers, forThisCall.settings.zelleSecrets);
    requireSize(body.length, route.bodyLimit);
    const zelleEvent = parseJson(body);
    if (zelleEvent === undefined) throw invalidJson();
    if (isUnknownType(zelleEvent)) {
      log('warn', 'zelle-event', { known: false });
      return ok({});
    }
    if (!isEvent(zelleEvent)) throw invalidFields(faultsOfValue(isEvent.errors ?? []));
    await settleFromBank(forThisCall, zelleEvent, String(event.headers['webhook-id']));
    return ok({});
  });

/** Our partner may send types of events that we do not use: sending them again would not help. */
function isUnknownType(event: unknown): boolean {
  const type = (event as { type?: unknown } | null)?.type;
  return typeof type === 'string' && !(EVENT_TYPES as readonly string[]).includes(type);
}

export const handler = deployed(buildZelleWebhook);
