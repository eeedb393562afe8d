import { owedBy } from '../email/owed.ts';
import { isReadable } from '../payouts/payout.ts';
import { getPayoutToTheLetter } from '../store/payouts/get-payout.ts';
import type { Dependencies } from './dependencies.ts';
import { adminFor, tell } from './tell.ts';

/**
 * Tells of what happened to a payout between these times, if nobody was told, oldest first. Only for a run
 * that has claimed the sweep: two at once could tell twice.
 * @returns how many mails were handed over
 * @throws what SES throws while it takes no mail; try_again
 */
export async function tellLate(
  dependencies: Dependencies,
  payoutId: string,
  period: { since: string; until: string },
): Promise<number> {
  // An index may not have heard yet of what was told.
  const payout = await getPayoutToTheLetter(dependencies.store, payoutId);
  if (!payout || !isReadable(payout)) return 0;
  const owed = owedBy(payout, period, adminFor(dependencies));
  for (const each of owed) await tell(dependencies, each);
  return owed.length;
}
