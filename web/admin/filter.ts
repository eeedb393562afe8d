import type { AdminPayout, AdminPayoutQuery, PayoutStatus, PayoutsClient } from '../../client/index.ts';
import { isStatus } from '../ui/statuses.ts';
import { isNeed, NEEDS, type NeedName } from './needs.ts';

/** What a list can also be asked for, by the names that the service has for it. */
export const DETAILS = [
  'affiliate_id',
  'payment_email',
  'transaction_id',
  'receipt_number',
  'payment_method',
  'from',
  'to',
  'ended_from',
  'ended_to',
] as const;
export type Detail = (typeof DETAILS)[number];

/** Which payouts a list shows. A need that is about one status decides the status. */
export interface Filter {
  status?: PayoutStatus;
  need?: NeedName;
  details: Partial<Record<Detail, string>>;
}

interface Page {
  items: AdminPayout[];
  next_cursor: string | null;
}

const PAGE_SIZE = 25;

/** A page of those who need a person is sought in at most so many of the service's own pages. */
const SEARCH_SIZE = 100;
const SEARCHES_MAX = 5;

/** The filter that the query of an address names. */
export function filterOf(query: URLSearchParams): Filter {
  const only = query.get('only');
  const need = isNeed(only) ? only : undefined;
  const status = need ? (NEEDS[need].status ?? null) : query.get('status');
  const named = DETAILS.map((name) => [name, query.get(name)?.trim()] as const);
  return {
    ...(isStatus(status) && { status }),
    ...(need && { need }),
    details: Object.fromEntries(named.filter(([, value]) => value)),
  };
}

/** The query of an address that names the filter. */
export function queryOf({ status, details, need }: Filter): Record<string, string | undefined> {
  return { status: need ? undefined : status, only: need, ...details };
}

/** Whether it leaves anything out. */
export function isFiltered({ status, need, details }: Filter): boolean {
  return status !== undefined || need !== undefined || Object.keys(details).length > 0;
}

/** What the service is asked for. It knows no needs. */
export function listQueryOf({ status, details }: Filter): AdminPayoutQuery {
  return { ...(status && { status }), ...details } as AdminPayoutQuery;
}

/** A page of the payouts that fit. Those of a need are sought in the service's own pages. */
export async function readPage(
  client: PayoutsClient,
  filter: Filter,
  from: { cursor?: string },
  signal?: AbortSignal,
): Promise<Page> {
  const { need } = filter;
  const list = (cursor: { cursor?: string }) =>
    client.admin.payouts.list(
      { limit: need ? SEARCH_SIZE : PAGE_SIZE, ...listQueryOf(filter), ...cursor },
      { ...(signal && { signal }) },
    );
  let page = await list(from);
  if (!need) return { items: page.payouts, next_cursor: page.next_cursor };
  const found = page.payouts.filter(NEEDS[need].isMet);
  for (let pages = 1; pages < SEARCHES_MAX && found.length < PAGE_SIZE && page.next_cursor; pages++) {
    page = await list({ cursor: page.next_cursor });
    found.push(...page.payouts.filter(NEEDS[need].isMet));
  }
  return { items: found, next_cursor: page.next_cursor };
}
