import { beforeAll, describe, it } from 'vitest';
import { buildProcessPayouts } from '../../../functions/admin/process-bulk.ts';
import type { ApiHandler } from '../../../libs/http/event.ts';
import type { TestRequest } from '../../../testing/call.ts';
import { call } from '../../../testing/call.ts';
import {
  expectFailure,
  expectRefusal,
  FROM_ORIGIN,
  ORIGIN,
  UNAUTHENTICATED,
} from '../../../testing/expect.ts';
import { oldPayout, processingAll } from '../../../testing/lifecycle.ts';
import { STRANGERS } from '../../../testing/refusals.ts';
import { useWorld } from '../../../testing/use-world.ts';

const world = useWorld();
let processAll: ApiHandler;
let start: TestRequest;
beforeAll(async () => {
  processAll = buildProcessPayouts(world);
  const { payout_id } = await oldPayout(world, { status: 'pending' });
  start = processingAll([{ payout_id, action: 'start' }], '');
});

describe('POST /admin/payouts/process: 401', () => {
  it.each(STRANGERS)('moves nothing for $who', ({ headers }) =>
    expectRefusal(world, processAll, { ...start, headers: headers('user-admin') }, UNAUTHENTICATED),
  );

  it('shows the refusal to the page that asked, which needs the CORS headers to read it', async () => {
    const answer = await call(processAll, { ...start, headers: { origin: ORIGIN } });
    expectFailure(answer, { ...UNAUTHENTICATED, headers: { ...UNAUTHENTICATED.headers, ...FROM_ORIGIN } });
  });

  it.each([' '.repeat(16_385), '{', { items: [] }])('tells a stranger nothing of a bad body', (body) =>
    expectRefusal(world, processAll, { ...start, body }, UNAUTHENTICATED),
  );
});
