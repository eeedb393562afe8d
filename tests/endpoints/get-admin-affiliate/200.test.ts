import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import { buildGetAffiliate } from '../../../functions/admin/get-affiliate.ts';
import { call } from '../../../testing/call.ts';
import { everything, expectFailure, expectSuccess } from '../../../testing/expect.ts';
import { AS_ADMIN, oldPayout, payoutThatIs } from '../../../testing/lifecycle.ts';
import { useHandler } from '../../../testing/use-handler.ts';
import { addAffiliate, addPayouts } from '../../../testing/world.ts';

const { world, handler: getAffiliate } = useHandler(buildGetAffiliate);

const looking = (affiliate_id: string) => ({
  ...AS_ADMIN,
  path: `/admin/affiliates/${affiliate_id}`,
  params: { affiliate_id },
});

describe('GET /admin/affiliates/{affiliate_id}: 200', () => {
  it('shows the account, the destination on record and the balance', async () => {
    const { affiliate } = await payoutThatIs(world, 'pending');
    const { affiliate_id, user_id, payment_email } = affiliate;
    expectSuccess(await call(getAffiliate, looking(affiliate_id)), {
      data: {
        affiliate: {
          affiliate_id,
          user_id,
          status: 'active',
          payment_method: 'paypal',
          payment_email,
          balance: { total_earned: 50_000, total_paid: 0, pending: 5000, available: 45_000 },
          payout_count: 1,
          warnings: [],
        },
      },
    });
  });

  it('sums the payouts of an affiliate without a balance row, and opens none', async () => {
    const { affiliate } = await oldPayout(world, { status: 'completed', amount: 1000 });
    const before = await everything(world);
    const { json } = await call(getAffiliate, looking(affiliate.affiliate_id));
    expect(json.data.affiliate).toMatchObject({
      balance: { total_paid: 1000, available: 49_000 },
      payout_count: 1,
    });
    expect(await everything(world)).toStrictEqual(before);
  });

  it('warns of an inactive account whose earnings cover less than was promised', async () => {
    const { affiliate_id } = await addAffiliate(world, { status: 'Closed ', total_earned: 999 });
    await addPayouts(world, { affiliate_id, status: 'pending', amount: 1000 });
    const { json } = await call(getAffiliate, looking(affiliate_id));
    expect(json.data.affiliate).toMatchObject({
      status: 'closed',
      warnings: ['affiliate_inactive', 'not_covered'],
    });
  });

  it('has no balance while a record cannot be read, and says so', async () => {
    const { affiliate_id } = await addAffiliate(world);
    await addPayouts(world, { affiliate_id, amount: '50.00' as never });
    const { json } = await call(getAffiliate, looking(affiliate_id));
    expect(json.data.affiliate).toMatchObject({ balance: null, payout_count: 1, warnings: ['unreadable'] });
  });

  it('has no balance for earnings that cannot be read', async () => {
    const { affiliate_id } = await addAffiliate(world, { total_earned: 'much' as never });
    const { json } = await call(getAffiliate, looking(affiliate_id));
    expect(json.data.affiliate).toMatchObject({ balance: null, warnings: ['not_covered', 'unreadable'] });
  });

  it('shows a destination that cannot be used as null', async () => {
    const Item = { affiliate_id: 'aff-bare', user_id: 'user-bare', status: 'active', payment_email: 'x' };
    await world.store.db.send(new PutCommand({ TableName: world.store.tables.affiliates, Item }));
    const { json } = await call(getAffiliate, looking('aff-bare'));
    expect(json.data.affiliate).toMatchObject({ payment_method: null, payment_email: null });
  });
});

describe('GET /admin/affiliates/{affiliate_id}: 404', () => {
  it.each(['', ' ', 'aff-nobody', '\ud800', 'x'.repeat(513), 'constructor'])('for the id %j', async (id) => {
    expectFailure(await call(getAffiliate, looking(id)), {
      status: 404,
      code: 'affiliate_not_found',
      message: 'There is no such affiliate.',
    });
  });
});
