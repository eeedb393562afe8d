import { PutCommand, paginateQuery } from '@aws-sdk/lib-dynamodb';
import { endpoint } from '../libs/http/chain.ts';
import { created, ok } from '../libs/http/envelope.ts';
import { earningsOf, requireAffiliate } from '../libs/payouts/affiliate.ts';
import { type Balance, insufficientBalance } from '../libs/payouts/balance.ts';
import type { Payout } from '../libs/payouts/payout.ts';
import { getAffiliateByUserId } from '../libs/store/affiliates.ts';
import type { Store } from '../libs/store/engine/client.ts';
import type { Dependencies } from '../libs/workflows/dependencies.ts';
import validate from '../schemas/compiled/request-payout.js';

/**
 * The algorithm of the service that this one replaces, in our chain, so that only the algorithms differ. If
 * it can be written in more than one way, this is the faster one: it reads no more of a payout than it adds
 * up.
 */
export const buildSourceBalance = (dependencies: Dependencies) =>
  endpoint(dependencies, { access: 'users', reads: 'nothing' }, async ({ user }, { store }) => {
    const affiliate = requireAffiliate(await getAffiliateByUserId(user.userId, store));
    return ok({ balance: await sumAllPages(store, affiliate.affiliate_id, earningsOf(affiliate)) });
  });

/** Sums, checks, then writes: two of these at once both pass the check. */
export const buildSourceRequest = (dependencies: Dependencies) =>
  endpoint(
    dependencies,
    { access: 'users', reads: 'json', validate },
    async ({ body, user }, forThisCall) => {
      const { store, now, newId } = forThisCall;
      const affiliate = requireAffiliate(await getAffiliateByUserId(user.userId, store));
      const { affiliate_id, payment_method, payment_email } = affiliate;
      const { amount } = body;
      const { available } = await sumAllPages(store, affiliate_id, earningsOf(affiliate));
      if (available < amount) throw insufficientBalance(available, amount);
      const request = { amount, payment_method, payment_email, status: 'pending', requested_at: now() };
      const payout = { payout_id: newId(), ...request };
      const Item = { ...payout, affiliate_id };
      await store.db.send(new PutCommand({ TableName: store.tables.payouts, Item }));
      return created('Payout request submitted successfully', { payout });
    },
  );

async function sumAllPages(store: Store, affiliateId: string, totalEarned: number): Promise<Balance> {
  const pages = paginateQuery(
    { client: store.db },
    {
      TableName: store.tables.payouts,
      IndexName: 'affiliate-payouts-index',
      KeyConditionExpression: 'affiliate_id = :affiliate',
      ProjectionExpression: '#status, amount',
      ExpressionAttributeNames: { '#status': 'status' },
      ExpressionAttributeValues: { ':affiliate': affiliateId },
    },
  );
  let paid = 0;
  let pending = 0;
  for await (const { Items = [] } of pages) {
    for (const { status, amount } of Items as Payout[]) {
      if (status === 'completed') paid += amount;
      else if (status === 'pending' || status === 'processing') pending += amount;
    }
  }
  const available = totalEarned - paid - pending;
  return { total_earned: totalEarned, total_paid: paid, pending, available };
}
