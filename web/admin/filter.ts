import type { AdminPayout, PayoutStatus, PayoutsClient } from '../../client/index.ts';
import { isStatus } from '../ui/statuses.ts';
import { isNeed, NEEDS, type NeedName } from './needs.ts';

/** Which payouts a list shows. A need that is about one status decides the status. */
export interface Filter {
  status?: PayoutStatus;
  affiliateId?: string;
  need?: NeedName;
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
  const [only, affiliateId] = [query.get('only'), query.get('affiliate_id')];
  const need = isNeed(only) ? only : undefined;
  const status = need ? (NEEDS[need].status ?? null) : query.get('status');
  return {
    ...(isStatus(status) && { status }),
    ...(affiliateId && { affiliateId }),
    ...(need && { need }),
  };
}

/** The query of an address that names the filter. */
export function queryOf({ status, affiliateId, need }: Filter): Record<string, string | undefined> {
  return { status: need ? undefined : status, affiliate_id: affiliateId, only: need };
}

/** Whether it leaves anything out. */
export function isFiltered(filter: Filter): boolean {
  return Object.keys(filter).length > 0;
}

/** A page of the payouts that fit. The service knows no needs: those are sought in its pages. */
export async function readPage(
  client: PayoutsClient,
  { status, affiliateId, need }: Filter,
  from: { cursor?: string },
  signal?: AbortSignal,
): Promise<Page> {
  const list = (cursor: { cursor?: string }) =>
    client.admin.payouts.list(
      {
        limit: need ? SEARCH_SIZE : PAGE_SIZE,
        ...(status && { status }),
        ...(affiliateId && { affiliate_id: affiliateId }),
        ...cursor,
      },
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
