import { beforeAll, describe, it } from 'vitest';
import { buildGetAnyPayout } from '../../../functions/admin/get.ts';
import type { ApiHandler } from '../../../libs/http/event.ts';
import { call } from '../../../testing/call.ts';
import {
  expectFailure,
  expectRefusal,
  FROM_ORIGIN,
  ORIGIN,
  UNAUTHENTICATED,
} from '../../../testing/expect.ts';
import { oldPayout } from '../../../testing/lifecycle.ts';
import { STRANGERS } from '../../../testing/refusals.ts';
import { useWorld } from '../../../testing/use-world.ts';

const world = useWorld();
let getAny: ApiHandler;
let payout_id: string;
beforeAll(async () => {
  getAny = buildGetAnyPayout(world);
  payout_id = (await oldPayout(world)).payout_id;
});

describe('GET /admin/payouts/{payout_id}: 401', () => {
  it.each(STRANGERS)('shows nothing to $who', ({ headers }) => {
    const request = { params: { payout_id }, headers: headers('user-admin') };
    return expectRefusal(world, getAny, request, UNAUTHENTICATED);
  });

  it('shows the refusal to the page that asked, which needs the CORS headers to read it', async () => {
    const answer = await call(getAny, { params: { payout_id }, headers: { origin: ORIGIN } });
    expectFailure(answer, { ...UNAUTHENTICATED, headers: { ...UNAUTHENTICATED.headers, ...FROM_ORIGIN } });
  });

  it('tells a stranger not even whether there is such a payout', () =>
    expectRefusal(world, getAny, { params: { payout_id: 'none' } }, UNAUTHENTICATED));
});
