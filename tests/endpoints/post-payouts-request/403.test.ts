import { beforeAll, describe, it } from 'vitest';
import { buildRequestPayout } from '../../../functions/payouts/request.ts';
import type { TestRequest } from '../../../testing/call.ts';
import {
  expectRefusal,
  FROM_ORIGIN,
  invalidRequest,
  NOT_AN_AFFILIATE,
  ORIGIN,
  type Refusal,
} from '../../../testing/expect.ts';
import { useHandler } from '../../../testing/use-handler.ts';
import { addAffiliate, NOW } from '../../../testing/world.ts';

const inactive = (status: string): Refusal => ({
  status: 403,
  code: 'affiliate_inactive',
  message: `Payouts need an active affiliate account; this one is ${status}.`,
  details: { status },
});

const INVALID_JSON = { status: 400, code: 'invalid_json', message: 'The body is not valid JSON.' };
const INVALID_AMOUNT = invalidRequest(['amount', 'must be a whole number of cents']);
const INVALID_TIME = invalidRequest(['scheduled_for', 'must be a time in the next 365 days']);
const TOO_LARGE = { status: 413, code: 'payload_too_large', message: 'The body is larger than 16384 bytes.' };
const UNSUPPORTED = {
  status: 415,
  code: 'unsupported_media_type',
  message: 'The body must be sent as application/json.',
};

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

  it.each(['inactive', 'suspended', 'Active', ''])(
    'returns affiliate_inactive to an affiliate whose status is %j',
    async (status) => {
      const { user_id } = await addAffiliate(world, { status });
      await refuse({ as: user_id, body: { amount: 5000 } }, inactive(status));
    },
  );

  it('returns affiliate_inactive to an affiliate whose record has no status', async () => {
    const { user_id } = await addAffiliate(world, { status: undefined } as never);
    await refuse({ as: user_id, body: { amount: 5000 } }, inactive('unknown'));
  });

  it.each([999, 2_000_001, 60_000])(
    'returns affiliate_inactive before it judges an amount of %d',
    async (amount) => {
      const { user_id } = await addAffiliate(world, { status: 'inactive' });
      await refuse({ as: user_id, body: { amount } }, inactive('inactive'));
    },
  );

  it('returns affiliate_inactive before it reports missing payment details', async () => {
    const facts = { status: 'inactive', payment_method: undefined, payment_email: undefined } as never;
    const { user_id } = await addAffiliate(world, facts);
    await refuse({ as: user_id, body: { amount: 5000 } }, inactive('inactive'));
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
      await refuse({ as, headers: { 'content-type': 'text/plain' }, body: { amount: 5000 } }, UNSUPPORTED);
      await refuse({ as, body: ' '.repeat(16_385) }, TOO_LARGE);
    }
  });
});
