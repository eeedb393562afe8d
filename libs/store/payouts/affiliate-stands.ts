import { type Affiliate, type AffiliateRecord, earningsOf } from '../../payouts/affiliate.ts';
import type { Store } from '../engine/client.ts';
import type { Write } from '../engine/transaction.ts';

/**
 * Closes the race of a request with the affiliates' own service: the record still says what the request was judged by.
 * The account may not be closed, earnings may not be taken back, and no money goes to a destination that is not the
 * affiliate's any more. Unusable parts of the destination on record were ignored when drafting, so they are not checked.
 */
export function affiliateStands(tables: Store['tables'], affiliate: Affiliate): Write {
  const { user_id, payment_method, payment_email } = affiliate;
  const members: (keyof AffiliateRecord)[] = [];
  if (payment_method) members.push('payment_method');
  if (payment_email) members.push('payment_email');
  return check(tables, affiliate, members, user_id);
}

/** Closes the same race for a start, which pays what was promised: the account is open, and nothing was taken back. */
export function accountStands(tables: Store['tables'], affiliate: Affiliate): Write {
  return check(tables, affiliate, []);
}

function check(
  tables: Store['tables'],
  affiliate: Affiliate,
  others: (keyof AffiliateRecord)[],
  userId?: string,
): Write {
  const { affiliate_id, record } = affiliate;
  const members: (keyof AffiliateRecord)[] = ['status', ...others];
  const ConditionCheck = {
    TableName: tables.affiliates,
    Key: { affiliate_id },
    ConditionExpression: [
      ...(userId === undefined ? [] : ['user_id = :user']),
      earningsClause(affiliate),
      ...members.map((name) => `#${name} = :${name}`),
    ].join(' AND '),
    ExpressionAttributeNames: Object.fromEntries(members.map((name) => [`#${name}`, name])),
    ExpressionAttributeValues: {
      ...(userId !== undefined && { ':user': userId }),
      ...earningsValue(affiliate),
      ...Object.fromEntries(members.map((name) => [`:${name}`, record[name]])),
    },
  };
  return { ConditionCheck };
}

/** More earnings than were judged by do no harm. Earnings in text cannot be compared but as they are. */
function earningsClause({ record }: Affiliate): string {
  if (record.total_earned === undefined || record.total_earned === null)
    return 'attribute_not_exists(total_earned)';
  return typeof record.total_earned === 'number' ? 'total_earned >= :earned' : 'total_earned = :earned';
}

function earningsValue(affiliate: Affiliate): Record<string, unknown> {
  const { total_earned } = affiliate.record;
  if (total_earned === undefined || total_earned === null) return {};
  return { ':earned': typeof total_earned === 'number' ? earningsOf(affiliate) : total_earned };
}
