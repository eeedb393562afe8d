import { beforeAll, describe, it } from 'vitest';
import { buildProcessPayout } from '../../../functions/admin/process.ts';
import type { ApiHandler } from '../../../libs/http/event.ts';
import { expectRefusal, FROM_ORIGIN, ORIGIN } from '../../../testing/expect.ts';
import { type Asked, oldPayout, processing } from '../../../testing/lifecycle.ts';
import { ADMIN_REQUIRED, claiming, NO_ADMINS } from '../../../testing/refusals.ts';
import { useWorld } from '../../../testing/use-world.ts';

const world = useWorld();
let processPayout: ApiHandler;
let own: Asked;
beforeAll(async () => {
  processPayout = buildProcessPayout(world);
  own = await oldPayout(world, { status: 'processing' });
});

const complete = (headers: Record<string, string>, body: unknown, payout_id = own.payout_id) => ({
  ...processing(payout_id, body, ''),
  headers,
});
const COMPLETE = { action: 'complete', transaction_id: 'T-1' };

describe('POST /admin/payouts/{payout_id}/process: 403', () => {
  it.each(NO_ADMINS)('moves nothing for $who', async ({ claims }) => {
    for (const user of [own.affiliate.user_id, 'user-nobody', 'user-admin']) {
      const request = complete(claiming(user, claims), COMPLETE);
      await expectRefusal(world, processPayout, request, ADMIN_REQUIRED);
    }
  });

  it('shows the refusal to the page that asked', () => {
    const headers = { ...claiming(own.affiliate.user_id, {}), origin: ORIGIN };
    const refusal = { ...ADMIN_REQUIRED, headers: FROM_ORIGIN };
    return expectRefusal(world, processPayout, complete(headers, COMPLETE), refusal);
  });

  it.each([
    { fault: 'too large', body: ' '.repeat(16_385), type: 'application/json' },
    { fault: 'of another type', body: 'action=start', type: 'text/plain' },
    { fault: 'no JSON', body: '{', type: 'application/json' },
    { fault: 'no action', body: { action: 'begin' }, type: 'application/json' },
  ])('tells an affiliate nothing of a body that is $fault', ({ body, type }) => {
    const headers = { ...claiming(own.affiliate.user_id, {}), 'content-type': type };
    return expectRefusal(world, processPayout, complete(headers, body), ADMIN_REQUIRED);
  });

  it('tells an affiliate not even whether there is such a payout', () => {
    const request = complete(claiming(own.affiliate.user_id, {}), COMPLETE, 'none');
    return expectRefusal(world, processPayout, request, ADMIN_REQUIRED);
  });
});
