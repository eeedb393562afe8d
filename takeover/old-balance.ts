import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Store } from '../libs/store/engine/client.ts';

/** A balance as the old service answers it, in cents. */
export interface OldBalance {
  total_earned: number;
  total_paid: number;
  pending: number;
  available: number;
}

/**
 * The old function's sum, as it is written: one record of the user, the first page of the payouts, and no
 * status but those that it writes.
 * @throws Error if the earnings are no number
 */
export async function oldBalance(store: Store, userId: string): Promise<OldBalance> {
  const { affiliates, payouts } = store.tables;
  const [affiliate] = await firstPage(store, affiliates, 'user-affiliate-index', 'user_id', userId);
  if (typeof affiliate?.total_earned !== 'number') throw new Error('No sum can be made.');
  const { affiliate_id, total_earned } = affiliate;
  const own = await firstPage(store, payouts, 'affiliate-payouts-index', 'affiliate_id', affiliate_id);
  const sum = (...statuses: string[]) =>
    own.reduce((all, { status, amount }) => all + (statuses.includes(status) ? Number(amount) : 0), 0);
  const [total_paid, pending] = [sum('completed'), sum('pending', 'processing')];
  return { total_earned, total_paid, pending, available: total_earned - total_paid - pending };
}

async function firstPage({ db }: Store, TableName: string, IndexName: string, key: string, value: unknown) {
  const ExpressionAttributeValues = { ':value': value };
  const query = {
    TableName,
    IndexName,
    KeyConditionExpression: `${key} = :value`,
    ExpressionAttributeValues,
  };
  return (await db.send(new QueryCommand(query))).Items ?? [];
}
