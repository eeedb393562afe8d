import { beforeAll, describe, expect, it } from 'vitest';
import { buildRouter } from '../../../functions/router.ts';
import { call, type TestRequest } from '../../../testing/call.ts';
import {
  ADMIN_ENDPOINTS,
  AFFILIATE_ENDPOINTS,
  type Endpoint,
  isAboutOnePayout,
  requestTo,
} from '../../../testing/endpoints.ts';
import { expectRefusal, FROM_ORIGIN, ORIGIN } from '../../../testing/expect.ts';
import { AS_ADMIN, type Asked, oldPayout } from '../../../testing/lifecycle.ts';
import { MISSPELLINGS, ODD_IDS, ODD_IDS_IN_URLS, UNKNOWN_ID } from '../../../testing/odd-ids.ts';
import { PAYOUT_NOT_FOUND } from '../../../testing/refusals.ts';
import { handlerOn } from '../../../testing/use-handler.ts';
import { useWorld } from '../../../testing/use-world.ts';
import { addPayouts } from '../../../testing/world.ts';

const world = useWorld();
const router = handlerOn(world, buildRouter);

/** Tests of ids that no payout has. The caller has one payout that the endpoint would accept. */
function refuseUnknownIds(endpoint: Endpoint, callerOf: (own: Asked) => TestRequest): void {
  const handler = handlerOn(world, endpoint.build);
  let own: Asked;
  beforeAll(async () => {
    own = await oldPayout(world, { status: endpoint.status });
  });

  const refuse = (id: string) =>
    expectRefusal(world, handler, { ...requestTo(endpoint, own, id), ...callerOf(own) }, PAYOUT_NOT_FOUND);

  it('returns 404 for a payout that does not exist', () => refuse(UNKNOWN_ID));

  it('lets the page that called read the 404', () => {
    const request = { ...requestTo(endpoint, own, UNKNOWN_ID), headers: { origin: ORIGIN } };
    const refusal = { ...PAYOUT_NOT_FOUND, headers: FROM_ORIGIN };
    return expectRefusal(world, handler, { ...request, ...callerOf(own) }, refusal);
  });

  it.each(ODD_IDS)('returns 404 for the id %j', refuse);

  it.each(MISSPELLINGS)('returns 404 for the right id $how', async ({ misspell }) => {
    expect(misspell(own.payout_id)).not.toBe(own.payout_id);
    await refuse(misspell(own.payout_id));
  });

  it.each(ODD_IDS_IN_URLS)('returns 404 for the id %s in the path of a Function URL', (id) => {
    const { params: _, ...request } = requestTo(endpoint, own, id);
    return expectRefusal(world, router, { ...request, ...callerOf(own) }, PAYOUT_NOT_FOUND);
  });
}

describe.each(AFFILIATE_ENDPOINTS.filter(isAboutOnePayout))('$name: 404', (endpoint) => {
  const handler = handlerOn(world, endpoint.build);
  let own: Asked;
  let others: Asked[];
  beforeAll(async () => {
    own = await oldPayout(world, { status: endpoint.status });
    others = [await oldPayout(world, { status: 'pending' }), await oldPayout(world, { status: 'completed' })];
  });

  const requestFor = (id: string, facts: TestRequest = {}) => ({
    ...requestTo(endpoint, own, id),
    as: own.affiliate.user_id,
    ...facts,
  });

  refuseUnknownIds(endpoint, ({ affiliate }) => ({ as: affiliate.user_id }));

  it("returns 404 for another affiliate's payout", async () => {
    for (const { payout_id } of others)
      await expectRefusal(world, handler, requestFor(payout_id), PAYOUT_NOT_FOUND);
  });

  it("returns 404 for another affiliate's payout to an affiliate who is an admin too", async () => {
    for (const { payout_id } of others)
      await expectRefusal(world, handler, requestFor(payout_id, { admin: true }), PAYOUT_NOT_FOUND);
  });

  it("answers for another affiliate's payout exactly as for one that does not exist", async () => {
    const unknown = await call(handler, requestFor(UNKNOWN_ID));
    for (const { payout_id } of others)
      expect(await call(handler, requestFor(payout_id))).toStrictEqual(unknown);
  });

  it('returns 404 for a payout that belongs to no affiliate', async () => {
    const [orphan] = await addPayouts(world, { affiliate_id: undefined } as never);
    await expectRefusal(world, handler, requestFor(orphan?.payout_id ?? ''), PAYOUT_NOT_FOUND);
  });
});

describe.each(ADMIN_ENDPOINTS.filter(isAboutOnePayout))('$name: 404', (endpoint) => {
  refuseUnknownIds(endpoint, () => AS_ADMIN);
});
