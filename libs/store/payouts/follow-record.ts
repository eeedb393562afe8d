import { type Adjustment, isCounted } from '../../payouts/mark.ts';
import { isReadable, type RecordedPayout } from '../../payouts/payout.ts';
import type { Store } from '../engine/client.ts';
import { adoptPayout, noteReadable, noteUnreadable } from './adopt.ts';
import { fileRecord } from './filing.ts';
import { getPayoutToTheLetter } from './get-payout.ts';

/** What a look at a record led to. */
export interface Following {
  /** Undefined if nothing had to be done, or if the record is there no more. */
  outcome?: 'adopted' | 'filed' | 'unreadable';
  /** How the counters of the rows were moved. */
  adjustments: Adjustment[];
}

const NO_ADJUSTMENTS: Adjustment[] = [];

/** A record to look at, and the affiliate to whom it belongs, or did. */
export interface Suspect {
  payoutId: string;
  affiliateId: string;
  /** The affiliate's row may name the record as unreadable. */
  isNamed: boolean;
}

/**
 * Sees to it that the balance rows follow a record, no matter who wrote it, as it is at this moment: a payout
 * that can be read is counted as what it is, and one that cannot stops its affiliate's money. Both are found
 * by what the record says.
 * @throws try_again
 */
export async function followRecord(
  store: Store,
  { payoutId, affiliateId, isNamed }: Suspect,
  at: string,
): Promise<Following> {
  const payout = await getPayoutToTheLetter(store, payoutId);
  const following = payout ? await follow(store, payout, at) : { adjustments: NO_ADJUSTMENTS };
  const isStopped = following.outcome === 'unreadable' && payout?.affiliate_id === affiliateId;
  // Last, so that no money goes on before the payout is counted.
  if (isNamed && !isStopped) await noteReadable(store, { payout_id: payoutId, affiliate_id: affiliateId });
  return following;
}

async function follow(store: Store, payout: RecordedPayout, at: string): Promise<Following> {
  if (!isReadable(payout)) {
    await noteUnreadable(store, payout);
    await fileRecord(store, payout);
    return { outcome: 'unreadable', adjustments: NO_ADJUSTMENTS };
  }
  if (!isCounted(payout)) {
    const { adjustments } = await adoptPayout(store, payout, at);
    return { ...(adjustments.length > 0 && { outcome: 'adopted' }), adjustments };
  }
  const isFiledNow = await fileRecord(store, payout);
  return { ...(isFiledNow && { outcome: 'filed' }), adjustments: NO_ADJUSTMENTS };
}
