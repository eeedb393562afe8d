import { Webhook } from 'standardwebhooks';
import type { TestRequest } from './call.ts';

/** What the bank partner signs with. */
export const BANK_SECRET = `whsec_${Buffer.from('the secret of the bank partner').toString('base64')}`;

/** What the bank partner can say of a payout. */
export type BankEvent = 'payout.completed' | 'payout.failed' | 'payout.returned';

let deliveries = 0;

/** A signed delivery of the bank's. The same `id` again is the same delivery. */
export function bankSays(type: BankEvent, payout_id: string, id = `msg_${deliveries++}`): TestRequest {
  const members = type === 'payout.completed' ? { transaction_id: 'T-1' } : { reason: 'Account closed.' };
  const body = JSON.stringify({ type, data: { payout_id, ...members } });
  const at = new Date();
  const headers = {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(BANK_SECRET).sign(id, at, body),
  };
  return { method: 'POST', path: '/webhooks/zelle', body, headers };
}
