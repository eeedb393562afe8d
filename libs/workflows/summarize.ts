import type { RecordedPayout } from '../payouts/payout.ts';
import {
  isReturned,
  type Total,
  type TotalsByMethod,
  totalOf,
  totalsByMethod,
  uncountedOf,
} from '../payouts/summary.ts';
import { DAY_MS } from '../payouts/time.ts';
import { isUndecided } from '../payouts/warnings.ts';
import type { Store } from '../store/engine/client.ts';
import {
  failedSince,
  mismatchesSince,
  payoutsWithStatus,
  type Some,
} from '../store/payouts/read-for-summary.ts';
import type { Dependencies } from './dependencies.ts';

/** Where money is, and what a person should look at. Amounts are cents. */
export interface Summary {
  scheduled: TotalsByMethod;
  pending: TotalsByMethod;
  processing: TotalsByMethod;
  uncounted: Total;
  undecided: Total;
  returned: Total;
  mismatches: Total & { payout_ids: string[] };
  /** Whether everything fitted into the read; if not, the totals are of a part. */
  complete: boolean;
}

/** In the order in which statuses follow each other. */
const OPEN = ['scheduled', 'pending', 'processing'] as const;

/** How many payouts of a status are read, at most. */
const OPEN_MAX = 5000;
const FAILED_MAX = 500;
const MISMATCHES_MAX = 100;

const MISMATCH_DAYS = 30;
const NAMED_MAX = 20;

/** What is open, and what needs a person, in a bounded number of reads. */
export async function summarize({ store, now }: Dependencies): Promise<Summary> {
  const at = now();
  const [open, failed, contradicted] = await Promise.all([
    readOpen(store),
    failedSince(store, startOfYesterday(at), FAILED_MAX),
    mismatchesSince(store, daysBefore(at, MISMATCH_DAYS), MISMATCHES_MAX),
  ]);
  const totals = OPEN.map((status) => [
    status,
    totalsByMethod(open.payouts.filter((payout) => payout.status === status)),
  ]);
  return {
    ...(Object.fromEntries(totals) as Pick<Summary, (typeof OPEN)[number]>),
    uncounted: totalOf(uncountedOf(open.payouts)),
    undecided: totalOf(open.payouts.filter((payout) => isUndecided(payout, at))),
    returned: totalOf(failed.payouts.filter(isReturned)),
    mismatches: {
      ...totalOf(contradicted.payouts),
      payout_ids: contradicted.payouts.slice(0, NAMED_MAX).map(({ payout_id }) => payout_id),
    },
    complete: [open, failed, contradicted].every(({ isComplete }) => isComplete),
  };
}

/** One status after the other: what moves on meanwhile is met twice, and counted as what it became. */
async function readOpen(store: Store): Promise<Some> {
  const found = new Map<string, RecordedPayout>();
  let isComplete = true;
  for (const status of OPEN) {
    const some = await payoutsWithStatus(store, status, OPEN_MAX);
    for (const payout of some.payouts) found.set(payout.payout_id, payout);
    isComplete &&= some.isComplete;
  }
  return { payouts: [...found.values()], isComplete };
}

function startOfYesterday(now: string): string {
  return `${daysBefore(now, 1).slice(0, 'yyyy-mm-dd'.length)}T00:00:00.000Z`;
}

function daysBefore(now: string, days: number): string {
  return new Date(Date.parse(now) - days * DAY_MS).toISOString();
}
