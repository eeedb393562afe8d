import { beforeAll, describe, it } from 'vitest';
import { buildProcessPayout } from '../../../functions/admin/process.ts';
import { buildRouter } from '../../../functions/router.ts';
import type { ApiHandler } from '../../../libs/http/event.ts';
import { expectRefusal, FROM_ORIGIN, ORIGIN } from '../../../testing/expect.ts';
import { AS_ADMIN, oldPayout, processing } from '../../../testing/lifecycle.ts';
import { ODD_IDS, PAYOUT_NOT_FOUND } from '../../../testing/refusals.ts';
import { useWorld } from '../../../testing/use-world.ts';

const NONE = '00000000-0000-4000-8000-000000000000';
const BODIES = [
  { action: 'start' },
  { action: 'complete', transaction_id: 'T-1' },
  { action: 'fail', reason: 'No such account.' },
];

const world = useWorld();
let processPayout: ApiHandler;
beforeAll(async () => {
  processPayout = buildProcessPayout(world);
  await oldPayout(world, { status: 'pending' });
});

describe('POST /admin/payouts/{payout_id}/process: 404', () => {
  it.each(BODIES)('where $action meets no payout, of which it makes none', (body) => {
    const request = { ...processing(NONE, body), headers: { origin: ORIGIN } };
    return expectRefusal(world, processPayout, request, { ...PAYOUT_NOT_FOUND, headers: FROM_ORIGIN });
  });

  it.each(ODD_IDS)('for the id %j', (payout_id) =>
    expectRefusal(world, processPayout, processing(payout_id, { action: 'start' }), PAYOUT_NOT_FOUND),
  );

  it.each(['..', '%00', '%F0%9F%92%B8', '%', 'x'.repeat(300)])(
    'for the id %s as a Function URL hands it over',
    (id) => {
      const path = `/admin/payouts/${id}/process`;
      const request = { ...AS_ADMIN, method: 'POST', path, body: { action: 'start' } };
      return expectRefusal(world, buildRouter(world), request, PAYOUT_NOT_FOUND);
    },
  );
});
