import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { keyOf } from '../payouts/search-keys.ts';
import { inParallel } from '../runtime/concurrency.ts';
import type { Store } from './engine/client.ts';

/** An affiliate, and an address to which money of theirs goes. */
export interface Receiver {
  affiliate_id: string;
  payment_email?: string;
}

/**
 * Whether another affiliate has been paid at the address of each receiver, in their order. It takes at most
 * two queries of one item for each address of an affiliate, however many payouts went there.
 */
export async function findShared(store: Store, receivers: readonly Receiver[]): Promise<boolean[]> {
  const names = receivers.map(nameOf);
  const distinct = [...new Map(receivers.map((receiver, index) => [names[index], receiver]))];
  const answers = await inParallel(distinct, ([, receiver]) => isShared(store, receiver));
  const byName = new Map(distinct.map(([name], index) => [name, answers[index] === true]));
  return names.map((name) => byName.get(name) === true);
}

function nameOf({ affiliate_id, payment_email }: Receiver): string {
  return JSON.stringify([affiliate_id, payment_email?.toLowerCase()]);
}

async function isShared(store: Store, { affiliate_id, payment_email }: Receiver): Promise<boolean> {
  const [email, affiliateId] = [keyOf(payment_email?.toLowerCase()), keyOf(affiliate_id)];
  if (email === undefined || affiliateId === undefined) return false;
  return (
    (await isPaidBeside(store, email, 'affiliate_id < :affiliate', affiliateId)) ||
    (await isPaidBeside(store, email, 'affiliate_id > :affiliate', affiliateId))
  );
}

async function isPaidBeside(
  { db, tables }: Store,
  email: string,
  condition: string,
  affiliateId: string,
): Promise<boolean> {
  const { Items = [] } = await db.send(
    new QueryCommand({
      TableName: tables.payouts,
      IndexName: 'paid-to-payouts-index',
      KeyConditionExpression: `paid_to = :email AND ${condition}`,
      ExpressionAttributeValues: { ':email': email, ':affiliate': affiliateId },
      Limit: 1,
    }),
  );
  return Items.length > 0;
}
