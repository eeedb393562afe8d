import type { Payout } from '../../payouts/payout.ts';
import type { Store } from '../engine/client.ts';
import { noteInPayout } from './annotate-payout.ts';

/** Notes in the payout that a mail was handed over, or never can be. */
export async function noteMail(
  store: Store,
  payout: Payout,
  key: string,
  remainingMs: () => number,
): Promise<void> {
  const note = {
    UpdateExpression: 'ADD mails :mail',
    // A note must not make a payout up.
    ConditionExpression: 'attribute_exists(payout_id)',
    ExpressionAttributeValues: { ':mail': new Set([key]) },
  };
  await noteInPayout(store, payout, note, remainingMs);
}
