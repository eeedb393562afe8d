import type { Payout } from '../../payouts/payout.ts';
import type { Store } from '../engine/client.ts';
import { annotatePayout } from './annotate-payout.ts';

/** Notes in the payout that a mail was handed over, or never can be. */
export async function markMailed(store: Store, payout: Payout, key: string): Promise<void> {
  const note = {
    UpdateExpression: 'ADD mails :mail',
    // A note must not make a payout up.
    ConditionExpression: 'attribute_exists(payout_id)',
    ExpressionAttributeValues: { ':mail': new Set([key]) },
  };
  await annotatePayout(store, payout, note);
}
