import { addNew, addPending, addStarted, type Digest, emptyDigest } from '../payouts/digest.ts';
import { PAYOUT_STATUSES, type PayoutStatus, type RecordedPayout } from '../payouts/payout.ts';
import { pagesOfStatus } from '../store/payouts/pages-of-status.ts';
import type { Dependencies } from './dependencies.ts';
import { readWarnings } from './show-to-admin.ts';

/** How many payouts of one status are looked at. The digest says so if there are more. */
const EACH_MAX = 5000;

/** What came in from the one time on, and before the other. */
export interface Period {
  since: string;
  until: string;
}

/**
 * What an admin should know: what waits for a start, what needs a person, and what came in. A payout that
 * moves on meanwhile may be met in two statuses, and has come in once.
 */
export async function readDigest(dependencies: Dependencies, period: Period): Promise<Digest> {
  const digest = emptyDigest();
  const seen = new Set<string>();
  for (const status of PAYOUT_STATUSES) {
    for await (const page of firstOf(dependencies, status, period, digest)) {
      await addWaiting(dependencies, page, status, digest);
      for (const payout of page) {
        if (isNew(payout, period) && !seen.has(payout.payout_id)) addNew(digest, payout);
        seen.add(payout.payout_id);
      }
    }
  }
  return digest;
}

/** What is over counts only if it came in lately. */
async function* firstOf(
  { store }: Dependencies,
  status: PayoutStatus,
  { since }: Period,
  digest: Digest,
): AsyncGenerator<RecordedPayout[]> {
  const isOpen = status === 'pending' || status === 'processing';
  let count = 0;
  for await (const page of pagesOfStatus(store, status, isOpen ? undefined : since)) {
    yield page;
    count += page.length;
    if (count < EACH_MAX) continue;
    digest.isWhole = false;
    return;
  }
}

async function addWaiting(
  dependencies: Dependencies,
  page: RecordedPayout[],
  status: PayoutStatus,
  digest: Digest,
): Promise<void> {
  if (status === 'pending') {
    const warnings = await readWarnings(dependencies, page);
    for (const [index, payout] of page.entries()) addPending(digest, payout, warnings[index] ?? []);
  }
  if (status === 'processing') {
    for (const payout of page) addStarted(digest, payout, dependencies.now());
  }
}

function isNew({ requested_at = '' }: RecordedPayout, { since, until }: Period): boolean {
  return requested_at >= since && requested_at < until;
}
