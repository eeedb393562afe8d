import type { Payout } from '../../payouts/payout.ts';
import type { Store } from '../engine/client.ts';
import { PAYOUT_EXISTS } from '../engine/conditions.ts';
import { annotatePayout } from './annotate-payout.ts';

/** Keeps in the payout that a mail was handed over, or never can be. @throws try_again */
export async function markMailed(
  store: Store,
  payout: Pick<Payout, 'payout_id'>,
  key: string,
): Promise<void> {
  await annotatePayout(store, payout, {
    UpdateExpression: 'ADD mails :mail',
    ConditionExpression: PAYOUT_EXISTS,
    ExpressionAttributeValues: { ':mail': new Set([key]) },
  });
}
