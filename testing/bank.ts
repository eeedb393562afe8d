import { Webhook } from 'standardwebhooks';
import type { TestRequest } from './call.ts';
import type { World } from './world.ts';

/** What the bank partner signs with. */
export const BANK_SECRET = `whsec_${Buffer.from('the secret of the bank partner').toString('base64')}`;

/** What the bank partner can say of a payout. */
export type BankEvent = 'payout.completed' | 'payout.failed' | 'payout.returned';

let deliveries = 0;

/** The same world, which accepts what the bank partner signs. */
export const withBank = (world: World): World => ({
  ...world,
  settings: { ...world.settings, zelleSecrets: [BANK_SECRET] },
});

/** What the bank says of a payout, signed. */
export function bankSays(type: BankEvent, payout_id: string): TestRequest {
  const members = type === 'payout.completed' ? { transaction_id: 'T-1' } : { reason: 'Account closed.' };
  return signedByBank(JSON.stringify({ type, data: { payout_id, ...members } }));
}

/** A delivery with this body, signed so long ago. The same `id` again is the same delivery. */
export function signedByBank(
  body: string,
  { secret = BANK_SECRET, ageS = 0, id = `msg_${deliveries++}` } = {},
): TestRequest & { body: string } {
  const at = new Date(Date.now() - ageS * 1000);
  const headers = {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(secret).sign(id, at, body),
  };
  return { method: 'POST', path: '/webhooks/zelle', body, headers };
}
