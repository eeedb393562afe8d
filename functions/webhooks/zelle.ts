import { invalidJson, rawBodyOf, requireSize } from '../../libs/http/body.ts';
import { endpoint } from '../../libs/http/chain.ts';
import { type Answer, ok } from '../../libs/http/envelope.ts';
import { faultsOfValue } from '../../libs/http/errors.ts';
import { parseJson } from '../../libs/http/json.ts';
import type { Route } from '../../libs/http/route.ts';
import { invalidFields, isCode } from '../../libs/payouts/errors.ts';
import type { Payout } from '../../libs/payouts/payout.ts';
import type { Step } from '../../libs/payouts/transitions.ts';
import { log } from '../../libs/runtime/log.ts';
import { getReadablePayout } from '../../libs/store/payouts/get-payout.ts';
import { takeStep } from '../../libs/store/payouts/transition.ts';
import type { Dependencies } from '../../libs/workflows/dependencies.ts';
import { requirePartnerSignature } from '../../libs/zelle/signature.ts';
import isEvent from '../../schemas/compiled/zelle-event.js';
import { EVENT_TYPES, type Valid as ZelleEvent } from '../../schemas/outside/zelle-event.ts';
import { deployed } from '../deployed.ts';

const UNKNOWN_REASON = 'The bank could not pay this payout.';

export const route = {
  name: 'zelleWebhook',
  method: 'POST',
  path: '/webhooks/zelle',
  access: 'everybody',
  reads: 'bytes',
  bodyLimit: 256 * 1024,
  summary: "Receives a bank partner's signed notices of how Zelle payouts ended.",
  success: { status: 200, data: 'empty' },
  errors: ['unauthenticated', 'invalid_json', 'invalid_request'],
} as const satisfies Route;

/** A bank partner says how a Zelle payout ended that is processing. */
export const buildZelleWebhook = (dependencies: Dependencies) =>
  endpoint(dependencies, route, async ({ event }, { settings, store, now }) => {
    const body = rawBodyOf(event);
    requirePartnerSignature(body, event.headers, settings.zelleSecrets);
    requireSize(body.length, route.bodyLimit);
    const zelleEvent = parseJson(body);
    if (zelleEvent === undefined) throw invalidJson();
    if (isUnknownType(zelleEvent)) return ignored({ known: false });
    if (!isEvent(zelleEvent)) throw invalidFields(faultsOfValue(isEvent.errors ?? []));
    const payout = await getReadablePayout(store, zelleEvent.data.payout_id);
    if (payout?.payment_method !== 'zelle' || payout.status !== 'processing') {
      return ignored({ payoutId: zelleEvent.data.payout_id, status: payout?.status ?? 'unknown' });
    }
    // The delivery's own id makes the step's: the same delivery again is the same step, and no step of ours.
    const id = `zelle:${event.headers['webhook-id']}`;
    await takeStep(store, payout, { ...stepOf(zelleEvent), id, at: now() }).catch(ignoreLoser);
    return ok({});
  });

/** Our partner may tell of more than we asked for: sending it again would not help. */
function isUnknownType(event: unknown): boolean {
  const type = (event as { type?: unknown } | null)?.type;
  return typeof type === 'string' && !(EVENT_TYPES as readonly string[]).includes(type);
}

function ignored(facts: Record<string, unknown>): Answer {
  log('warn', 'zelle-event', facts);
  return ok({});
}

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
