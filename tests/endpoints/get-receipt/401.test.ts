import { beforeAll, describe, it } from 'vitest';
import { buildGetReceipt } from '../../../functions/payouts/receipt.ts';
import type { ApiHandler } from '../../../libs/http/event.ts';
import { call } from '../../../testing/call.ts';
import {
  expectFailure,
  expectRefusal,
  FROM_ORIGIN,
  ORIGIN,
  UNAUTHENTICATED,
} from '../../../testing/expect.ts';
import { type Asked, oldPayout } from '../../../testing/lifecycle.ts';
import { STRANGERS } from '../../../testing/refusals.ts';
import { useWorld } from '../../../testing/use-world.ts';

const world = useWorld();
let getReceipt: ApiHandler;
let asked: Asked;
beforeAll(async () => {
  getReceipt = buildGetReceipt(world);
  asked = await oldPayout(world);
});

const read = (payout_id = asked.payout_id) => ({
  path: `/payouts/${payout_id}/receipt`,
  params: { payout_id },
});

describe('GET /payouts/{payout_id}/receipt: 401', () => {
  it.each(STRANGERS)('shows nothing to $who', ({ headers }) => {
    const request = { ...read(), headers: headers(asked.affiliate.user_id) };
    return expectRefusal(world, getReceipt, request, UNAUTHENTICATED);
  });

  it('shows the refusal to the page that asked, which needs the CORS headers to read it', async () => {
    const answer = await call(getReceipt, { ...read(), headers: { origin: ORIGIN } });
    expectFailure(answer, { ...UNAUTHENTICATED, headers: { ...UNAUTHENTICATED.headers, ...FROM_ORIGIN } });
  });

  it('tells a stranger not even whether there is such a payout', () =>
    expectRefusal(world, getReceipt, read('none'), UNAUTHENTICATED));
});
