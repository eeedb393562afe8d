import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { paginateQuery } from '@aws-sdk/lib-dynamodb';
import { buildRequestPayout } from '../functions/payouts/request.ts';
import { countPayout, NO_PAYOUTS } from '../libs/payouts/balance.ts';
import type { Payout } from '../libs/payouts/payout.ts';
import { localToken } from '../local/token.ts';
import { call } from '../testing/call.ts';
import { addAffiliate, countersOf, type SeededAffiliate, type World } from '../testing/world.ts';
import type { Wish } from './load.ts';
import { AMOUNT } from './seed-histories.ts';

/** Affiliates who all want payouts, and have earned enough for seven in eight of them. */
export interface Crowd {
  affiliates: SeededAffiliate[];
  wishes: Wish[];
  affordable: number;
}

/**
 * Puts this many affiliates on record, shares the wishes evenly among them, and opens the balance row of each
 * with one more payout.
 */
export async function addCrowd(world: World, size: number, wishCount: number): Promise<Crowd> {
  const affordableEach = Math.floor((wishCount / size) * (7 / 8));
  const affiliates: SeededAffiliate[] = [];
  const requestPayout = buildRequestPayout(world);
  for (let index = 0; index < size; index++) {
    const affiliate = await addAffiliate(world, { total_earned: (1 + affordableEach) * AMOUNT });
    const { status } = await call(requestPayout, {
      method: 'POST',
      as: affiliate.user_id,
      body: { amount: AMOUNT },
    });
    strictEqual(status, 201);
    affiliates.push(affiliate);
  }
  const tokens = affiliates.map(({ user_id }) => localToken(user_id));
  const wishes = Array.from({ length: wishCount }, (_, index) => ({
    token: tokens[index % size] ?? '',
    amount: AMOUNT,
  }));
  return { affiliates, wishes, affordable: affordableEach * size };
}

/**
 * Throws unless every affiliate's counters are the sums over the payouts on record, and no affiliate has more
 * than was earned.
 */
export async function requireSoundMoney(world: World, { affiliates }: Crowd): Promise<void> {
  for (const affiliate of affiliates) {
    const { affiliate_id } = affiliate;
    const counters = await countersOf(world, affiliate_id);
    const { held: _, ...sums } = (await payoutsOf(world, affiliate_id)).reduce(countPayout, NO_PAYOUTS);
    deepStrictEqual(counters, sums);
    ok(sums.committed <= affiliate.total_earned, `${affiliate_id} is overdrawn.`);
  }
}

async function payoutsOf({ store }: World, affiliateId: string): Promise<Payout[]> {
  const query = {
    TableName: store.tables.payouts,
    IndexName: 'affiliate-payouts-index',
    KeyConditionExpression: 'affiliate_id = :affiliate',
    ExpressionAttributeValues: { ':affiliate': affiliateId },
  };
  const payouts: Payout[] = [];
  for await (const { Items = [] } of paginateQuery({ client: store.db }, query)) {
    payouts.push(...(Items as Payout[]));
  }
  return payouts;
}
