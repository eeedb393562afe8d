import type { Affiliate } from '../affiliate.ts';
import { contributionOf } from '../balance.ts';
import { describeCents } from '../money.ts';
import { isReadable, type RecordedPayout } from '../payout.ts';
import { createDigests, type Digests } from './digests.ts';
import { type Finding, type Item, isKey } from './finding.ts';

/** What an affiliate has earned, and what the payouts on record promise and have paid, in cents. */
interface Standing {
  isOnRecord: boolean;
  /** Null if it cannot be read. */
  earned: number | null;
  committed: number;
}

/**
 * What only many records together show: gathered while they are read, in a few bytes for each. It holds a
 * number for each affiliate, and a digest for each user and each transaction.
 */
export interface Groups {
  users: Digests;
  transactions: Digests;
  addAffiliate(affiliate: Affiliate, item: Item): void;
  addPayout(payout: RecordedPayout): void;
  /** Affiliates who are promised more than they earned, and those of payouts who have no record. */
  findings(): Generator<Finding>;
}

/** Groups, with nothing in them. */
export function createGroups(): Groups {
  const users = createDigests();
  const transactions = createDigests();
  const standings = new Map<string, Standing>();

  function standingOf(affiliateId: string): Standing {
    const known = standings.get(affiliateId);
    if (known) return known;
    const standing = { isOnRecord: false, earned: 0, committed: 0 };
    standings.set(affiliateId, standing);
    return standing;
  }

  return {
    users,
    transactions,
    addAffiliate({ affiliate_id, total_earned }, { user_id }) {
      const standing = standingOf(affiliate_id);
      standing.isOnRecord = true;
      standing.earned = total_earned;
      if (isKey(user_id)) users.add(user_id);
    },
    addPayout(payout) {
      const transaction = transactionOf(payout);
      if (transaction !== undefined) transactions.add(transaction);
      if (payout.affiliate_id === '') return;
      const standing = standingOf(payout.affiliate_id);
      if (isReadable(payout)) standing.committed += contributionOf(payout.status, payout.amount).committed;
    },
    *findings() {
      for (const [id, { isOnRecord, earned, committed }] of standings) {
        if (!isOnRecord) {
          yield { kind: 'payout-of-nobody', id, why: `${describeCents(committed)} are promised or paid` };
        } else if (earned !== null && committed > Math.max(0, earned)) {
          const why = `${describeCents(committed)} are promised or paid, and ${describeCents(earned)} were earned`;
          yield { kind: 'affiliate-overdrawn', id, why };
        }
      }
    },
  };
}

/** The transaction id by which a payment can be told from others; undefined if there is none. */
export function transactionOf({ transaction_id }: RecordedPayout): string | undefined {
  return transaction_id?.trim() || undefined;
}
