import { beforeAll, describe, expect, it } from 'vitest';
import { buildCancelPayout } from '../../../functions/payouts/cancel.ts';
import { buildRouter } from '../../../functions/router.ts';
import type { ApiHandler } from '../../../libs/http/event.ts';
import type { Affiliate } from '../../../libs/payouts/affiliate.ts';
import { call } from '../../../testing/call.ts';
import { expectRefusal, FROM_ORIGIN, ORIGIN } from '../../../testing/expect.ts';
import { AS_ADMIN, type Asked, cancelling, oldPayout } from '../../../testing/lifecycle.ts';
import { ODD_IDS, PAYOUT_NOT_FOUND } from '../../../testing/refusals.ts';
import { useWorld } from '../../../testing/use-world.ts';
import { addAffiliate } from '../../../testing/world.ts';

const NONE = '00000000-0000-4000-8000-000000000000';

const world = useWorld();
let cancel: ApiHandler;
let own: Affiliate;
let pending: Asked;
let completed: Asked;
beforeAll(async () => {
  cancel = buildCancelPayout(world);
  own = await addAffiliate(world);
  pending = await oldPayout(world, { status: 'pending' });
  completed = await oldPayout(world, { status: 'completed' });
});

const refuse = (payout_id: string, facts = {}, headers = {}) =>
  expectRefusal(
    world,
    cancel,
    { ...cancelling(own.user_id, payout_id), ...facts },
    { ...PAYOUT_NOT_FOUND, headers },
  );

describe('POST /payouts/{payout_id}/cancel: 404', () => {
  it('for a payout that does not exist', () => refuse(NONE, { headers: { origin: ORIGIN } }, FROM_ORIGIN));

  it('takes back nothing that is somebody else’s', () => refuse(pending.payout_id));

  it('tells nobody by a 409 that somebody else’s payout is over', () => refuse(completed.payout_id));

  it('answers for somebody else’s payout byte for byte as for none', async () => {
    const none = await call(cancel, cancelling(own.user_id, NONE));
    expect(await call(cancel, cancelling(own.user_id, pending.payout_id))).toStrictEqual(none);
    expect(await call(cancel, cancelling(own.user_id, completed.payout_id))).toStrictEqual(none);
  });

  it('takes back nothing that is somebody else’s for an affiliate with the role of an admin', () =>
    refuse(pending.payout_id, { ...AS_ADMIN, as: own.user_id }));

  it.each(ODD_IDS)('for the id %j', (payout_id) => refuse(payout_id));

  it.each(['..', '%00', '%F0%9F%92%B8', '%', 'x'.repeat(300)])(
    'for the id %s as a Function URL hands it over',
    (id) => {
      const request = { method: 'POST', as: own.user_id, path: `/payouts/${id}/cancel` };
      return expectRefusal(world, buildRouter(world), request, PAYOUT_NOT_FOUND);
    },
  );
});
