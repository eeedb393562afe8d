import { beforeAll, describe, it } from 'vitest';
import { buildGetAnyPayout } from '../../../functions/admin/get.ts';
import type { ApiHandler } from '../../../libs/http/event.ts';
import { expectRefusal, FROM_ORIGIN, ORIGIN } from '../../../testing/expect.ts';
import { type Asked, oldPayout } from '../../../testing/lifecycle.ts';
import { ADMIN_REQUIRED, claiming, NO_ADMINS } from '../../../testing/refusals.ts';
import { useWorld } from '../../../testing/use-world.ts';

const world = useWorld();
let getAny: ApiHandler;
let own: Asked;
beforeAll(async () => {
  getAny = buildGetAnyPayout(world);
  own = await oldPayout(world);
});

describe('GET /admin/payouts/{payout_id}: 403', () => {
  it.each(NO_ADMINS)('shows nothing to $who', async ({ claims }) => {
    for (const user of [own.affiliate.user_id, 'user-nobody', 'user-admin']) {
      const request = { params: { payout_id: own.payout_id }, headers: claiming(user, claims) };
      await expectRefusal(world, getAny, request, ADMIN_REQUIRED);
    }
  });

  it('shows an affiliate not even their own payout here', () => {
    const request = { params: { payout_id: own.payout_id }, as: own.affiliate.user_id };
    const refusal = { ...ADMIN_REQUIRED, headers: FROM_ORIGIN };
    return expectRefusal(world, getAny, { ...request, headers: { origin: ORIGIN } }, refusal);
  });

  it('tells an affiliate not even whether there is such a payout', () => {
    const request = { params: { payout_id: 'none' }, as: own.affiliate.user_id };
    return expectRefusal(world, getAny, request, ADMIN_REQUIRED);
  });
});
