import { beforeAll, describe, expect, it } from 'vitest';
import { buildRequestPayout } from '../../../functions/payouts/request.ts';
import { call, type TestRequest } from '../../../testing/call.ts';
import { callExpecting, expectFailure, expectRefusal, FROM_ORIGIN, ORIGIN } from '../../../testing/expect.ts';
import { asking } from '../../../testing/lifecycle.ts';
import {
  INVALID_JSON,
  insufficientBalance,
  invalidRequest,
  type Refusal,
  SAYS,
} from '../../../testing/refusals.ts';
import { useHandler } from '../../../testing/use-handler.ts';
import { addAffiliate, countersOf, NOW } from '../../../testing/world.ts';

const NO_DETAILS = { payment_method: undefined, payment_email: undefined } as never;
const EMAIL = 'must be an e-mail address of at most 127 characters';

const rule = (code: string, message: string, details?: object): Refusal => ({
  status: 400,
  code,
  message,
  ...(details && { details }),
});
const AT_LEAST = 'A payout must be at least 1000 cents ($10.00).';
const BELOW_MINIMUM = rule('amount_below_minimum', AT_LEAST, { minimum: 1000 });
const AT_MOST = 'A payout must be at most 2000000 cents ($20000.00).';
const ABOVE_MAXIMUM = rule('amount_above_maximum', AT_MOST, { maximum: 2_000_000 });

const missing = (...fields: string[]) => {
  const needed = `A payout needs ${fields.join(' and ')}`;
  const message = `${needed}: neither the request nor the affiliate's record has it.`;
  return rule('payment_details_missing', message, { fields });
};

const { world, handler: request } = useHandler(buildRequestPayout);
let user: string;
beforeAll(async () => {
  user = (await addAffiliate(world)).user_id;
});

const refuse = (facts: TestRequest, refusal: Refusal) =>
  expectRefusal(world, request, { method: 'POST', path: '/payouts/request', ...facts }, refusal);

/** Expects a refusal of this value of this member, in a body that is fine otherwise. */
const refuseField = (name: string, value: unknown, message: string) =>
  refuse({ as: user, body: { amount: 5000, [name]: value } }, invalidRequest([name, message]));

describe('POST /payouts/request: 400 by the rules', () => {
  it('refuses an amount above the balance', async () => {
    const { user_id } = await addAffiliate(world);
    await callExpecting(201, request, asking(user_id, { amount: 45_000 }));
    const refusal = { ...insufficientBalance(5001, 5000), headers: FROM_ORIGIN };
    await refuse({ as: user_id, headers: { origin: ORIGIN }, body: { amount: 5001 } }, refusal);
  });

  it('changes nothing if the first request of an affiliate exceeds the balance', async () => {
    const { user_id, affiliate_id } = await addAffiliate(world);
    const answer = await call(request, { method: 'POST', as: user_id, body: { amount: 50_001 } });
    expectFailure(answer, insufficientBalance(50_001, 50_000));
    expect(await countersOf(world, affiliate_id)).toBeUndefined();
  });

  it('names 0 as available, and no negative amount, after earnings were taken back', async () => {
    const affiliate = await addAffiliate(world);
    const as = affiliate.user_id;
    await callExpecting(201, request, asking(as, { amount: 45_000 }));
    await addAffiliate(world, { ...affiliate, total_earned: 10_000 });
    await refuse({ as, body: { amount: 1000 } }, insufficientBalance(1000, 0));
  });

  it('refuses an amount below the minimum', () => refuse({ as: user, body: { amount: 999 } }, BELOW_MINIMUM));

  it.each([0, -1, -5000, -1e308])('refuses %d cents', (amount) =>
    refuse({ as: user, body: { amount } }, BELOW_MINIMUM),
  );

  it.each([2_000_001, 1e308])('refuses %d cents, which is above the maximum', (amount) =>
    refuse({ as: user, body: { amount } }, ABOVE_MAXIMUM),
  );

  it('refuses a request without a destination from an affiliate who has none on record', async () => {
    const { user_id: as } = await addAffiliate(world, NO_DETAILS);
    const [method, email] = [{ payment_method: 'zelle' }, { payment_email: 'a@example.com' }];
    await refuse({ as, body: { amount: 5000 } }, missing('payment_method', 'payment_email'));
    await refuse({ as, body: { amount: 5000, ...method } }, missing('payment_email'));
    await refuse({ as, body: { amount: 5000, ...email } }, missing('payment_method'));
  });

  it.each([
    { facts: { payment_method: 'cheque' }, fields: ['payment_method'], names: 'payment method' },
    { facts: { payment_email: 'ada@localhost' }, fields: ['payment_email'], names: 'address' },
    {
      facts: { payment_method: 'cheque', payment_email: 'ada' },
      fields: ['payment_method', 'payment_email'],
      names: 'payment method and the address',
    },
  ])('names what is on record and cannot be used: the $names', async ({ facts, fields, names }) => {
    const { user_id: as } = await addAffiliate(world, facts as never);
    const message = `A payout needs ${fields.join(' and ')}: the ${names} on record cannot be used.`;
    await refuse({ as, body: { amount: 5000 } }, { ...missing(...fields), message });
  });

  it('reports the amount before missing payment details', async () => {
    const { user_id: as } = await addAffiliate(world, NO_DETAILS);
    await refuse({ as, body: { amount: 999 } }, BELOW_MINIMUM);
    await refuse({ as, body: { amount: 2_000_001 } }, ABOVE_MAXIMUM);
  });
});

