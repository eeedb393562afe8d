import { beforeAll, describe, it } from 'vitest';
import { buildListAllPayouts } from '../../../functions/admin/list.ts';
import type { ApiHandler } from '../../../libs/http/event.ts';
import type { Affiliate } from '../../../libs/payouts/affiliate.ts';
import { expectRefusal, FROM_ORIGIN, ORIGIN } from '../../../testing/expect.ts';
import { oldPayout } from '../../../testing/lifecycle.ts';
import { ADMIN_REQUIRED, claiming, NO_ADMINS } from '../../../testing/refusals.ts';
import { useWorld } from '../../../testing/use-world.ts';

const GET = { path: '/admin/payouts' };

const world = useWorld();
let list: ApiHandler;
let affiliate: Affiliate;
beforeAll(async () => {
  list = buildListAllPayouts(world);
  affiliate = (await oldPayout(world)).affiliate;
});

describe('GET /admin/payouts: 403', () => {
  it.each(NO_ADMINS)('shows nothing to $who', async ({ claims }) => {
    for (const user of [affiliate.user_id, 'user-nobody', 'user-admin']) {
      await expectRefusal(world, list, { ...GET, headers: claiming(user, claims) }, ADMIN_REQUIRED);
    }
  });

  it('shows an affiliate not even their own payouts here', () => {
    const { affiliate_id } = affiliate;
    const request = { ...GET, as: affiliate.user_id, headers: { origin: ORIGIN }, query: { affiliate_id } };
    return expectRefusal(world, list, request, { ...ADMIN_REQUIRED, headers: FROM_ORIGIN });
  });

  it.each(['limit', 'status', 'cursor', 'affiliate_id', 'page'])(
    'tells an affiliate nothing of a bad %s',
    (name) => {
      const request = { ...GET, as: affiliate.user_id, query: { [name]: '' } };
      return expectRefusal(world, list, request, ADMIN_REQUIRED);
    },
  );
});
