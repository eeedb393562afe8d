import { rawBodyOf } from '../../libs/http/body.ts';
import { type ApiEvent, endpoint } from '../../libs/http/chain.ts';
import { ok } from '../../libs/http/envelope.ts';
import { parseJson } from '../../libs/http/json.ts';
import { invalidField, PayoutError } from '../../libs/payouts/errors.ts';
import type { Payout } from '../../libs/payouts/payout.ts';
import { log } from '../../libs/runtime/log.ts';
import { getPayout } from '../../libs/store/payouts/get-payout.ts';
import { takeStep } from '../../libs/store/payouts/transition.ts';
import { requirePartnerSignature } from '../../libs/zelle/signature.ts';
import isEvent from '../../schemas/compiled/zelle-event.js';
import type { Valid as ZelleEvent } from '../../schemas/outside/zelle-event.ts';
import { type Dependencies, deployed } from '../deployed.ts';

/** `POST /webhooks/zelle`: a bank partner says how a Zelle payout ended that is processing. */
export const buildZelleWebhook = ({ settings, store, now }: Dependencies) =>
  endpoint<ApiEvent>(settings, { access: 'everybody', reads: 'bytes' }, async ({ event, remainingMs }) => {
    const body = rawBodyOf(event);
    requirePartnerSignature(body, event.headers, settings.zelleSecrets);
    const zelleEvent = parseJson(body);
    if (!isEvent(zelleEvent)) throw invalidField('', 'must be an event of this API');
    const payout = await getPayout(store, zelleEvent.data.payout_id);
    if (payout?.payment_method !== 'zelle' || payout.status !== 'processing') {
      log('warn', 'zelle-event', {
        payoutId: zelleEvent.data.payout_id,
        status: payout?.status ?? 'unknown',
      });
      return ok({});
    }
    // The delivery's own id makes the step's: the same delivery again is the same step, and no step of ours.
    const id = `zelle:${event.headers['webhook-id']}`;
    await takeStep(store, payout, { ...stepOf(zelleEvent), id, at: now() }, remainingMs).catch(ignoreLoser);
    return ok({});
  });

function stepOf({ type, data: { transaction_id, reason } }: ZelleEvent) {
  const provider = { by: 'zelle', role: 'provider' as const };
  return type === 'payout.completed'
    ? { action: 'complete' as const, ...provider, ...(transaction_id && { transaction_id }) }
    : { action: 'fail' as const, ...provider, reason: reason ?? 'The bank could not pay this payout.' };
}

/** Of two deliveries at once the second finds the payout ended. */
function ignoreLoser(error: unknown): Payout | undefined {
  if (error instanceof PayoutError && error.code === 'invalid_transition') return undefined;
  throw error;
}

export const handler = deployed(buildZelleWebhook);
