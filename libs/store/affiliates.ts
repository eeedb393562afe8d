import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { paymentEmail } from '../../schemas/parts/fields.ts';
import type { Affiliate } from '../payouts/affiliate.ts';
import { PAYMENT_METHODS, type PaymentMethod } from '../payouts/payout.ts';
import { type Store, sharedStore } from './engine/client.ts';

/** The same form that a request must have. */
const EMAIL = new RegExp(paymentEmail.pattern, 'u');

const FIELDS = ['affiliate_id', 'user_id', 'status', 'total_earned', 'payment_method', 'payment_email'];

/** The record has many more attributes, which are none of our business. */
export const AFFILIATE_FIELDS = {
  ProjectionExpression: FIELDS.map((field) => `#${field}`).join(', '),
  ExpressionAttributeNames: Object.fromEntries(FIELDS.map((field) => [`#${field}`, field])),
};

/** The affiliate of a user, if there is one. The index may be a moment behind: what moves money checks the record again. */
export async function getAffiliateByUserId(
  userId: string,
  store: Store = sharedStore(),
): Promise<Affiliate | undefined> {
  const { Items = [] } = await store.db.send(
    new QueryCommand({
      TableName: store.tables.affiliates,
      IndexName: 'user-affiliate-index',
      KeyConditionExpression: '#user_id = :user',
      ExpressionAttributeValues: { ':user': userId },
      Limit: 1,
      ...AFFILIATE_FIELDS,
    }),
  );
  return toAffiliate(Items[0]);
}

/** The affiliate's record as it is at this moment. */
export async function getAffiliate(store: Store, affiliateId: string): Promise<Affiliate | undefined> {
  const { Item } = await store.db.send(
    new GetCommand({
      TableName: store.tables.affiliates,
      Key: { affiliate_id: affiliateId },
      ConsistentRead: true,
      ...AFFILIATE_FIELDS,
    }),
  );
  return toAffiliate(Item);
}

/** Another service writes the record, so nothing in it is taken on trust: what is not usable counts as not there. */
export function toAffiliate(record: Record<string, unknown> | undefined): Affiliate | undefined {
  if (!record) return undefined;
  const { payment_method, payment_email, total_earned } = record;
  return {
    affiliate_id: String(record.affiliate_id),
    user_id: String(record.user_id),
    status: String(record.status ?? 'unknown'),
    total_earned: typeof total_earned === 'number' ? wholeCents(total_earned) : 0,
    ...(isPaymentMethod(payment_method) && { payment_method }),
    ...(isEmail(payment_email) && { payment_email }),
  };
}

/** Nobody has earned more cents than can be counted. */
function wholeCents(amount: number): number {
  return Math.floor(Math.min(amount, Number.MAX_SAFE_INTEGER));
}

function isEmail(value: unknown): value is string {
  return typeof value === 'string' && value.length <= paymentEmail.maxLength && EMAIL.test(value);
}

function isPaymentMethod(value: unknown): value is PaymentMethod {
  return PAYMENT_METHODS.some((method) => method === value);
}
