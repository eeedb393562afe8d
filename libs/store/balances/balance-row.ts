import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { Counters } from '../../payouts/balance.ts';
import { MAIL_STOPS, type StoppedMail } from '../../payouts/undelivered.ts';
import type { Store } from '../engine/client.ts';

/**
 * An affiliate's row: the counters, the payouts on record that cannot be read and so are not in them, and the
 * addresses that no letters go to, if there are any.
 */
export interface BalanceRow extends Counters {
  unreadable: ReadonlySet<string>;
  stopped?: StoppedMail;
}

/** The row as the service wrote it. */
export function toBalanceRow(item: Record<string, unknown>): BalanceRow | undefined {
  if (item.marked !== undefined) return undefined;
  const { committed, paid, held, payout_count } = item as unknown as Counters;
  const unreadable = item.unreadable instanceof Set ? (item.unreadable as Set<string>) : new Set<string>();
  const stopped = stoppedMailIn(item);
  const has = Object.keys(stopped).length > 0;
  return { committed, paid, held, payout_count, unreadable, ...(has && { stopped }) };
}

/** The addresses that no letters go to, as the row has them. */
export function stoppedMailIn(item: Record<string, unknown>): StoppedMail {
  const sets = MAIL_STOPS.filter((why) => item[why] instanceof Set);
  return Object.fromEntries(sets.map((why) => [why, item[why]]));
}

/**
 * The affiliate's row as it is at this moment, with all that is in it; undefined if it was never opened, and
 * in shadow, where a row of an earlier takeover may be behind: then every reader sums the payouts instead.
 */
export async function getStoredRow(
  store: Store,
  affiliateId: string,
): Promise<Record<string, unknown> | undefined> {
  if (store.isShadow) return undefined;
  const { Item } = await store.db.send(
    new GetCommand({
      TableName: store.tables.balances,
      Key: { affiliate_id: affiliateId },
      ConsistentRead: true,
    }),
  );
  return Item;
}

/**
 * The affiliate's row as it is at this moment; undefined if it was never opened: no payout is counted yet.
 */
export async function getBalanceRow(store: Store, affiliateId: string): Promise<BalanceRow | undefined> {
  const item = await getStoredRow(store, affiliateId);
  return item && toBalanceRow(item);
}
