import { beforeAll, describe, expect, it } from 'vitest';
import { buildRequestBulk } from '../../../functions/payouts/bulk.ts';
import { call } from '../../../testing/call.ts';
import { callExpecting, expectFailure, expectRefusal, FROM_ORIGIN, ORIGIN } from '../../../testing/expect.ts';
import { askingForAll } from '../../../testing/lifecycle.ts';
import {
  INVALID_JSON,
  insufficientBalance,
  invalidRequest,
  type Refusal,
  SAYS,
} from '../../../testing/refusals.ts';
import { useHandler } from '../../../testing/use-handler.ts';
import { addAffiliate, countersOf, NOW } from '../../../testing/world.ts';

const LIST = 'must be a list of 1 to 20 requests';
const GOOD = { amount: 1000 };

const belowMinimum = (index: number): Refusal => ({
  status: 400,
  code: 'amount_below_minimum',
  message: `The payout at index ${index} must be at least 1000 cents ($10.00).`,
  details: { minimum: 1000, index },
});
const aboveMaximum = (index: number): Refusal => ({
  status: 400,
  code: 'amount_above_maximum',
  message: `The payout at index ${index} must be at most 2000000 cents ($20000.00).`,
  details: { maximum: 2_000_000, index },
});
const missing = (index: number, ...fields: string[]): Refusal => ({
  status: 400,
  code: 'payment_details_missing',
  message: `The payout at index ${index} needs ${fields.join(' and ')}: neither the request nor the affiliate's record has it.`,
  details: { fields, index },
});

const { world, handler: bulk } = useHandler(buildRequestBulk);
let user: string;
beforeAll(async () => {
  user = (await addAffiliate(world)).user_id;
});

const refuse = (payouts: unknown, refusal: Refusal, as = user) =>
  expectRefusal(world, bulk, askingForAll(as, payouts), refusal);

const refuseBody = (body: unknown, refusal: Refusal, headers = {}) =>
  expectRefusal(world, bulk, { ...askingForAll(user, []), body, headers }, refusal);

describe('POST /payouts/bulk: 400 by the rules', () => {
  it('reserves nothing if the sum exceeds the balance, although each request fits', async () => {
    const { user_id } = await addAffiliate(world);
    await callExpecting(201, bulk, askingForAll(user_id, [{ amount: 20_000 }, { amount: 10_000 }]));
    const request = askingForAll(user_id, [{ amount: 10_000 }, { amount: 10_001 }]);
    await expectRefusal(
      world,
      bulk,
      { ...request, headers: { origin: ORIGIN } },
      { ...insufficientBalance(20_001, 20_000), headers: FROM_ORIGIN },
    );
  });

  it('changes nothing if the first sum of an affiliate exceeds the balance', async () => {
    const { user_id, affiliate_id } = await addAffiliate(world);
    const answer = await call(bulk, askingForAll(user_id, [{ amount: 50_000 }, { amount: 1000 }]));
    expectFailure(answer, insufficientBalance(51_000, 50_000));
    expect(await countersOf(world, affiliate_id)).toBeUndefined();
  });

  it.each([0, 1, 19])('creates no payout if request %d is below the minimum', (index) =>
    refuse(
      Array.from({ length: 20 }, (_, place) => ({ amount: place === index ? 999 : 1000 })),
      belowMinimum(index),
    ),
  );

  it('creates no payout if one request is above the maximum', () =>
    refuse([GOOD, { amount: 2_000_001 }], aboveMaximum(1)));

  it('names the first of several invalid requests', () =>
    refuse([GOOD, { amount: 999 }, { amount: 2_000_001 }], belowMinimum(1)));

  it('names the request that has no destination', async () => {
    const nothing = { payment_method: undefined, payment_email: undefined } as never;
    const { user_id } = await addAffiliate(world, nothing);
    const whole = { ...GOOD, payment_method: 'zelle', payment_email: 'a@example.com' };
    await refuse([whole, GOOD], missing(1, 'payment_method', 'payment_email'), user_id);
    await refuse(
      [whole, whole, { ...whole, payment_email: undefined }],
      missing(2, 'payment_email'),
      user_id,
    );
  });

  it.each([NOW, '2026-03-01T11:59:59.999Z', '2027-03-01T12:00:00.001Z', '2026-06-31T00:00:00Z'])(
    'names the request that is scheduled for %s',
    (scheduled_for) => {
      const fault = invalidRequest(['payouts.1.scheduled_for', SAYS.timeAhead]);
      return refuse([GOOD, { ...GOOD, scheduled_for }], fault);
    },
  );
});

describe('POST /payouts/bulk: 400 by the shape', () => {
  it.each([
    { what: 'an empty list', payouts: [] },
    { what: 'a list of 21', payouts: Array(21).fill(GOOD) },
    { what: 'one request without a list', payouts: GOOD },
    { what: 'null', payouts: null },
    { what: 'text', payouts: '[{"amount":1000}]' },
  ])('refuses as payouts: $what', ({ payouts }) => refuse(payouts, invalidRequest(['payouts', LIST])));

  it('requires payouts', () => refuseBody({}, invalidRequest(['payouts', SAYS.required])));

  it.each(['{', '', '[}'])('returns invalid_json for %j', (body) => refuseBody(body, INVALID_JSON));

  it.each([[GOOD], 'payouts', null])('refuses the body %j', (body) =>
    refuseBody(JSON.stringify(body), invalidRequest(['', SAYS.object])),
  );

  it.each(['5000', [5000], true, 5000.5, null])('does not coerce the amount %j', (amount) =>
    refuse([GOOD, { amount }], invalidRequest(['payouts.1.amount', SAYS.cents])),
  );

  it.each([null, 1000, [], 'amount'])('refuses %j as one of the requests', (payout) =>
    refuse([payout, GOOD], invalidRequest(['payouts.0', SAYS.object])),
  );

  it('refuses an unknown member beside payouts', () =>
    refuseBody({ payouts: [GOOD], total_amount: 1 }, invalidRequest(['total_amount', SAYS.unknown])));

  it('names every error of every request at once', () =>
    refuse(
      [{ amount: 1.5 }, {}, { ...GOOD, payment_method: 'cash' }, { ...GOOD, scheduled_for: 'soon', x: 1 }],
      invalidRequest(
        ['payouts.0.amount', SAYS.cents],
        ['payouts.1.amount', SAYS.required],
        ['payouts.2.payment_method', SAYS.method],
        ['payouts.3.x', SAYS.unknown],
        ['payouts.3.scheduled_for', SAYS.time],
      ),
    ));

  it.each(['', '"open', 'schlüssel', 'a'.repeat(256)])('refuses the Idempotency-Key %j', (key) =>
    refuseBody({ payouts: [GOOD] }, invalidRequest(['idempotency-key', SAYS.key]), {
      'idempotency-key': key,
    }),
  );
});

describe('POST /payouts/bulk: 400 before 403', () => {
  it('returns 400 for a malformed request before 403', async () => {
    await refuse([], invalidRequest(['payouts', LIST]), 'user-nobody');
    const past = invalidRequest(['payouts.0.scheduled_for', SAYS.timeAhead]);
    await refuse([{ ...GOOD, scheduled_for: NOW }], past, 'user-nobody');
  });
});
