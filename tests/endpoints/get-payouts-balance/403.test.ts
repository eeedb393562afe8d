import { beforeAll, describe, it } from 'vitest';
import { buildGetBalance } from '../../../functions/payouts/balance.ts';
import { expectRefusal, FROM_ORIGIN, NOT_AN_AFFILIATE, ORIGIN } from '../../../testing/expect.ts';
import { useWorld } from '../../../testing/use-world.ts';
import { addAffiliate, addPayouts } from '../../../testing/world.ts';

const GET = { path: '/payouts/balance' };

const world = useWorld();
let getBalance: ReturnType<typeof buildGetBalance>;
beforeAll(async () => {
  getBalance = buildGetBalance(world);
  const { affiliate_id } = await addAffiliate(world);
  await addPayouts(world, { affiliate_id });
});

describe('GET /payouts/balance: 403', () => {
  it('as a non-affiliate', () => {
    const refusal = { ...NOT_AN_AFFILIATE, headers: FROM_ORIGIN };
    return expectRefusal(
      world,
      getBalance,
      { ...GET, as: 'user-nobody', headers: { origin: ORIGIN } },
      refusal,
    );
  });

  it('shows an admin, who is no affiliate, nothing either', () =>
    expectRefusal(world, getBalance, { ...GET, as: 'user-admin', admin: true }, NOT_AN_AFFILIATE));

  it('knows nobody by the id of an affiliate', async () => {
    const { affiliate_id } = await addAffiliate(world);
    await expectRefusal(world, getBalance, { ...GET, as: affiliate_id }, NOT_AN_AFFILIATE);
  });
});
