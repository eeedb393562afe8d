import { describe, expect, it } from 'vitest';
import { buildRequestBulk } from '../../../functions/payouts/bulk.ts';
import { buildRequestPayout } from '../../../functions/payouts/request.ts';
import { call } from '../../../testing/call.ts';
import { expectRefusal, FROM_ORIGIN, ORIGIN } from '../../../testing/expect.ts';
import { asking, askingForAll, DUE } from '../../../testing/lifecycle.ts';
import { KEY_REUSED } from '../../../testing/refusals.ts';
import { handlerOn, useHandler } from '../../../testing/use-handler.ts';
import { addAffiliate } from '../../../testing/world.ts';

const [ONE, OTHER] = [{ amount: 5000 }, { amount: 3000 }];

const { world, handler: bulk } = useHandler(buildRequestBulk);
const request = handlerOn(world, buildRequestPayout);

/** An affiliate who used the key for both requests. */
async function userOfKey() {
  const affiliate = await addAffiliate(world);
  expect((await call(bulk, askingForAll(affiliate.user_id, [ONE, OTHER], 'k'))).status).toBe(201);
  return affiliate;
}

describe('POST /payouts/bulk: 422', () => {
  it.each([
    { difference: 'one request fewer', payouts: [ONE] },
    { difference: 'one request more', payouts: [ONE, OTHER, ONE] },
    { difference: 'the same requests in another order', payouts: [OTHER, ONE] },
    { difference: 'another amount in the first request', payouts: [{ amount: 5001 }, OTHER] },
    { difference: 'another amount in the last request', payouts: [ONE, { amount: 3001 }] },
    { difference: 'another address', payouts: [ONE, { ...OTHER, payment_email: 'eve@example.com' }] },
    { difference: 'another time', payouts: [ONE, { ...OTHER, scheduled_for: DUE }] },
    { difference: 'an amount above the balance', payouts: [ONE, { amount: 60_000 }] },
    { difference: 'an amount below the minimum', payouts: [ONE, { amount: 1 }] },
  ])('does not return the first payouts for another body: $difference', async ({ payouts }) => {
    const { user_id } = await userOfKey();
    await expectRefusal(world, bulk, askingForAll(user_id, payouts, 'k'), KEY_REUSED);
  });

  it('still refuses a used key, also in quotes, after the affiliate became inactive', async () => {
    const affiliate = await userOfKey();
    await addAffiliate(world, { ...affiliate, status: 'inactive' });
    const headers = { origin: ORIGIN, 'idempotency-key': '"k"' };
    const again = { ...askingForAll(affiliate.user_id, [OTHER]), headers };
    await expectRefusal(world, bulk, again, { ...KEY_REUSED, headers: FROM_ORIGIN });
  });

  it.each([{ payouts: [ONE] }, { payouts: [ONE, OTHER] }])(
    'refuses the key of a single request for a list of $payouts.length',
    async ({ payouts }) => {
      const { user_id } = await addAffiliate(world);
      expect((await call(request, asking(user_id, ONE, 'k'))).status).toBe(201);
      await expectRefusal(world, bulk, askingForAll(user_id, payouts, 'k'), KEY_REUSED);
    },
  );

  it.each([ONE, OTHER])('refuses the key of a list for a single request of %j', async (body) => {
    const { user_id } = await userOfKey();
    await expectRefusal(world, request, asking(user_id, body, 'k'), KEY_REUSED);
  });

  it('refuses the key of a list of one for the same request by itself', async () => {
    const { user_id } = await addAffiliate(world);
    expect((await call(bulk, askingForAll(user_id, [ONE], 'k'))).status).toBe(201);
    await expectRefusal(world, request, asking(user_id, ONE, 'k'), KEY_REUSED);
  });
});
