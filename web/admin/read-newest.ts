import type { AdminPayout, PayoutStatus, PayoutsClient, Summary } from '../../client/index.ts';
import { takeFirst } from '../ui/take-first.ts';
import { WORDS } from '../words/en.ts';
import { ADMIN_WORDS } from '../words/en-admin.ts';

/** How many payouts of a status are looked at: five calls. */
export const READ_MAX = 500;

const STATUSES = ['pending', 'processing', 'failed', 'completed'] as const satisfies PayoutStatus[];

/** The newest payouts of a status that a person may have to look at, or of any. */
export type Lists = Record<(typeof STATUSES)[number] | 'any', AdminPayout[]>;

/** The newest payouts of each list, and what the service counts. */
export interface Read extends Lists {
  summary: Summary;
}

/** The lists alone. */
export function listsOf({ summary: _, ...lists }: Read): Lists {
  return lists;
}

/** Reads the newest payouts, all lists at once. */
export async function readNewest(client: PayoutsClient, signal: AbortSignal): Promise<Read> {
  const newest = (filter: { status?: PayoutStatus }) =>
    takeFirst(READ_MAX, client.admin.payouts.all({ limit: 100, ...filter }, { signal }));
  const [summary, any, ...lists] = await Promise.all([
    client.admin.summary({ signal }),
    newest({}),
    ...STATUSES.map((status) => newest({ status })),
  ]);
  const [pending = [], processing = [], failed = [], completed = []] = lists;
  return { summary, any, pending, processing, failed, completed };
}

/** How many were read, and whether there are more: `500+ payouts`. */
export function howMany(payouts: AdminPayout[], hasMore = isCut(payouts)): string {
  return hasMore ? ADMIN_WORDS.moreThan(payouts.length) : WORDS.payouts(payouts.length);
}

/** Whether there may be more than were read. */
export function isCut(payouts: AdminPayout[]): boolean {
  return payouts.length === READ_MAX;
}
