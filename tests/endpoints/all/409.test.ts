import { beforeAll, describe, it } from 'vitest';
import { AFFILIATE_ENDPOINTS, requestTo } from '../../../testing/endpoints.ts';
import { expectRefusal } from '../../../testing/expect.ts';
import { type Asked, oldPayout } from '../../../testing/lifecycle.ts';
import { AFFILIATE_AMBIGUOUS } from '../../../testing/refusals.ts';
import { handlerOn } from '../../../testing/use-handler.ts';
import { useWorld } from '../../../testing/use-world.ts';
import { addAffiliate } from '../../../testing/world.ts';

const world = useWorld();

describe.each(AFFILIATE_ENDPOINTS)('$name: 409', (endpoint) => {
  let asked: Asked;
  beforeAll(async () => {
    asked = await oldPayout(world, { status: endpoint.status });
    await addAffiliate(world, { user_id: asked.affiliate.user_id });
  });

  it('returns 409 to a user with two active accounts', () => {
    const request = { ...requestTo(endpoint, asked), as: asked.affiliate.user_id };
    return expectRefusal(world, handlerOn(world, endpoint.build), request, AFFILIATE_AMBIGUOUS);
  });
});
