import type { Payout } from '../../payouts/payout.ts';
import type { Store } from '../engine/client.ts';
import { PAYOUT_EXISTS } from '../engine/conditions.ts';
import { annotatePayout } from './annotate-payout.ts';

/** What stands in `mismatch` of a payout of which the bank said what our books do not. */
export const BANK = 'bank';

/** Keeps in the payout that the bank contradicted our books, and when it last did. @throws try_again */
export async function noteMismatch(
  store: Store,
  payout: Pick<Payout, 'payout_id'>,
  at: string,
): Promise<void> {
  await annotatePayout(store, payout, {
    UpdateExpression: 'SET mismatch = :bank, mismatch_at = :at',
    ConditionExpression: PAYOUT_EXISTS,
    ExpressionAttributeValues: { ':bank': BANK, ':at': at },
  });
}