describe('POST /payouts/request: 400 by the shape', () => {
  it.each(['', ' ', '{', "{'amount':5000}", '{"amount":5000}}', '\uFEFF{"amount":5000}', 'NaN'])(
    'returns invalid_json for %j',
    (body) => refuse({ as: user, body }, INVALID_JSON),
  );

  it('returns invalid_json without a body', () =>
    refuse({ as: user, headers: { 'content-type': 'application/json' } }, INVALID_JSON));

  it.each(['null', '[]', '[{"amount":5000}]', '"amount"', '5000', 'true'])('refuses the body %s', (body) =>
    refuse({ as: user, body }, invalidRequest(['', SAYS.object])),
  );

  it.each(['"5000"', '[5000]', 'true', '5000.5', 'null', '1e400', '-1e400', '{}', '""', '[]', '"0x1388"'])(
    'does not coerce the amount %s',
    (amount) => refuse({ as: user, body: `{"amount":${amount}}` }, invalidRequest(['amount', SAYS.cents])),
  );

  it('requires amount', () => refuse({ as: user, body: {} }, invalidRequest(['amount', SAYS.required])));

  it.each(['affiliate_id', 'status', 'payout_id', 'Amount', 'constructor', 'toString'])(
    'refuses the unknown member %s',
    (member) => refuseField(member, 'x', SAYS.unknown),
  );

  it.each(['tomorrow', '2026-04-01', '2026-04-01T00:00:00+02:00', 1_775_001_600_000, null])(
    'refuses to schedule for %j, which is not a time in UTC',
    (time) => refuseField('scheduled_for', time, SAYS.time),
  );

  it.each([NOW, '2026-02-28T12:00:00Z', '2027-03-01T12:00:01Z', '2026-02-31T12:00:00Z'])(
    'refuses to schedule for %s, which is past, too far away, or not a date',
    (time) => refuseField('scheduled_for', time, SAYS.timeAhead),
  );

  it.each(['{"__proto__":{"amount":5000}}', '{"amount":5000,"__proto__":1}', '{"amount":{"__proto__":1}}'])(
    'refuses %s, which would reach a prototype',
    (body) => refuse({ as: user, body }, invalidRequest(['__proto__', SAYS.unknown])),
  );

  it('refuses constructor.prototype, which would reach a prototype', () =>
    refuseField('constructor', { prototype: {} }, SAYS.unknown));

  it.each(['cash', 'PayPal', 'paypal ', '', null, ['paypal'], true])(
    'refuses the payment method %j',
    (method) => refuseField('payment_method', method, SAYS.method),
  );

  it.each(['', 'ada', 'ada@localhost', 'a b@example.com', 'ada@exämple.com', 'ada@-example.com', null, []])(
    'refuses the payment address %j, which is not an e-mail address',
    (email) => refuseField('payment_email', email, EMAIL),
  );

  it.each(['a@b.de\n', 'a@b.de\r\nBcc: e@b.de', 'a@b.de,e@b.de', 'Ada <a@b.de>', `${'a'.repeat(123)}@b.de`])(
    'refuses the payment address %j, which is more than one e-mail address',
    (email) => refuseField('payment_email', email, EMAIL),
  );

  const long = 'a'.repeat(256);
  it.each(['', ' ', '"', '""', '"open', 'a\tb', 'a\u0000', 'schlüssel', ' a', long, `"${long}"`])(
    'refuses the Idempotency-Key %j',
    (key) => {
      const headers = { 'Idempotency-Key': key };
      return refuse(
        { as: user, headers, body: { amount: 5000 } },
        invalidRequest(['idempotency-key', SAYS.key]),
      );
    },
  );

  it('names every error at once', () => {
    const body = { amount: '1', payment_method: 'cash', payment_email: 'x', nickname: 'ada' };
    const unknown: [string, string] = ['nickname', SAYS.unknown];
    const known: [string, string][] = [
      ['amount', SAYS.cents],
      ['payment_method', SAYS.method],
      ['payment_email', EMAIL],
    ];
    return refuse({ as: user, body }, invalidRequest(unknown, ...known));
  });

  it('names 20 errors at most', async () => {
    const members = Array.from({ length: 1000 }, (_, index) => [`m${index}`, 1] as const);
    const faults = members.slice(0, 20).map(([name]): [string, string] => [name, SAYS.unknown]);
    const body = { amount: 5000, ...Object.fromEntries(members) };
    await refuse({ as: user, body }, invalidRequest(...faults));
  });
});
