import { beforeAll, describe, it } from 'vitest';
import { buildRequestOnBehalf } from '../../../functions/admin/request.ts';
import type { TestRequest } from '../../../testing/call.ts';
import { callExpecting, expectRefusal, FROM_ORIGIN, ORIGIN } from '../../../testing/expect.ts';
import { askingFor } from '../../../testing/on-behalf.ts';
import {
  AFFILIATE_NOT_FOUND,
  affiliateInactive,
  insufficientBalance,
  invalidRequest,
  RECORDS_UNREADABLE,
  REFERENCE_REUSED,
  type Refusal,
  SAYS,
} from '../../../testing/refusals.ts';
import { useHandler } from '../../../testing/use-handler.ts';
import { addAffiliate, addPayouts, NOW, type SeededAffiliate } from '../../../testing/world.ts';

const NO_DETAILS = { payment_method: undefined, payment_email: undefined } as never;
const NOBODY = { affiliate_id: 'aff-none' };
const BELOW_MINIMUM: Refusal = {
  status: 400,
  code: 'amount_below_minimum',
  message: 'A payout must be at least 1000 cents ($10.00).',
  details: { minimum: 1000 },
};

const { world, handler: request } = useHandler(buildRequestOnBehalf);
let affiliate: SeededAffiliate;
beforeAll(async () => {
  affiliate = await addAffiliate(world);
});

const refuse = (asked: TestRequest, refusal: Refusal) => expectRefusal(world, request, asked, refusal);

describe('POST /admin/payouts: 400', () => {
  it.each(['', '\t', 'a\u0000', 'schlüssel', '\u007f', 'r'.repeat(256), 7, null, ['r']])(
    'refuses the reference %j',
    (reference) =>
      refuse(
        askingFor(affiliate, { amount: 5000, reference }),
        invalidRequest(['reference', SAYS.reference]),
      ),
  );

  it.each(['', null, 7, '\ud800', 'a'.repeat(513)])('refuses the affiliate_id %j', (affiliate_id) =>
    refuse(
      askingFor(affiliate, { amount: 5000, affiliate_id }),
      invalidRequest(['affiliate_id', 'must be the id of an affiliate']),
    ),
  );

  it('requires the affiliate, the amount and the reference', () =>
    refuse(
      { ...askingFor(affiliate, {}), body: {} },
      invalidRequest(
        ['affiliate_id', SAYS.required],
        ['amount', SAYS.required],
        ['reference', SAYS.required],
      ),
    ));

  it.each(['key', '"key"', ''])('refuses an Idempotency-Key beside the reference: %j', (key) =>
    refuse(
      { ...askingFor(affiliate, { amount: 5000 }), headers: { 'idempotency-key': key } },
      invalidRequest([
        'idempotency-key',
        'must be left out, because the reference is the key of this request',
      ]),
    ),
  );

  it('judges the amount and the destination as it does a request', async () => {
    const bare = await addAffiliate(world, NO_DETAILS);
    await refuse(askingFor(affiliate, { amount: 999 }), BELOW_MINIMUM);
    await refuse(askingFor(affiliate, { amount: 50_001 }), insufficientBalance(50_001, 50_000));
    await refuse(askingFor(bare, { amount: 5000 }), {
      status: 400,
      code: 'payment_details_missing',
      message:
        "A payout needs payment_method and payment_email: neither the request nor the affiliate's record has it.",
      details: { fields: ['payment_method', 'payment_email'] },
    });
  });
});

describe('POST /admin/payouts: 403', () => {
  it('returns affiliate_inactive before it judges the amount', async () => {
    const paused = await addAffiliate(world, { status: 'paused' });
    await refuse(askingFor(paused, { amount: 1 }), affiliateInactive('paused'));
  });
});

describe('POST /admin/payouts: 404', () => {
  it('returns affiliate_not_found, which the page that called may read', () =>
    refuse(
      { ...askingFor(NOBODY, { amount: 5000 }), headers: { origin: ORIGIN } },
      { ...AFFILIATE_NOT_FOUND, headers: FROM_ORIGIN },
    ));

  it.each([' ', '\u0000', '../aff', 'A'.repeat(512), '𝒜'.repeat(256)])(
    'returns affiliate_not_found for the id %j',
    (affiliate_id) => refuse(askingFor({ affiliate_id }, { amount: 5000 }), AFFILIATE_NOT_FOUND),
  );

  it('returns affiliate_not_found for the id of a user', () =>
    refuse(askingFor({ affiliate_id: affiliate.user_id }, { amount: 5000 }), AFFILIATE_NOT_FOUND));

  it('reports a bad time before it, and a bad amount after it', async () => {
    const timeAhead = invalidRequest(['scheduled_for', SAYS.timeAhead]);
    await refuse(askingFor(NOBODY, { amount: 5000, scheduled_for: NOW }), timeAhead);
    await refuse(askingFor(NOBODY, { amount: 1 }), AFFILIATE_NOT_FOUND);
  });
});

describe('POST /admin/payouts: 409', () => {
  it('returns records_unreadable if a record of the affiliate cannot be read', async () => {
    const { affiliate_id } = await addAffiliate(world);
    await addPayouts(world, { affiliate_id, amount: 'fifty' as never });
    await refuse(askingFor({ affiliate_id }, { amount: 5000 }), RECORDS_UNREADABLE);
  });
});

describe('POST /admin/payouts: 422', () => {
  it.each([
    { difference: 'another amount', body: { amount: 5001 } },
    { difference: 'another payment method', body: { amount: 5000, payment_method: 'zelle' } },
    { difference: 'another address', body: { amount: 5000, payment_email: 'eve@example.com' } },
    { difference: 'another time', body: { amount: 5000, scheduled_for: '2026-04-01T00:00:00Z' } },
    { difference: 'an amount above the balance', body: { amount: 60_000 } },
  ])('does not return the first payout for another body: $difference', async ({ body }) => {
    const used = await addAffiliate(world);
    await callExpecting(201, request, askingFor(used, { amount: 5000 }));
    await refuse(askingFor(used, body), REFERENCE_REUSED);
    await refuse(askingFor(used, body, 'user-boss'), REFERENCE_REUSED);
  });
});
