import { beforeAll, describe, expect, it } from 'vitest';
import { buildRequestPayout } from '../../../functions/payouts/request.ts';
import { call } from '../../world/call.ts';
import { addAffiliate, NOW, useWorld } from '../../world/world.ts';

const world = useWorld();
let request: ReturnType<typeof buildRequestPayout>;
beforeAll(() => {
  request = buildRequestPayout(world);
});

describe('POST /payouts/request: 201', () => {
  it('answers a valid request with the whole payout, and with the headers of every answer', async () => {
    const { user_id, payment_email } = await addAffiliate(world);
    const answer = await call(request, { method: 'POST', as: user_id, body: { amount: 5000 } });
    expect(answer.json).toStrictEqual({
      success: true,
      message: 'Payout request submitted successfully',
      data: {
        payout: {
          payout_id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4/),
          amount: 5000,
          payment_method: 'paypal',
          payment_email,
          status: 'pending',
          requested_at: NOW,
        },
      },
    });
  });
});
