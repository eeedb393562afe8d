import { beforeAll, describe, it } from 'vitest';
import { buildRequestPayout } from '../../../functions/payouts/request.ts';
import type { TestRequest } from '../../../testing/call.ts';
import { callExpecting, expectRefusal, FROM_ORIGIN, ORIGIN } from '../../../testing/expect.ts';
import { asking } from '../../../testing/lifecycle.ts';
import {
  affiliateInactive,
  INVALID_JSON,
  invalidRequest,
  NOT_AN_AFFILIATE,
  type Refusal,
  SAYS,
  TOO_LARGE,
  UNSUPPORTED_MEDIA_TYPE,
} from '../../../testing/refusals.ts';
import { useHandler } from '../../../testing/use-handler.ts';
import { addAffiliate, NOW } from '../../../testing/world.ts';

const INVALID_AMOUNT = invalidRequest(['amount', SAYS.cents]);
const INVALID_TIME = invalidRequest(['scheduled_for', SAYS.timeAhead]);

const { world, handler: request } = useHandler(buildRequestPayout);
beforeAll(async () => {
  await addAffiliate(world);
});

const refuse = (facts: TestRequest, refusal: Refusal) =>
  expectRefusal(world, request, { method: 'POST', path: '/payouts/request', ...facts }, refusal);

describe('POST /payouts/request: 403', () => {
  it('returns not_an_affiliate to a request with an Idempotency-Key too', () => {
    const headers = { origin: ORIGIN, 'idempotency-key': 'k' };
    const refusal = { ...NOT_AN_AFFILIATE, headers: FROM_ORIGIN };
    return refuse({ as: 'user-nobody', headers, body: { amount: 5000 } }, refusal);
  });

  it.each([
    ['inactive', 'inactive'],
    [' Suspended', 'suspended'],
    ['active.', 'active.'],
    ['', 'unknown'],
    [' ', 'unknown'],
  ])('returns affiliate_inactive to an affiliate whose status is %j', async (status, named) => {
    const { user_id } = await addAffiliate(world, { status });
    await refuse({ as: user_id, body: { amount: 5000 } }, affiliateInactive(named));
  });

  it.each(['Active', ' ACTIVE '])('is not the answer to an affiliate whose status is %j', async (status) => {
    const { user_id } = await addAffiliate(world, { status });
    await callExpecting(201, request, asking(user_id, { amount: 5000 }));
  });

  it('returns affiliate_inactive to an affiliate whose record has no status', async () => {
    const { user_id } = await addAffiliate(world, { status: undefined } as never);
    await refuse({ as: user_id, body: { amount: 5000 } }, affiliateInactive('unknown'));
  });

  it.each([999, 2_000_001, 60_000])(
    'returns affiliate_inactive before it judges an amount of %d',
    async (amount) => {
      const { user_id } = await addAffiliate(world, { status: 'inactive' });
      await refuse({ as: user_id, body: { amount } }, affiliateInactive('inactive'));
    },
  );

  it('returns affiliate_inactive before it reports missing payment details', async () => {
    const facts = { status: 'inactive', payment_method: undefined, payment_email: undefined } as never;
    const { user_id } = await addAffiliate(world, facts);
    await refuse({ as: user_id, body: { amount: 5000 } }, affiliateInactive('inactive'));
  });

  it('returns not_an_affiliate before it judges the amount', () =>
    refuse({ as: 'user-nobody', body: { amount: 999 } }, NOT_AN_AFFILIATE));
});

describe('POST /payouts/request: 400, 413 and 415 before 403', () => {
  it('reports a malformed request first', async () => {
    const { user_id } = await addAffiliate(world, { status: 'inactive' });
    for (const as of ['user-nobody', user_id]) {
      await refuse({ as, body: '{' }, INVALID_JSON);
      await refuse({ as, body: { amount: '1' } }, INVALID_AMOUNT);
      await refuse({ as, body: { amount: 5000, scheduled_for: NOW } }, INVALID_TIME);
      await refuse(
        { as, headers: { 'content-type': 'text/plain' }, body: { amount: 5000 } },
        UNSUPPORTED_MEDIA_TYPE,
      );
      await refuse({ as, body: ' '.repeat(16_385) }, TOO_LARGE);
    }
  });
});
