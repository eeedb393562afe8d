import { beforeAll, describe, it } from 'vitest';
import type { TestRequest } from '../../../testing/call.ts';
import { claiming, NOT_ADMINS } from '../../../testing/callers.ts';
import {
  ADMIN_ENDPOINTS,
  AFFILIATE_ENDPOINTS,
  isAboutOnePayout,
  requestTo,
} from '../../../testing/endpoints.ts';
import { expectRefusal, FROM_ORIGIN, ORIGIN } from '../../../testing/expect.ts';
import { AS_ADMIN, type Asked, oldPayout } from '../../../testing/lifecycle.ts';
import { UNKNOWN_ID } from '../../../testing/odd-ids.ts';
import { ADMIN_REQUIRED, NOT_AN_AFFILIATE } from '../../../testing/refusals.ts';
import { handlerOn } from '../../../testing/use-handler.ts';
import { useWorld } from '../../../testing/use-world.ts';

const world = useWorld();

describe.each(AFFILIATE_ENDPOINTS)('$name: 403', (endpoint) => {
  const handler = handlerOn(world, endpoint.build);
  let asked: Asked;
  beforeAll(async () => {
    asked = await oldPayout(world, { status: endpoint.status });
  });

  const refuse = (facts: TestRequest, headers = {}, id = asked.payout_id) =>
    expectRefusal(
      world,
      handler,
      { ...requestTo(endpoint, asked, id), ...facts },
      { ...NOT_AN_AFFILIATE, headers },
    );

  it('returns 403 to a user without an affiliate account', () => refuse({ as: 'user-nobody' }));

  it('lets the page that called read the 403', () =>
    refuse({ as: 'user-nobody', headers: { origin: ORIGIN } }, FROM_ORIGIN));

  it('returns 403 to an admin without an affiliate account', () => refuse(AS_ADMIN));

  it('returns 403 to a user whose id is the id of an affiliate', () =>
    refuse({ as: asked.affiliate.affiliate_id }));

  it.each(isAboutOnePayout(endpoint) ? ['none', UNKNOWN_ID] : [])(
    'returns 403 before it reports that there is no payout %s',
    (id) => refuse({ as: 'user-nobody' }, {}, id),
  );
});

describe.each(ADMIN_ENDPOINTS)('$name: 403', (endpoint) => {
  const handler = handlerOn(world, endpoint.build);
  let asked: Asked;
  beforeAll(async () => {
    asked = await oldPayout(world, { status: endpoint.status });
  });

  const refuse = (facts: TestRequest, headers = {}) =>
    expectRefusal(
      world,
      handler,
      { ...requestTo(endpoint, asked), ...facts },
      { ...ADMIN_REQUIRED, headers },
    );

  it.each(NOT_ADMINS)('returns 403 to $caller', async ({ claims }) => {
    for (const user of [asked.affiliate.user_id, 'user-nobody', 'user-admin']) {
      await refuse({ headers: claiming(user, claims) });
    }
  });

  it('lets the page that called read the 403, which an affiliate gets for their own payout too', () =>
    refuse({ as: asked.affiliate.user_id, headers: { origin: ORIGIN } }, FROM_ORIGIN));

  it.each(endpoint.badRequests)('returns 403 before it reports $what', ({ facts }) =>
    refuse({ as: asked.affiliate.user_id, ...facts }),
  );
});
