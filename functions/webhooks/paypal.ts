import { PayoutError } from '../../libs/errors.ts';
import { rawBodyOf } from '../../libs/http/body.ts';
import { type ApiEvent, endpoint } from '../../libs/http/chain.ts';
import { ok } from '../../libs/http/envelope.ts';
import { parseJson } from '../../libs/http/json.ts';
import { log } from '../../libs/log.ts';
import { openCertificates } from '../../libs/paypal/certificate.ts';
import { requirePaypalSignature } from '../../libs/paypal/signature.ts';
import { getPayout } from '../../libs/store/payouts.ts';
import { noteProvider } from '../../libs/store/provider.ts';
import isEvent from '../../schemas/compiled/paypal-event.js';
import type { Valid as PaypalEvent } from '../../schemas/paypal-event.ts';
import { type Dependencies, deployed } from '../dependencies.ts';
import { withPaypal } from '../paypal/open.ts';
import type { PaypalDependencies } from '../paypal/send.ts';
import { settleByBatch, settleByItem } from '../paypal/settle.ts';

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
