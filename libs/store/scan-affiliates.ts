import { paginateScan } from '@aws-sdk/lib-dynamodb';
import { SEGMENTS } from '../payouts/reconciliation.ts';
import type { Store } from './engine/client.ts';

/** Small enough that the time that is left is looked at often. */
const PAGE_SIZE = 20;

/** Where to begin, and in which of the table's segments; otherwise at the start, and in all of it. */
export interface ScanRange {
  after?: string | undefined;
  segment?: number | undefined;
}

/** Some affiliates, and the one to go on after: null after the last one. */
export interface AffiliatePage {
  affiliateIds: string[];
  next: string | null;
}

/**
 * The affiliates who have a row in the table, in the database's own order. For work that no caller waits for.
 */
export async function* pagesOfAffiliates(
  { db, tables }: Store,
  table: 'affiliates' | 'balances',
  { after, segment }: ScanRange,
): AsyncGenerator<AffiliatePage> {
  const pages = paginateScan(
    { client: db },
    {
      TableName: tables[table],
      ProjectionExpression: 'affiliate_id',
      Limit: PAGE_SIZE,
      ...(segment !== undefined && { Segment: segment, TotalSegments: SEGMENTS }),
      ...(after !== undefined && { ExclusiveStartKey: { affiliate_id: after } }),
    },
  );
  for await (const { Items = [], LastEvaluatedKey } of pages) {
    yield {
      affiliateIds: Items.map(({ affiliate_id }) => affiliate_id),
      next: LastEvaluatedKey?.affiliate_id ?? null,
    };
  }
}
