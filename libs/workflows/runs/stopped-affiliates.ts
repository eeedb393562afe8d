import type { RecordedPayout } from '../../payouts/payout.ts';
import type { Store } from '../../store/engine/client.ts';
import { readStandings } from '../../store/standings.ts';

/** The affiliates of these payouts whose money waits, because a record of theirs cannot be read. */
export async function stoppedAffiliates(
  store: Store,
  payouts: readonly (RecordedPayout | undefined)[],
): Promise<Set<string>> {
  const ids = payouts.flatMap((payout) => (payout?.affiliate_id ? [payout.affiliate_id] : []));
  const standings = await readStandings(store, ids);
  const stopped = ids.filter((id) => (standings.get(id)?.row?.unreadable.size ?? 0) > 0);
  return new Set(stopped);
}
