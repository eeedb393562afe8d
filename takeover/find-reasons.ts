import { paginateQuery } from '@aws-sdk/lib-dynamodb';
import { isActive } from '../libs/payouts/affiliate.ts';
import type { Finding, Item } from '../libs/payouts/audit/finding.ts';
import type { Kind } from '../libs/payouts/audit/kinds.ts';
import { findingsOfAffiliate } from '../libs/payouts/audit/of-affiliate.ts';
import { findingsOfPayout } from '../libs/payouts/audit/of-payout.ts';
import { isReadable } from '../libs/payouts/payout.ts';
import { toAffiliate } from '../libs/store/affiliates.ts';
import { toPayout } from '../libs/store/payouts/record.ts';
import type { AuditSource } from '../libs/workflows/audit/run.ts';

/** Why the two services may count a record in different ways. */
export interface Reason extends Pick<Finding, 'id' | 'why'> {
  kind: Kind | 'payout-scheduled' | 'history-long';
  /** The cents of the payout; undefined if it is not about one, or the amount cannot be read. */
  amount?: number;
}

/** The kinds of the audit's findings that make a sum differ: the others are about something else. */
const OF_SUMS: ReadonlySet<string> = new Set<Kind>([
  'affiliate-earnings-unreadable',
  'affiliate-earnings-odd',
  'affiliate-earnings-text',
  'affiliate-maturing-unreadable',
  'payout-amount-unreadable',
  'payout-amount-text',
  'payout-status-unknown',
  'payout-status-spelling',
]);

/** What is in this user's records that the two services may read in different ways. */
export async function findReasons(source: AuditSource, userId: string): Promise<Reason[]> {
  const { tables } = source.store;
  const { items } = await itemsOf(source, tables.affiliates, 'user-affiliate-index', 'user_id', userId);
  const affiliates = items.map((item) => ({ item, affiliate: toAffiliate(item) }));
  const active = affiliates.filter(({ affiliate }) => affiliate && isActive(affiliate));
  const own = active.length > 0 ? active : affiliates.slice(0, 1);
  const reasons: Reason[] = severalRecords(userId, items.length, active.length);
  for (const { item, affiliate } of own) {
    if (!affiliate) continue;
    reasons.push(...findingsOfAffiliate(affiliate, item).filter(({ kind }) => OF_SUMS.has(kind)));
    reasons.push(...(await reasonsOfPayouts(source, affiliate.affiliate_id)));
  }
  return reasons;
}

function severalRecords(id: string, count: number, active: number): Reason[] {
  if (count < 2) return [];
  const kind = active > 1 ? 'affiliate-user-ambiguous' : 'affiliate-user-several';
  return [{ kind, id, why: `${count} records, ${active} of them active` }];
}

async function reasonsOfPayouts(source: AuditSource, affiliateId: string): Promise<Reason[]> {
  const { payouts } = source.store.tables;
  const index = 'affiliate-payouts-index';
  const { items, pages } = await itemsOf(source, payouts, index, 'affiliate_id', affiliateId);
  const why = 'the history is larger than 1 MB, where a sum that asks once stops';
  return [
    ...items.flatMap((item) => reasonsOfPayout(source, item)),
    ...(pages > 1 ? [{ kind: 'history-long' as const, id: affiliateId, why }] : []),
  ];
}

function reasonsOfPayout({ limits }: AuditSource, item: Item): Reason[] {
  const payout = toPayout(item);
  const amount = isReadable(payout) ? { amount: payout.amount } : {};
  const found = findingsOfPayout(payout, item, limits).filter(({ kind }) => OF_SUMS.has(kind));
  const { payout_id: id } = payout;
  const why = 'the old service has no status scheduled';
  const scheduled = payout.status === 'scheduled' ? [{ kind: 'payout-scheduled' as const, id, why }] : [];
  return [...found, ...scheduled].map((reason) => ({ kind: reason.kind, id, why: reason.why, ...amount }));
}

async function itemsOf(
  { store }: AuditSource,
  TableName: string,
  IndexName: string,
  key: string,
  value: string,
): Promise<{ items: Item[]; pages: number }> {
  const query = {
    TableName,
    IndexName,
    KeyConditionExpression: '#key = :value',
    ExpressionAttributeNames: { '#key': key },
    ExpressionAttributeValues: { ':value': value },
  };
  const items: Item[] = [];
  let pages = 0;
  for await (const { Items = [] } of paginateQuery({ client: store.db }, query)) {
    items.push(...Items);
    pages++;
  }
  return { items, pages };
}
