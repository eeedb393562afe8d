import { rawBodyOf } from '../../libs/http/body.ts';
import { endpoint } from '../../libs/http/chain.ts';
import { ok } from '../../libs/http/envelope.ts';
import { parseJson } from '../../libs/http/json.ts';
import type { Route } from '../../libs/http/route.ts';
import { invalidField, isCode } from '../../libs/payouts/errors.ts';
import type { Payout } from '../../libs/payouts/payout.ts';
import type { Step } from '../../libs/payouts/transitions.ts';
import { log } from '../../libs/runtime/log.ts';
import { getReadablePayout } from '../../libs/store/payouts/get-payout.ts';
import { takeStep } from '../../libs/store/payouts/transition.ts';
import type { Dependencies } from '../../libs/workflows/dependencies.ts';
import { requirePartnerSignature } from '../../libs/zelle/signature.ts';
import isEvent from '../../schemas/compiled/zelle-event.js';
import type { Valid as ZelleEvent } from '../../schemas/outside/zelle-event.ts';
import { deployed } from '../deployed.ts';

const UNKNOWN_REASON = 'The bank could not pay this payout.';

export const route = {
  name: 'zelleWebhook',
  method: 'POST',
  path: '/webhooks/zelle',
  access: 'everybody',
  reads: 'bytes',
  summary: "Receives a bank partner's signed notices of how Zelle payouts ended.",
  success: { status: 200, data: 'empty' },
  errors: ['unauthenticated', 'invalid_request', 'records_unreadable'],
} as const satisfies Route;

/** A bank partner says how a Zelle payout ended that is processing. */
export const buildZelleWebhook = (dependencies: Dependencies) =>
  endpoint(dependencies, route, async ({ event }, { settings, store, now }) => {
    const body = rawBodyOf(event);
    requirePartnerSignature(body, event.headers, settings.zelleSecrets);
    const zelleEvent = parseJson(body);
    if (!isEvent(zelleEvent)) throw invalidField('', 'must be an event of this API');
    const payout = await getReadablePayout(store, zelleEvent.data.payout_id);
    if (payout?.payment_method !== 'zelle' || payout.status !== 'processing') {
      log('warn', 'zelle-event', {
        payoutId: zelleEvent.data.payout_id,
        status: payout?.status ?? 'unknown',
      });
      return ok({});
    }
    // The delivery's own id makes the step's: the same delivery again is the same step, and no step of ours.
    const id = `zelle:${event.headers['webhook-id']}`;
    await takeStep(store, payout, { ...stepOf(zelleEvent), id, at: now() }).catch(ignoreLoser);
    return ok({});
  });

function stepOf({ type, data: { transaction_id, reason } }: ZelleEvent): Omit<Step, 'id' | 'at'> {
  if (type === 'payout.completed') {
    return { action: 'complete', by: 'zelle', role: 'provider', ...(transaction_id && { transaction_id }) };
  }
  return { action: 'fail', by: 'zelle', role: 'provider', reason: reason ?? UNKNOWN_REASON };
}

/** Of two deliveries at once the second finds the payout ended. */
function ignoreLoser(error: unknown): Payout | undefined {
  if (isCode(error, 'invalid_transition')) return undefined;
  throw error;
}

export const handler = deployed(buildZelleWebhook);
