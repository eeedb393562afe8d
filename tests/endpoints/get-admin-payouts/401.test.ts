import { beforeAll, describe, it } from 'vitest';
import { buildListAllPayouts } from '../../../functions/admin/list.ts';
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
import { addPayouts } from '../../../testing/world.ts';

const GET = { path: '/admin/payouts' };

const world = useWorld();
let list: ApiHandler;
beforeAll(async () => {
  list = buildListAllPayouts(world);
  await addPayouts(world, {});
});

describe('GET /admin/payouts: 401', () => {
  it.each(STRANGERS)('shows nothing to $who', ({ headers }) =>
    expectRefusal(world, list, { ...GET, headers: headers('user-admin') }, UNAUTHENTICATED),
  );

  it('shows the refusal to the page that asked, which needs the CORS headers to read it', async () => {
    const answer = await call(list, { ...GET, headers: { origin: ORIGIN } });
    expectFailure(answer, { ...UNAUTHENTICATED, headers: { ...UNAUTHENTICATED.headers, ...FROM_ORIGIN } });
  });

  it.each(['limit', 'status', 'cursor', 'affiliate_id', 'page'])(
    'tells a stranger nothing of a bad %s',
    (name) => expectRefusal(world, list, { ...GET, query: { [name]: '' } }, UNAUTHENTICATED),
  );
});
