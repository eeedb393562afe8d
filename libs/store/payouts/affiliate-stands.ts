import type { Affiliate, AffiliateRecord } from '../../payouts/affiliate.ts';
import type { Store } from '../engine/client.ts';
import { stillAre } from '../engine/conditions.ts';
import type { Write } from '../engine/transaction.ts';

/**
 * Closes the race of a request with the affiliates' own service: the record still says what the request was
 * judged by. The account may not be closed, earnings may not be taken back, and no money goes to a
 * destination that is not the affiliate's any more. Unusable parts of the destination on record were ignored
 * when drafting, so they are not checked; nor is the user, if an admin named the account itself.
 */
export function affiliateStands(
  tables: Store['tables'],
  affiliate: Affiliate,
  { isByAdmin }: { isByAdmin: boolean },
): Write {
  const { user_id, payment_method, payment_email } = affiliate;
  const members: (keyof AffiliateRecord)[] = [];
  if (payment_method) members.push('payment_method');
  if (payment_email) members.push('payment_email');
  return check(tables, affiliate, members, isByAdmin ? undefined : user_id);
}

/**
 * Closes the same race for a start, which pays what was promised: the account is open, and nothing was taken
 * back.
 */
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
  const asRead: (keyof AffiliateRecord)[] = ['status', 'maturing', ...others];
  const earned = earningsStand(affiliate);
  const still = stillAre(Object.fromEntries(asRead.map((name) => [name, record[name]])));
  const ConditionCheck = {
    TableName: tables.affiliates,
    Key: { affiliate_id },
    ConditionExpression: [
      ...(userId === undefined ? [] : ['user_id = :user']),
      ...earned.conditions,
      ...still.conditions,
    ].join(' AND '),
    ExpressionAttributeNames: { ...earned.names, ...still.names },
    ExpressionAttributeValues: {
      ...(userId !== undefined && { ':user': userId }),
      ...earned.values,
      ...still.values,
    },
  };
  return { ConditionCheck };
}

/** More earnings than were judged by do no harm. Earnings in text can only be compared for equality. */
function earningsStand({ record, total_earned }: Affiliate): ReturnType<typeof stillAre> {
  if (typeof record.total_earned !== 'number') return stillAre({ total_earned: record.total_earned });
  // By the cents that were judged: a number larger than any of ours was rounded when it was read.
  return { ...stillAre({ total_earned }), conditions: ['#total_earned >= :was_total_earned'] };
}
