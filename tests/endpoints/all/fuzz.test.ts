import fc, { type Arbitrary } from 'fast-check';
import jwt from 'jsonwebtoken';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildRouter } from '../../../functions/router.ts';
import { encodeCursor } from '../../../libs/http/cursor.ts';
import { LOCAL_JWT_SECRET } from '../../../libs/runtime/settings.ts';
import { call, type TestAnswer, type TestRequest } from '../../../testing/call.ts';
import { HEADERS } from '../../../testing/expect.ts';
import { useHandler } from '../../../testing/use-handler.ts';
import { addAffiliate, addPayouts, NOW } from '../../../testing/world.ts';

/** `FUZZ_SEED=<seed>` repeats a run. The time limit keeps the file under 20 seconds on a slow machine. */
const SEED = Number(process.env.FUZZ_SEED ?? Math.floor(Math.random() * 2 ** 31));
fc.configureGlobal({ seed: SEED, numRuns: 800, interruptAfterTimeLimit: 1500 });

/** The error codes that a caller can cause, and their statuses. */
const STATUS_OF: Record<string, number> = {
  unauthenticated: 401,
  not_an_affiliate: 403,
  admin_required: 403,
  invalid_json: 400,
  invalid_request: 400,
  amount_below_minimum: 400,
  amount_above_maximum: 400,
  insufficient_balance: 400,
  payout_not_found: 404,
  route_not_found: 404,
  payload_too_large: 413,
  unsupported_media_type: 415,
  idempotency_key_reused: 422,
};

const { world, handler: router } = useHandler(buildRouter);
let user: string;
beforeAll(async () => {
  const { user_id, affiliate_id } = await addAffiliate(world, { total_earned: 1_000_000_000 });
  user = user_id;
  await addPayouts(world, ...Array.from({ length: 30 }, () => ({ affiliate_id })));
});

/** Expects an envelope, a known code with its status, and no internal details. */
function expectEnvelope({ status, headers, text, json }: TestAnswer): void {
  expect(headers).toMatchObject(HEADERS);
  expect(text).not.toMatch(/commercive_|node_modules|\\n {4}at |ValidationException/);
  if (json.success) {
    expect(json).toStrictEqual({ success: true, message: expect.any(String), data: expect.any(Object) });
    expect([200, 201]).toContain(status);
    return;
  }
  const { code, details } = json.error;
  expect({ code, status }).toStrictEqual({ code, status: STATUS_OF[code] });
  const error = details === undefined ? { code } : { code, details: expect.any(Object) };
  expect(json).toStrictEqual({ success: false, message: expect.stringMatching(/\.$/), error });
}

/** Expects an envelope for every request that is made from `input`. */
function holds<Input>(input: Arbitrary<Input>, requestOf: (input: Input) => TestRequest): Promise<void> {
  return fc.assert(
    fc.asyncProperty(input, async (value) => expectEnvelope(await call(router, requestOf(value)))),
  );
}

const IN_TWO_YEARS = new Date('2028-03-01');
const POST = { method: 'POST', path: '/payouts/request' };
const post = (facts: TestRequest): TestRequest => ({ ...POST, as: user, ...facts });
const list = (query: Record<string, string>): TestRequest => ({ path: '/payouts', as: user, query });

