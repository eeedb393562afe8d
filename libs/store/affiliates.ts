import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { isEmailAddress } from '../payouts/address.ts';
import { type Affiliate, isActive, type Maturing } from '../payouts/affiliate.ts';
import { PayoutError } from '../payouts/errors.ts';
import { PAYMENT_METHODS } from '../payouts/payout.ts';
import { toIsoTime } from '../payouts/time.ts';
import { alarm } from '../runtime/log.ts';
import { type Store, sharedStore } from './engine/client.ts';
import { oneOf, optional, toCents } from './payouts/record.ts';

/** The members of a record that are read. */
export const AFFILIATE_MEMBERS = [
  'affiliate_id',
  'user_id',
  'status',
  'total_earned',
  'payment_method',
  'payment_email',
  'maturing',
];

/** More records than a user ever has: closed accounts, and one that is active. */
const RECORDS_MAX = 25;

/** The record has many more attributes, which are none of our business. */
export const AFFILIATE_FIELDS = {
  ProjectionExpression: AFFILIATE_MEMBERS.map((member) => `#${member}`).join(', '),
  ExpressionAttributeNames: Object.fromEntries(AFFILIATE_MEMBERS.map((member) => [`#${member}`, member])),
};

/**
 * The affiliate of a user, if there is one: of several records, the active one. The index may be a moment
 * behind, so what moves money checks the record again.
 * @throws affiliate_ambiguous
 */
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
      Limit: RECORDS_MAX,
      ...AFFILIATE_FIELDS,
    }),
  );
  const statuses = Items.map(({ status }) => ({ status: toStatus(status) }));
  const active = Items.filter((_, index) => statuses[index] && isActive(statuses[index]));
  if (active.length > 1) throw ambiguous(active.map(({ affiliate_id }) => String(affiliate_id)));
  return toAffiliate(active[0] ?? Items[0]);
}

/** The affiliate's record as it is at this moment, if there is one. */
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

/**
 * Gives the record of another service its type. Blanks around it are cut, the method and the status are
 * compared without case, and earnings may be digits in text. What cannot be used is left out, and unreadable
 * earnings are null.
 */
export function toAffiliate(item: Record<string, unknown> | undefined): Affiliate | undefined {
  if (!item) return undefined;
  const { affiliate_id, user_id, ...record } = item;
  const email = typeof record.payment_email === 'string' ? record.payment_email.trim() : undefined;
  return {
    affiliate_id: String(affiliate_id),
    user_id: String(user_id),
    status: toStatus(record.status),
    total_earned: toEarnings(record.total_earned),
    ...optional('payment_method', oneOf(PAYMENT_METHODS, record.payment_method)),
    ...(email !== undefined && isEmailAddress(email) && { payment_email: email }),
    maturing: toMaturing(record.maturing),
    record,
  };
}

/**
 * The text without blanks and in lower case; `unknown` for anything else, also for a list with the right word
 * in it.
 */
function toStatus(value: unknown): string {
  return (typeof value === 'string' && value.trim().toLowerCase()) || 'unknown';
}

/**
 * Whole cents, null for what is no number. A fraction of a cent is not earned yet, and missing earnings are
 * 0.
 */
function toEarnings(value: unknown): number | null {
  const isDigits = typeof value === 'string' && /^-?\d+$/.test(value.trim());
  const earned = isDigits ? Number(value) : (value ?? 0);
  return typeof earned === 'number' ? Math.floor(Math.min(earned, Number.MAX_SAFE_INTEGER)) : null;
}

/** The parts of the earnings that mature later; null if one of them cannot be read. */
function toMaturing(value: unknown): Maturing[] | null {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) return null;
  const parts = value.map((part) => {
    const { amount, available_at } = (part ?? {}) as Record<string, unknown>;
    const [cents, at] = [toCents(amount), toIsoTime(available_at)];
    return cents !== null && at !== undefined ? { amount: cents, available_at: at } : null;
  });
  return parts.includes(null) ? null : (parts as Maturing[]);
}

function ambiguous(affiliateIds: string[]): PayoutError {
  alarm('affiliate-ambiguous', { affiliateIds });
  return new PayoutError(
    'affiliate_ambiguous',
    'This user has several active affiliate accounts, so it is not clear whose money this is. We have been alerted.',
  );
}
