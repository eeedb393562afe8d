import { describe, it } from 'vitest';
import { buildRequestPayout } from '../../../functions/payouts/request.ts';
import { getReadablePayout } from '../../../libs/store/payouts/get-payout.ts';
import { callExpecting, expectRefusal } from '../../../testing/expect.ts';
import { KEY_REUSED } from '../../../testing/refusals.ts';
import { useHandler } from '../../../testing/use-handler.ts';
import { addAffiliate, addPayouts } from '../../../testing/world.ts';

const { world, handler: request } = useHandler(buildRequestPayout);

const keyed = (as: string, body: object, key = 'k') => ({
  method: 'POST',
  path: '/payouts/request',
  as,
  headers: { 'idempotency-key': key },
  body,
});

/** An affiliate who used the key for $50.00. */
async function userOfKey() {
  const affiliate = await addAffiliate(world);
  const { json } = await callExpecting(201, request, keyed(affiliate.user_id, { amount: 5000 }));
  return { affiliate, payoutId: json.data.payout.payout_id as string };
}

describe('POST /payouts/request: 422', () => {
  it.each([
    { difference: 'another amount', body: { amount: 5001 } },
    { difference: 'another payment method', body: { amount: 5000, payment_method: 'zelle' } },
    { difference: 'another address', body: { amount: 5000, payment_email: 'eve@example.com' } },
    { difference: 'another time', body: { amount: 5000, scheduled_for: '2026-04-01T00:00:00Z' } },
    { difference: 'an amount above the balance', body: { amount: 60_000 } },
  ])('does not return the first payout for another body: $difference', async ({ body }) => {
    const { affiliate } = await userOfKey();
    await expectRefusal(world, request, keyed(affiliate.user_id, body), KEY_REUSED);
  });

  it('treats a destination that is spelled out as another body than one that is left out', async () => {
    const { affiliate } = await userOfKey();
    const { payment_method, payment_email } = affiliate;
    const body = { amount: 5000, payment_method, payment_email };
    await expectRefusal(world, request, keyed(affiliate.user_id, body), KEY_REUSED);
  });

  it('treats a quoted key as the same key', async () => {
    const { affiliate } = await userOfKey();
    await expectRefusal(world, request, keyed(affiliate.user_id, { amount: 5001 }, '"k"'), KEY_REUSED);
  });

  it('still refuses a used key after its payout failed', async () => {
    const { affiliate, payoutId } = await userOfKey();
    await addPayouts(world, { ...(await getReadablePayout(world.store, payoutId)), status: 'failed' });
    await expectRefusal(world, request, keyed(affiliate.user_id, { amount: 5001 }), KEY_REUSED);
  });

  it('still refuses a used key after the affiliate became inactive', async () => {
    const { affiliate } = await userOfKey();
    await addAffiliate(world, { ...affiliate, status: 'inactive' });
    await expectRefusal(world, request, keyed(affiliate.user_id, { amount: 5001 }), KEY_REUSED);
  });
});
