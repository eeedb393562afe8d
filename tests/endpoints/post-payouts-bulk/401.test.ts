import { beforeAll, describe, it } from 'vitest';
import { buildRequestBulk } from '../../../functions/payouts/bulk.ts';
import type { ApiHandler } from '../../../libs/http/event.ts';
import { call } from '../../../testing/call.ts';
import {
  expectFailure,
  expectRefusal,
  FROM_ORIGIN,
  ORIGIN,
  UNAUTHENTICATED,
} from '../../../testing/expect.ts';
import { STRANGERS } from '../../../testing/refusals.ts';
import { useWorld } from '../../../testing/use-world.ts';
import { addAffiliate } from '../../../testing/world.ts';

const POST = { method: 'POST', path: '/payouts/bulk', body: { payouts: [{ amount: 5000 }] } };

const world = useWorld();
let bulk: ApiHandler;
let user: string;
beforeAll(async () => {
  bulk = buildRequestBulk(world);
  user = (await addAffiliate(world)).user_id;
});

describe('POST /payouts/bulk: 401', () => {
  it.each(STRANGERS)('moves no money for $who', ({ headers }) =>
    expectRefusal(world, bulk, { ...POST, headers: headers(user) }, UNAUTHENTICATED),
  );

  it('shows the refusal to the page that asked, which needs the CORS headers to read it', async () => {
    const answer = await call(bulk, { ...POST, headers: { origin: ORIGIN } });
    expectFailure(answer, { ...UNAUTHENTICATED, headers: { ...UNAUTHENTICATED.headers, ...FROM_ORIGIN } });
  });

  it.each([
    { fault: 'too large', body: ' '.repeat(16_385) },
    { fault: 'no JSON', body: '{' },
    { fault: 'not valid', body: { payouts: [] } },
  ])('tells a stranger nothing of a body that is $fault', ({ body }) =>
    expectRefusal(world, bulk, { ...POST, body }, UNAUTHENTICATED),
  );
});
