import { rawBodyOf } from '../../libs/http/body.ts';
import { type ApiEvent, endpoint } from '../../libs/http/chain.ts';
import { ok } from '../../libs/http/envelope.ts';
import { parseJson } from '../../libs/http/json.ts';
import { PayoutError } from '../../libs/payouts/errors.ts';
import { openCertificates } from '../../libs/paypal/certificate.ts';
import { withPaypal } from '../../libs/paypal/open.ts';
import { requirePaypalSignature } from '../../libs/paypal/signature.ts';
import { log } from '../../libs/runtime/log.ts';
import { getPayout } from '../../libs/store/payouts/get-payout.ts';
import { noteProvider } from '../../libs/store/payouts/provider-lease.ts';
import type { PaypalDependencies } from '../../libs/workflows/send-to-paypal.ts';
import { settleByBatch, settleByItem } from '../../libs/workflows/settle-from-paypal.ts';
import isEvent from '../../schemas/compiled/paypal-event.js';
import type { Valid as PaypalEvent } from '../../schemas/outside/paypal-event.ts';
import { type Dependencies, deployed } from '../deployed.ts';

/** More than PayPal has kinds of events: what is older than these would be asked about again, which harms nothing. */
const EVENTS_KEPT = 20;

/** `POST /webhooks/paypal`: a signed event only points at an item; the item is fetched, and settles. */
export const buildPaypalWebhook = ({ paypal, ...rest }: Dependencies) => {
  const { settings, now } = rest;
  const certificates = openCertificates(settings.paypal?.extraCertificateOrigins ?? []);
  return endpoint<ApiEvent>(
    settings,
    { access: 'everybody', reads: 'bytes' },
    async ({ event, remainingMs }) => {
      if (!paypal || !settings.paypal) throw new PayoutError('unauthenticated', 'PayPal is not set up here.');
      const body = rawBodyOf(event);
      const { webhookId } = settings.paypal;
      await requirePaypalSignature(body, event.headers, { webhookId, certificates, now: new Date(now()) });
      const paypalEvent = parseJson(body);
      if (isEvent(paypalEvent)) await follow({ ...rest, paypal }, paypalEvent, remainingMs);
      else log('warn', 'paypal-event', { known: false });
      return ok({});
    },
  );
};

/** Goes where the event points. What points nowhere is logged, and done with: sending it again would not help. */
async function follow(
  dependencies: PaypalDependencies,
  { id, event_type, resource }: PaypalEvent,
  remainingMs: () => number,
): Promise<void> {
  const { store, paypal } = dependencies;
  const payout = await getPayout(store, resource.payout_item?.sender_item_id ?? '');
  const { events = [] } = payout?.provider ?? {};
  log('info', 'paypal-event', { eventId: id, eventType: event_type, isRepeated: events.includes(id) });
  if (events.includes(id)) return;
  const batchId = resource.batch_header?.payout_batch_id;
  if (resource.payout_item_id) {
    const item = await paypal.getItem(resource.payout_item_id);
    if (item) await settleByItem(dependencies, item, remainingMs);
  } else if (batchId) {
    const batch = await paypal.getBatch(batchId);
    if (batch) await settleByBatch(dependencies, batch, remainingMs);
  }
  if (payout?.provider) {
    await noteProvider(store, payout, { events: [...events, id].slice(-EVENTS_KEPT) }, remainingMs);
  }
}

export const handler = deployed(buildPaypalWebhook, withPaypal);
