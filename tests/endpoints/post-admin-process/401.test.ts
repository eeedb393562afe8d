import { beforeAll, describe, it } from 'vitest';
import { buildProcessPayout } from '../../../functions/admin/process.ts';
import type { ApiHandler } from '../../../libs/http/event.ts';
import { call } from '../../../testing/call.ts';
import {
  expectFailure,
  expectRefusal,
  FROM_ORIGIN,
  ORIGIN,
  UNAUTHENTICATED,
} from '../../../testing/expect.ts';
import { oldPayout, processing } from '../../../testing/lifecycle.ts';
import { STRANGERS } from '../../../testing/refusals.ts';
import { useWorld } from '../../../testing/use-world.ts';

const world = useWorld();
let processPayout: ApiHandler;
let payout_id: string;
beforeAll(async () => {
  processPayout = buildProcessPayout(world);
  payout_id = (await oldPayout(world, { status: 'pending' })).payout_id;
});

const start = (id = payout_id) => processing(id, { action: 'start' }, '');

describe('POST /admin/payouts/{payout_id}/process: 401', () => {
  it.each(STRANGERS)('moves nothing for $who', ({ headers }) =>
    expectRefusal(world, processPayout, { ...start(), headers: headers('user-admin') }, UNAUTHENTICATED),
  );

  it('shows the refusal to the page that asked, which needs the CORS headers to read it', async () => {
    const answer = await call(processPayout, { ...start(), headers: { origin: ORIGIN } });
    expectFailure(answer, { ...UNAUTHENTICATED, headers: { ...UNAUTHENTICATED.headers, ...FROM_ORIGIN } });
  });

  it.each([' '.repeat(16_385), '{', { action: 'begin' }])('tells a stranger nothing of a bad body', (body) =>
    expectRefusal(world, processPayout, { ...start(), body }, UNAUTHENTICATED),
  );

  it('tells a stranger not even whether there is such a payout', () =>
    expectRefusal(world, processPayout, start('none'), UNAUTHENTICATED));
});