/** Any text, including lone surrogates. */
const text = fc.oneof(
  fc.string({ unit: 'grapheme-ascii', maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom('', '\ud800', 'a\udfffb', '\u0000', '../..', '%', '"', '0'),
);
const json = fc.json({ maxDepth: 4 });
const anything = fc.oneof(text, fc.double(), fc.boolean(), fc.constant(null), fc.jsonValue({ maxDepth: 2 }));

/** Mostly valid values, so that an invalid one gets past the first check. */
const mostly = <Value>(right: Arbitrary<Value>) =>
  fc.oneof({ weight: 6, arbitrary: right as Arbitrary<unknown> }, { weight: 1, arbitrary: anything });

describe(`the answer is always an envelope and never a 5xx (FUZZ_SEED=${SEED})`, () => {
  it('for any body', () =>
    holds(fc.oneof(json, text, fc.string({ unit: 'binary', maxLength: 200 })), (body) => post({ body })));

  it('for any values in a body that is almost right', () => {
    const members = {
      amount: mostly(fc.integer({ min: 900, max: 2_000_100 })),
      payment_method: mostly(fc.constantFrom('paypal', 'zelle')),
      payment_email: mostly(fc.emailAddress().map((email) => email.toLowerCase())),
      scheduled_for: mostly(
        fc
          .date({ min: new Date(NOW), max: IN_TWO_YEARS, noInvalidDate: true })
          .map((date) => date.toISOString()),
      ),
    };
    return holds(fc.record(members, { requiredKeys: ['amount'] }), (body) => post({ body }));
  });

  it('for any names of the members of a body', () => {
    const name = fc.oneof(text, fc.constantFrom('__proto__', 'constructor', 'prototype', 'scheduled_for'));
    const member = fc.tuple(name, json).map(([key, value]) => `${JSON.stringify(key)}:${value}`);
    return holds(fc.array(member, { maxLength: 40 }), (members) =>
      post({ body: `{"amount":5000${members.map((each) => `,${each}`).join('')}}` }),
    );
  });

  it('for a body of any depth and size', () => {
    const opening = fc.constantFrom('[', '{"amount":', '{"a":[', '"', ' ', '\\u0000', '9', 'é');
    const closing = fc.constantFrom('', ']', '}', '"', ']}');
    const times = fc.oneof(fc.nat(8000), fc.nat(40_000));
    return holds(fc.tuple(opening, closing, times, fc.nat(8000)), ([open, close, opened, closed]) =>
      post({ body: open.repeat(opened) + close.repeat(closed) }),
    );
  });

  it('for any headers', () => {
    const known = fc.constantFrom('content-type', 'Idempotency-Key', 'origin', 'Origin', 'authorization');
    const name = fc.oneof(known, text, fc.constantFrom('__proto__', 'constructor', 'cookie'));
    const odd = fc.constantFrom('application/json', '*', 'null', 'https://[', 'https://*.example.com', '"');
    return holds(fc.array(fc.tuple(name, fc.oneof(text, odd)), { maxLength: 8 }), (headers) =>
      post({ headers: Object.fromEntries(headers), body: { amount: 1000 } }),
    );
  });

  it('for any Idempotency-Key, sent twice', async () => {
    const quoted = text.map((inside) => `"${inside}"`);
    const key = fc.oneof(text, quoted, fc.string({ unit: 'grapheme-ascii', maxLength: 300 }));
    for (const amount of [1000, 1001]) {
      await holds(key, (value) => post({ headers: { 'idempotency-key': value }, body: { amount } }));
    }
  });

  it('for any query', () => {
    const name = fc.oneof(
      fc.constantFrom('limit', 'cursor', 'status', 'from', 'to'),
      text,
      fc.constant('__proto__'),
    );
    const value = fc.oneof(fc.nat(150).map(String), fc.constantFrom('pending', 'failed', '1e1'), text);
    return holds(fc.array(fc.tuple(name, value), { maxLength: 3 }), (query) =>
      list(Object.fromEntries(query)),
    );
  });

  it('for any cursor', () => {
    const sortedBy = fc.constantFrom('requested_at' as const, 'ended_at' as const);
    const position = fc.record({ sortedBy, at: text, payout_id: text }).map(encodeCursor);
    const made = fc.oneof(json, text).map((value) => Buffer.from(value).toString('base64url'));
    return holds(fc.oneof(position, made, text), (cursor) => list({ cursor, limit: '3' }));
  });

  it('for any token', () => {
    const parts = fc.array(fc.base64String(), { maxLength: 4 }).map((each) => each.join('.'));
    const scheme = fc.constantFrom('Bearer ', 'bearer ', 'Basic ', '');
    return holds(fc.tuple(scheme, fc.oneof(text, parts)), (credentials) => ({
      path: '/payouts/balance',
      headers: { authorization: credentials.join('') },
    }));
  });

  it('for any claims of a token with a valid signature', () => {
    const claims = {
      user_id: mostly(fc.oneof(text, fc.string({ unit: 'binary', minLength: 300, maxLength: 512 }))),
      sub: mostly(text),
      exp: mostly(fc.constant(4_000_000_000)),
      role: mostly(fc.constantFrom('admin', 'user')),
    };
    const nearlyRight = fc.record(claims, { requiredKeys: ['exp'] }).map((each) => JSON.stringify(each));
    const payload = fc.oneof({ weight: 4, arbitrary: nearlyRight }, json, text);
    const extra = fc.dictionary(fc.oneof(fc.constantFrom('kid', 'crit', 'cty', 'b64'), text), anything);
    return holds(fc.tuple(payload, fc.oneof(fc.constant({}), extra)), ([said, more]) => {
      const header = { ...more, alg: 'HS256' as const, typ: 'JWT' };
      const token = jwt.sign(said, LOCAL_JWT_SECRET, { algorithm: 'HS256', header });
      return { path: '/payouts/balance', headers: { authorization: `Bearer ${token}` } };
    });
  });

  it('for any method and path', () => {
    const method = fc.oneof(fc.constantFrom('GET', 'POST', 'PUT', 'HEAD', '__proto__'), text.filter(Boolean));
    const odd = fc.constantFrom('payouts', 'payouts/', '__proto__', 'payouts/../payouts', 'payouts/balance');
    const path = fc.oneof(fc.webPath(), text, odd).map((rest) => `/${rest}`);
    return holds(fc.tuple(method, path), ([name, where]) => ({ method: name, path: where, as: user }));
  });
});
