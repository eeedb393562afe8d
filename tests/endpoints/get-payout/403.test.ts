import { beforeAll, describe, it } from 'vitest';
import { buildGetPayout } from '../../../functions/payouts/get.ts';
import type { ApiHandler } from '../../../libs/http/event.ts';
import type { TestRequest } from '../../../testing/call.ts';
import { expectRefusal, FROM_ORIGIN, NOT_AN_AFFILIATE, ORIGIN } from '../../../testing/expect.ts';
import { AS_ADMIN, type Asked, oldPayout } from '../../../testing/lifecycle.ts';
import { useWorld } from '../../../testing/use-world.ts';

const world = useWorld();
let getPayout: ApiHandler;
let asked: Asked;
beforeAll(async () => {
  getPayout = buildGetPayout(world);
  asked = await oldPayout(world);
});

const refuse = (facts: TestRequest, payout_id = asked.payout_id, headers = {}) =>
  expectRefusal(
    world,
    getPayout,
    { path: `/payouts/${payout_id}`, params: { payout_id }, ...facts },
    { ...NOT_AN_AFFILIATE, headers },
  );

describe('GET /payouts/{payout_id}: 403', () => {
  it('shows nothing to somebody who is no affiliate', () =>
    refuse({ as: 'user-nobody', headers: { origin: ORIGIN } }, asked.payout_id, FROM_ORIGIN));

  it('shows an admin nothing on the way of the owners', () => refuse(AS_ADMIN));

  it('knows nobody by the id of an affiliate', () => refuse({ as: asked.affiliate.affiliate_id }));

  it('tells somebody who is no affiliate of that before the payout that does not exist', () =>
    refuse({ as: 'user-nobody' }, 'none'));
});
