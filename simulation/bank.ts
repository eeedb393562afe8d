import { Webhook } from 'standardwebhooks';
import type { TestRequest } from '../testing/call.ts';

/** What the bank partner signs with. */
export const BANK_SECRET = `whsec_${Buffer.from('the secret of the bank partner').toString('base64')}`;

/** What the bank partner says of a Zelle payout: that it was paid, under this id, or that it could not be. The same again is the same delivery. */
export function bankDelivery(payoutId: string, transactionId?: string): TestRequest {
  const event = transactionId
    ? { type: 'payout.completed', data: { payout_id: payoutId, transaction_id: transactionId } }
    : { type: 'payout.failed', data: { payout_id: payoutId, reason: 'No such account.' } };
  const [id, at, body] = [`${event.type}-${payoutId}`, new Date(), JSON.stringify(event)];
  const headers = {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(BANK_SECRET).sign(id, at, body),
  };
  return { method: 'POST', path: '/webhooks/zelle', body, headers };
}
