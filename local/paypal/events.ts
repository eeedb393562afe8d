import type { Change, Ledger } from './batches.ts';
import type { ItemStatus } from './fates.ts';
import { newCode } from './ids.ts';
import { showBatchEvent, showItem } from './views.ts';

/** An event as PayPal posts it. */
export interface PaypalEvent {
  id: string;
  event_version: '1.0';
  create_time: string;
  resource_type: 'payouts' | 'payouts_item';
  event_type: string;
  summary: string;
  resource: object;
  links: object[];
}

/** The names differ from the states; PENDING and REVERSED have no event at all. */
const ITEM_EVENTS: Partial<Record<ItemStatus, string>> = {
  SUCCESS: 'SUCCEEDED',
  FAILED: 'FAILED',
  BLOCKED: 'BLOCKED',
  ONHOLD: 'HELD',
  RETURNED: 'RETURNED',
  REFUNDED: 'REFUNDED',
  UNCLAIMED: 'UNCLAIMED',
};

/** The event that tells of a change, with the batch or item as it is now; some changes have none. */
export function eventOf(change: Change, ledger: Ledger, url: string, now: number): PaypalEvent | undefined {
  if ('batch' in change) {
    const { batch } = change;
    return {
      ...envelope('payouts', `PAYMENT.PAYOUTSBATCH.${batch.status}`, url, now),
      summary: `Payouts batch is now ${batch.status.toLowerCase()}.`,
      resource: showBatchEvent(batch, url),
    };
  }
  const { item } = change;
  const name = change.wasCanceled ? 'CANCELED' : ITEM_EVENTS[item.status];
  const batch = ledger.batches.get(item.batchId);
  if (!name || !batch) return undefined;
  return {
    ...envelope('payouts_item', `PAYMENT.PAYOUTS-ITEM.${name}`, url, now),
    summary: `A payout item has ${name.toLowerCase()}.`,
    resource: showItem(item, batch, url),
  };
}

function envelope(resourceType: PaypalEvent['resource_type'], eventType: string, url: string, now: number) {
  const id = `WH-${newCode(17)}-${newCode(17)}`;
  const self = `${url}/v1/notifications/webhooks-events/${id}`;
  return {
    id,
    event_version: '1.0' as const,
    create_time: new Date(now).toISOString(),
    resource_type: resourceType,
    event_type: eventType,
    links: [
      { href: self, rel: 'self', method: 'GET' },
      { href: `${self}/resend`, rel: 'resend', method: 'POST' },
    ],
  };
}
