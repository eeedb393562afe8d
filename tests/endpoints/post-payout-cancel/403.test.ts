import { beforeAll, describe, it } from 'vitest';
import { buildCancelPayout } from '../../../functions/payouts/cancel.ts';
import type { ApiHandler } from '../../../libs/http/event.ts';
import { expectRefusal, FROM_ORIGIN, NOT_AN_AFFILIATE, ORIGIN } from '../../../testing/expect.ts';
import { AS_ADMIN, type Asked, cancelling, oldPayout } from '../../../testing/lifecycle.ts';
import { useWorld } from '../../../testing/use-world.ts';

const world = useWorld();
let cancel: ApiHandler;
let asked: Asked;
beforeAll(async () => {
  cancel = buildCancelPayout(world);
  asked = await oldPayout(world, { status: 'pending' });
});

describe('POST /payouts/{payout_id}/cancel: 403', () => {
  it('takes back nothing for somebody who is no affiliate', () => {
    const request = { ...cancelling('user-nobody', asked.payout_id), headers: { origin: ORIGIN } };
    return expectRefusal(world, cancel, request, { ...NOT_AN_AFFILIATE, headers: FROM_ORIGIN });
  });

  it('takes back nothing for an admin, who fails a payout and gives a reason', () => {
    const request = { ...cancelling('', asked.payout_id), ...AS_ADMIN };
    return expectRefusal(world, cancel, request, NOT_AN_AFFILIATE);
  });

  it('tells somebody who is no affiliate of that before the payout that does not exist', () =>
    expectRefusal(world, cancel, cancelling('user-nobody', 'none'), NOT_AN_AFFILIATE));
});
