import { buildNotFound } from '../../functions/not-found.ts';
import type { ErrorCode } from '../../libs/payouts/errors.ts';
import type { Json } from '../../schemas/build/openapi/json.ts';
import { answerOf, type TestAnswer } from '../call.ts';
import { claiming } from '../callers.ts';
import { cancelled, withClient } from '../client.ts';
import { inShadow } from '../shadow.ts';
import type { World } from '../world.ts';
import { PAYOUTS } from './people.ts';
import { callOf, type Question } from './stage.ts';

const ADA = { as: 'user-ada' };
const ADMIN = { as: 'user-admin', admin: true };
const NONE = '00000000-0000-4000-8000-000000000000';

const request = (as: string, body: unknown, headers = {}): Question => [
  'requestPayout',
  { as, body, headers },
];

/** A request that fails in this way, on the stage that the story leaves. */
const QUESTIONS: Partial<Record<ErrorCode, Question>> = {
  unauthenticated: ['getBalance'],
  admin_required: ['listAllPayouts', ADA],
  insufficient_scope: [
    'requestPayout',
    { body: { amount: 5000 }, headers: claiming('user-ada', { scope: 'payouts:read' }) },
  ],
  not_an_affiliate: ['getBalance', { as: 'user-nobody' }],
  affiliate_inactive: request('user-paused', { amount: 5000 }),
  affiliate_ambiguous: request('user-twice', { amount: 5000 }),
  invalid_json: request('user-ada', '{"amount": 5000'),
  invalid_request: request('user-ada', { amount: '5000', currency: 'EUR' }),
  amount_below_minimum: request('user-ada', { amount: 500 }),
  amount_above_maximum: request('user-ada', { amount: 2_500_000 }),
  insufficient_balance: request('user-ada', { amount: 90_000 }),
  payment_details_missing: request('user-bare', { amount: 5000 }),
  payout_not_found: ['getPayout', { ...ADA, params: { payout_id: NONE } }],
  affiliate_not_found: ['getAffiliate', { ...ADMIN, params: { affiliate_id: 'aff-none' } }],
  run_not_found: ['getRun', { ...ADMIN, params: { run_id: NONE } }],
  needs_override: [
    'processPayout',
    { ...ADMIN, params: { payout_id: PAYOUTS.ofPaused }, body: { action: 'start' } },
  ],
  records_unreadable: ['getBalance', { as: 'user-unreadable' }],
  payload_too_large: request('user-ada', ' '.repeat(16_385)),
  unsupported_media_type: request('user-ada', 'amount=5000', {
    'content-type': 'application/x-www-form-urlencoded',
  }),
  idempotency_key_reused: request('user-ada', { amount: 6000 }, { 'idempotency-key': 'march-1' }),
  invalid_transition: ['cancelPayout', { ...ADA, params: { payout_id: PAYOUTS.completed } }],
};

/** The writes of another caller are always first. */
const busy = (world: World): World => ({
  ...world,
  store: withClient(world, async (name, send) => {
    if (name === 'TransactWriteItemsCommand') throw cancelled('None', 'TransactionConflict', 'None');
    return send();
  }),
});

const broken = (world: World): World => ({
  ...world,
  store: withClient(world, async () => {
    throw new Error('The database does not play along.');
  }),
});

/** A payout that is cancelled between the draft and its confirmation. */
async function confirmChanged(world: World): Promise<TestAnswer> {
  const asked = await ask(world, request('user-ada', { amount: 2000 }, { 'idempotency-key': 'march-4' }));
  const { payout_id } = asked.json.data.payout;
  const body = { form: 'paypal_csv', payout_ids: [payout_id] };
  const { run_id, hash } = (await ask(world, ['createRun', { ...ADMIN, body }])).json.data.run;
  await ask(world, ['cancelPayout', { ...ADA, params: { payout_id } }]);
  return ask(world, ['confirmRun', { ...ADMIN, params: { run_id }, body: { hash } }]);
}

/**
 * What cannot be had by asking alone: a path without a route, a shadow, and a database that does not play
 * along.
 */
const OTHERS: Partial<Record<ErrorCode, (world: World) => Promise<TestAnswer>>> = {
  run_changed: confirmChanged,
  read_only: (world) => ask(inShadow(world), request('user-ada', { amount: 5000 })),
  route_not_found: (world) => answerOf(buildNotFound(world), { path: '/payout' }),
  try_again: (world) => ask(busy(world), request('user-lin', { amount: 5000 })),
  internal: (world) => ask(broken(world), ['getBalance', ADA]),
};

const ask = (world: World, question: Question) => answerOf(...callOf(world, question));

/**
 * One real failure for each code, on the stage that the story leaves. @throws Error if a request fails in
 * another way
 */
export async function failInEveryWay(world: World): Promise<Record<string, Json>> {
  const requests = Object.entries(QUESTIONS).map(
    ([code, question]) => [code, () => ask(world, question)] as const,
  );
  const others = Object.entries(OTHERS).map(([code, fail]) => [code, () => fail(world)] as const);
  const failures: Record<string, Json> = {};
  for (const [code, fail] of [...requests, ...others]) {
    const { json, text } = await fail();
    if (json?.error?.code !== code) throw new Error(`The example of ${code} is answered with ${text}.`);
    failures[code] = json;
  }
  return failures;
}
