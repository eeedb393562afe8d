import { beforeAll, describe, it } from 'vitest';
import { buildRequestBulk } from '../../../functions/payouts/bulk.ts';
import { expectRefusal } from '../../../testing/expect.ts';
import { askingForAll } from '../../../testing/lifecycle.ts';
import { affiliateInactive, NOT_AN_AFFILIATE } from '../../../testing/refusals.ts';
import { useHandler } from '../../../testing/use-handler.ts';
import { addAffiliate } from '../../../testing/world.ts';

const { world, handler: bulk } = useHandler(buildRequestBulk);
beforeAll(async () => {
  await addAffiliate(world);
});

describe('POST /payouts/bulk: 403', () => {
  it.each([
    ['inactive', 'inactive'],
    ['suspended', 'suspended'],
    ['', 'unknown'],
  ])('returns affiliate_inactive to an affiliate whose status is %j', async (status, named) => {
    const { user_id } = await addAffiliate(world, { status });
    const request = askingForAll(user_id, [{ amount: 5000 }, { amount: 5000 }]);
    await expectRefusal(world, bulk, request, affiliateInactive(named));
  });

  it('returns 403 before it judges the amounts', async () => {
    const request = [{ amount: 5000 }, { amount: 999 }, { amount: 2_000_001 }];
    const { user_id } = await addAffiliate(world, { status: 'inactive', payment_method: undefined } as never);
    await expectRefusal(world, bulk, askingForAll(user_id, request), affiliateInactive('inactive'));
    await expectRefusal(world, bulk, askingForAll('user-nobody', request), NOT_AN_AFFILIATE);
  });
});
