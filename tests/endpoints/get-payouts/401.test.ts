import { beforeAll, describe, it } from 'vitest';
import { buildListPayouts } from '../../../functions/payouts/list.ts';
import { localToken } from '../../../local/token.ts';
import { call } from '../../../testing/call.ts';
import {
  expectFailure,
  expectRefusal,
  FROM_ORIGIN,
  ORIGIN,
  UNAUTHENTICATED,
} from '../../../testing/expect.ts';
import { useWorld } from '../../../testing/use-world.ts';
import { addAffiliate } from '../../../testing/world.ts';

const GET = { path: '/payouts' };

const world = useWorld();
let list: ReturnType<typeof buildListPayouts>;
let user: string;
beforeAll(async () => {
  list = buildListPayouts(world);
  user = (await addAffiliate(world)).user_id;
});

describe('GET /payouts: 401', () => {
  it('without authentication', () => expectRefusal(world, list, GET, UNAUTHENTICATED));

  it.each([
    { what: 'an expired token', authorization: () => `Bearer ${localToken(user, { expiresIn: '-1s' })}` },
    { what: 'a token without its scheme', authorization: () => localToken(user) },
    {
      what: 'a token that lost its last letter',
      authorization: () => `Bearer ${localToken(user).slice(0, -1)}`,
    },
    { what: 'an empty header', authorization: () => '' },
  ])('shows nothing to ', ({ authorization }) => {
    const headers = { authorization: authorization() };
    return expectRefusal(world, list, { ...GET, headers }, UNAUTHENTICATED);
  });

  it('shows the refusal to the page that asked, which needs the CORS headers to read it', async () => {
    const answer = await call(list, { ...GET, headers: { origin: ORIGIN } });
    expectFailure(answer, { ...UNAUTHENTICATED, headers: { ...UNAUTHENTICATED.headers, ...FROM_ORIGIN } });
  });

  it.each(['limit', 'status', 'cursor', 'page'])('tells a stranger nothing of a bad %s', (name) =>
    expectRefusal(world, list, { ...GET, query: { [name]: '' } }, UNAUTHENTICATED),
  );
});
