import type { AdminPayout, PayoutStatus, PayoutsClient, RunSummary, Summary } from '../../client/index.ts';
import { takeFirst } from '../ui/take-first.ts';
import { WORDS } from '../words/en.ts';
import { ADMIN_WORDS } from '../words/en-admin.ts';

/** How many payouts of a status are looked at: five calls. */
export const READ_MAX = 500;

const STATUSES = ['pending', 'processing', 'failed', 'completed'] as const satisfies PayoutStatus[];

/** The newest payouts of a status that a person may have to look at, or of any. */
export type Lists = Record<(typeof STATUSES)[number] | 'any', AdminPayout[]>;

/** How many of the newest runs are looked at: one call. */
const RUNS_MAX = 25;

/** The newest payouts of each list, what the service counts, and the runs that have not ended. */
export interface Read extends Lists {
  summary: Summary;
  runs: RunSummary[];
}

/** The lists alone. */
export function listsOf({ summary: _summary, runs: _runs, ...lists }: Read): Lists {
  return lists;
}

/** Reads the newest payouts and runs, all lists at once. */
export async function readNewest(client: PayoutsClient, signal: AbortSignal): Promise<Read> {
  const newest = (filter: { status?: PayoutStatus }) =>
    takeFirst(READ_MAX, client.admin.payouts.all({ limit: 100, ...filter }, { signal }));
  const [summary, { runs }, any, ...lists] = await Promise.all([
    client.admin.summary({ signal }),
    client.admin.runs.list({ limit: RUNS_MAX }, { signal }),
    newest({}),
    ...STATUSES.map((status) => newest({ status })),
  ]);
  const [pending = [], processing = [], failed = [], completed = []] = lists;
  const open = runs.filter(({ status }) => status !== 'done');
  return { summary, runs: open, any, pending, processing, failed, completed };
}

/** How many were read, and whether there are more: `500+ payouts`. */
export function howMany(payouts: AdminPayout[], hasMore = isCut(payouts)): string {
  return hasMore ? ADMIN_WORDS.moreThan(payouts.length) : WORDS.payouts(payouts.length);
}

/** Whether there may be more than were read. */
export function isCut(payouts: AdminPayout[]): boolean {
  return payouts.length === READ_MAX;
}
