import { beforeAll, describe, it } from 'vitest';
import { buildGetAnyPayout } from '../../../functions/admin/get.ts';
import { buildRouter } from '../../../functions/router.ts';
import type { ApiHandler } from '../../../libs/http/event.ts';
import { expectRefusal, FROM_ORIGIN, ORIGIN } from '../../../testing/expect.ts';
import { AS_ADMIN, oldPayout } from '../../../testing/lifecycle.ts';
import { ODD_IDS, PAYOUT_NOT_FOUND } from '../../../testing/refusals.ts';
import { useWorld } from '../../../testing/use-world.ts';

const NONE = '00000000-0000-4000-8000-000000000000';

const world = useWorld();
let getAny: ApiHandler;
beforeAll(async () => {
  getAny = buildGetAnyPayout(world);
  await oldPayout(world);
});

describe('GET /admin/payouts/{payout_id}: 404', () => {
  it('for a payout that does not exist', () => {
    const request = { ...AS_ADMIN, headers: { origin: ORIGIN }, params: { payout_id: NONE } };
    return expectRefusal(world, getAny, request, { ...PAYOUT_NOT_FOUND, headers: FROM_ORIGIN });
  });

  it.each(ODD_IDS)('for the id %j', (payout_id) =>
    expectRefusal(world, getAny, { ...AS_ADMIN, params: { payout_id } }, PAYOUT_NOT_FOUND),
  );

  it.each(['..', '%00', '%2e%2e', '%F0%9F%92%B8', '%25', '%', '%FF', 'process', 'x'.repeat(300)])(
    'for the id %s as a Function URL hands it over',
    (id) => {
      const request = { ...AS_ADMIN, path: `/admin/payouts/${id}` };
      return expectRefusal(world, buildRouter(world), request, PAYOUT_NOT_FOUND);
    },
  );
});
