import { beforeAll, describe, it } from 'vitest';
import { buildProcessPayouts } from '../../../functions/admin/process-bulk.ts';
import type { ApiHandler } from '../../../libs/http/event.ts';
import type { TestRequest } from '../../../testing/call.ts';
import { expectRefusal, FROM_ORIGIN, ORIGIN } from '../../../testing/expect.ts';
import { type Asked, oldPayout, processingAll } from '../../../testing/lifecycle.ts';
import { ADMIN_REQUIRED, claiming, NO_ADMINS } from '../../../testing/refusals.ts';
import { useWorld } from '../../../testing/use-world.ts';

const world = useWorld();
let processAll: ApiHandler;
let own: Asked;
let complete: TestRequest;
beforeAll(async () => {
  processAll = buildProcessPayouts(world);
  own = await oldPayout(world, { status: 'processing' });
  const item = { payout_id: own.payout_id, action: 'complete', transaction_id: 'T-1' };
  complete = processingAll([item], '');
});

const refuse = (facts: TestRequest, headers = {}) =>
  expectRefusal(world, processAll, { ...complete, ...facts }, { ...ADMIN_REQUIRED, headers });

describe('POST /admin/payouts/process: 403', () => {
  it.each(NO_ADMINS)('moves nothing for $who', async ({ claims }) => {
    for (const user of [own.affiliate.user_id, 'user-nobody', 'user-admin']) {
      await refuse({ headers: claiming(user, claims) });
    }
  });

  it('shows the refusal to the page that asked', () =>
    refuse({ headers: { ...claiming(own.affiliate.user_id, {}), origin: ORIGIN } }, FROM_ORIGIN));

  it.each([' '.repeat(16_385), '{', { items: [] }, { items: [{ payout_id: 'none', action: 'start' }] }])(
    'tells an affiliate nothing of what is wrong with a body',
    (body) => refuse({ headers: claiming(own.affiliate.user_id, {}), body }),
  );
});
