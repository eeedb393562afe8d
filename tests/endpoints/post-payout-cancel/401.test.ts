import { beforeAll, describe, it } from 'vitest';
import { buildCancelPayout } from '../../../functions/payouts/cancel.ts';
import type { ApiHandler } from '../../../libs/http/event.ts';
import { call } from '../../../testing/call.ts';
import {
  expectFailure,
  expectRefusal,
  FROM_ORIGIN,
  ORIGIN,
  UNAUTHENTICATED,
} from '../../../testing/expect.ts';
import { type Asked, cancelling, oldPayout } from '../../../testing/lifecycle.ts';
import { STRANGERS } from '../../../testing/refusals.ts';
import { useWorld } from '../../../testing/use-world.ts';

const world = useWorld();
let cancel: ApiHandler;
let asked: Asked;
beforeAll(async () => {
  cancel = buildCancelPayout(world);
  asked = await oldPayout(world, { status: 'pending' });
});

describe('POST /payouts/{payout_id}/cancel: 401', () => {
  it.each(STRANGERS)('takes back nothing for $who', ({ headers }) => {
    const request = { ...cancelling('', asked.payout_id), headers: headers(asked.affiliate.user_id) };
    return expectRefusal(world, cancel, request, UNAUTHENTICATED);
  });

  it('shows the refusal to the page that asked, which needs the CORS headers to read it', async () => {
    const answer = await call(cancel, { ...cancelling('', asked.payout_id), headers: { origin: ORIGIN } });
    expectFailure(answer, { ...UNAUTHENTICATED, headers: { ...UNAUTHENTICATED.headers, ...FROM_ORIGIN } });
  });

  it('tells a stranger not even whether there is such a payout', () =>
    expectRefusal(world, cancel, cancelling('', 'none'), UNAUTHENTICATED));
});
