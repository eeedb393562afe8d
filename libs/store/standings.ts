import type { Affiliate } from '../payouts/affiliate.ts';
import { chunksOf } from '../runtime/chunks.ts';
import { AFFILIATE_FIELDS, toAffiliate } from './affiliates.ts';
import { type BalanceRow, toBalanceRow } from './balances/balance-row.ts';
import { getBatch } from './engine/batch-get.ts';
import type { Store } from './engine/client.ts';

/** What is on record about an affiliate now; each is undefined if there is none. */
export interface AffiliateStanding {
  affiliate: Affiliate | undefined;
  row: BalanceRow | undefined;
}

/** As many keys as DynamoDB takes in one batch; each affiliate has two. */
const AFFILIATES_MAX = 50;

/**
 * The records and rows of these affiliates, in one read for up to 50 of them. They may be a moment old: what
 * moves money checks them again.
 * @throws try_again
 */
export async function readStandings(
  store: Store,
  affiliateIds: readonly string[],
): Promise<Map<string, AffiliateStanding>> {
  const ids = [...new Set(affiliateIds)];
  const standings = new Map(
    ids.map((id): [string, AffiliateStanding] => [id, { affiliate: undefined, row: undefined }]),
  );
  await Promise.all(chunksOf(ids, AFFILIATES_MAX).map((chunk) => readChunk(store, chunk, standings)));
  return standings;
}

async function readChunk(
  store: Store,
  ids: string[],
  standings: Map<string, AffiliateStanding>,
): Promise<void> {
  const { affiliates, balances } = store.tables;
  const Keys = ids.map((affiliate_id) => ({ affiliate_id }));
  const found = await getBatch(store, {
    [affiliates]: { Keys, ...AFFILIATE_FIELDS },
    ...(!store.isShadow && { [balances]: { Keys } }),
  });
  for (const item of found[affiliates] ?? []) setMember(standings, item, { affiliate: toAffiliate(item) });
  for (const item of found[balances] ?? []) setMember(standings, item, { row: toBalanceRow(item) });
}

function setMember(
  standings: Map<string, AffiliateStanding>,
  { affiliate_id }: Record<string, unknown>,
  member: Partial<AffiliateStanding>,
): void {
  const standing = standings.get(String(affiliate_id));
  if (standing) Object.assign(standing, member);
}
