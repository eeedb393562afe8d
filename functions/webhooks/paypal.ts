import { rawBodyOf, requireSize } from '../../libs/http/body.ts';
import { endpoint } from '../../libs/http/chain.ts';
import { ok } from '../../libs/http/envelope.ts';
import { parseJson } from '../../libs/http/json.ts';
import type { Route } from '../../libs/http/route.ts';
import { PayoutError, tryAgain } from '../../libs/payouts/errors.ts';
import { openCertificates } from '../../libs/paypal/certificate.ts';
import { withPaypal } from '../../libs/paypal/open.ts';
import { requirePaypalSignature } from '../../libs/paypal/signature.ts';
import { log } from '../../libs/runtime/log.ts';
import { getReadablePayout } from '../../libs/store/payouts/get-payout.ts';
import { annotateProvider } from '../../libs/store/payouts/provider-lease.ts';
import type { Dependencies, PaypalDependencies } from '../../libs/workflows/dependencies.ts';
import { alarmOfResults } from '../../libs/workflows/paypal-alarms.ts';
import { type Finding, settleByBatch, settleByItem } from '../../libs/workflows/settle-from-paypal.ts';
import isEvent from '../../schemas/compiled/paypal-event.js';
import type { Valid as PaypalEvent } from '../../schemas/outside/paypal-event.ts';
import { deployed } from '../deployed.ts';

/**
 * More than PayPal has kinds of events. If an older one is delivered again, its item is only looked up once
 * more.
 */
const EVENTS_KEPT = 20;

export const route = {
  name: 'paypalWebhook',
  method: 'POST',
  path: '/webhooks/paypal',
  access: 'everybody',
  reads: 'bytes',
  bodyLimit: 256 * 1024,
  summary: "Receives PayPal's signed notices of what became of its items.",
  success: { status: 200, data: 'empty' },
  errors: ['unauthenticated', 'invalid_json', 'records_unreadable'],
} as const satisfies Route;

/** A signed event only points at an item; the item is fetched, and settles. */
export const buildPaypalWebhook = (dependencies: Dependencies) => {
  const certificates = openCertificates(dependencies.settings.paypal?.extraCertificateOrigins ?? []);
  return endpoint(dependencies, route, async ({ event }, { paypal, ...rest }) => {
    const { settings, now } = rest;
    if (!paypal || !settings.paypal) throw new PayoutError('unauthenticated', 'PayPal is not set up here.');
    const body = rawBodyOf(event);
    const { webhookId } = settings.paypal;
    await requirePaypalSignature(body, event.headers, { webhookId, certificates, now: new Date(now()) });
    requireSize(body.length, route.bodyLimit);
    const paypalEvent = parseJson(body);
    if (isEvent(paypalEvent)) await follow({ ...rest, paypal }, paypalEvent);
    else log('warn', 'paypal-event', { known: false });
    return ok({});
  });
};

/**
 * Follows what the event points to. An event that points to nothing is logged: sending it again would not
 * help.
 */
async function follow(
  dependencies: PaypalDependencies,
  { id, event_type, resource }: PaypalEvent,
): Promise<void> {
  const { store, paypal } = dependencies;
  const payout = await getReadablePayout(store, resource.payout_item?.sender_item_id ?? '');
  const { events = [] } = payout?.provider ?? {};
  log('info', 'paypal-event', { eventId: id, eventType: event_type, isRepeated: events.includes(id) });
  if (events.includes(id)) return;
  const batchId = resource.batch_header?.payout_batch_id;
  if (resource.payout_item_id) {
    const item = await orTryAgain(paypal.getItem(resource.payout_item_id));
    if (item) callOf(await settleByItem(dependencies, item, payout));
  } else if (batchId) {
    const batch = await orTryAgain(paypal.getBatch(batchId));
    if (batch) callOf(await settleByBatch(dependencies, batch));
  }
  if (payout?.provider) {
    await annotateProvider(store, payout, { events: [...events, id].slice(-EVENTS_KEPT) });
  }
}

/** If PayPal cannot be asked just now, its event must come again. Nothing was done yet. */
async function orTryAgain<Answer>(question: Promise<Answer>): Promise<Answer> {
  return question.catch((error: unknown) => {
    log('warn', 'paypal-silent', { error: String(error) });
    throw tryAgain();
  });
}

function callOf(finding: Finding | undefined): void {
  if (!finding) return;
  const { payout, blockedBy } = finding;
  alarmOfResults([{ payoutId: payout.payout_id, outcome: 'asked', ...(blockedBy && { blockedBy }) }]);
}

export const handler = deployed(buildPaypalWebhook, withPaypal);
