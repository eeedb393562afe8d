import type { DynamoDBStreamEvent } from 'aws-lambda';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { buildProcessPayout } from '../functions/admin/process.ts';
import { buildSendPaypal } from '../functions/workers/send-paypal.ts';
import { buildSyncPaypal } from '../functions/workers/sync-paypal.ts';
import type { Payout } from '../libs/payouts/payout.ts';
import { openPaypal, type Paypal } from '../libs/paypal/client.ts';
import type { PaypalSettings } from '../libs/runtime/settings.ts';
import { getPayout } from '../libs/store/payouts/get-payout.ts';
import { reservePayouts } from '../libs/store/payouts/reserve.ts';
import { takeStep } from '../libs/store/payouts/transition.ts';
import { startPaypalSimulator } from '../local/paypal/server.ts';
import type { Call, Simulator } from '../local/paypal/simulator.ts';
import { call, contextOf, type TestRequest } from './call.ts';
import { AMOUNT, processing } from './lifecycle.ts';
import { type Clock, paceOn, UNLIMITED } from './pace.ts';
import { addAffiliate, countersOf, type World } from './world.ts';

export const ACCOUNT = { clientId: 'test-client', clientSecret: 'test-secret', webhookId: 'TEST-WEBHOOK' };

export interface Rail {
  clock: Clock;
  simulator: Simulator;
  settings: PaypalSettings;
}

/**
 * PayPal's simulator for the tests of one file, and a clock for it and for the service. No fault outlives its
 * test.
 */
export function useRail(world: World) {
  const clock: Clock = { ms: Date.now() };
  const rail = { clock } as Rail;
  beforeAll(async () => {
    rail.simulator = await startPaypalSimulator({ ...ACCOUNT, port: 0, delayMs: 0, now: () => clock.ms });
    rail.settings = {
      ...ACCOUNT,
      baseUrl: rail.simulator.url,
      postsPerMinute: UNLIMITED,
      extraCertificateOrigins: [rail.simulator.url],
    };
    Object.assign(world, {
      settings: { ...world.settings, paypal: rail.settings },
      now: () => new Date(clock.ms).toISOString(),
      paypal: openPaypal(rail.settings, undefined, paceOn(clock)),
    });
  });
  afterEach(() => rail.simulator.clearFaults());
  afterAll(() => rail.simulator?.close());
  return rail;
}

/** The same, but each test ends with a recovery, so that it leaves nothing under way for the next one. */
export function useSettledRail(world: World) {
  const rail = useRail(world);
  afterEach(async () => {
    rail.simulator.clearFaults();
    await recover(world, rail);
  });
  return rail;
}

/** The client of PayPal that `useRail` has given to the world. */
export const paypalOf = ({ paypal }: World) => paypal as Paypal;

/** The same world, but its PayPal does these things differently. */
export const withPaypal = (world: World, otherwise: Partial<Paypal>): World => ({
  ...world,
  paypal: { ...paypalOf(world), ...otherwise },
});

/** How many calls of this kind PayPal has had. */
export const callsOf = ({ simulator }: Rail, kind: Call['on']) =>
  simulator.calls.filter(({ on }) => on === kind).length;

/** An event of PayPal's with this body, signed. */
export const paypalSays = ({ simulator }: Rail, body: string): TestRequest => ({
  method: 'POST',
  path: '/webhooks/paypal',
  body,
  headers: simulator.sign(body),
});

/** Carries out an admin's instruction for this payout. */
export const byHand = (world: World, { payout_id }: Payout, body: object, remainingMs = 15_000) =>
  call(buildProcessPayout(world), { ...processing(payout_id, body), remainingMs });

/** A PayPal payout of a new affiliate, which an admin has just started. */
export async function startedPayout(
  world: World,
  receiver = 'ada@example.com',
  id = world.newId(),
): Promise<Payout> {
  const affiliate = await addAffiliate(world, { payment_email: receiver });
  const at = world.now();
  const draft: Payout = {
    payout_id: id,
    affiliate_id: affiliate.affiliate_id,
    amount: AMOUNT,
    payment_method: 'paypal',
    payment_email: receiver,
    status: 'pending',
    affiliate_status: `pending#${affiliate.affiliate_id}`,
    requested_at: at,
    history: [{ id, status: 'pending', at, by: affiliate.user_id, role: 'owner' }],
  };
  const { payouts } = await reservePayouts(world.store, [draft], affiliate);
  const step = {
    action: 'start',
    rail: 'paypal',
    id: world.newId(),
    at,
    by: 'user-admin',
    role: 'admin',
  } as const;
  return takeStep(world.store, payouts[0] ?? draft, step);
}

/** The stream event for the start of these payouts. */
function streamOf(...payouts: Payout[]): DynamoDBStreamEvent {
  return {
    Records: payouts.map(({ payout_id }, index) => ({
      eventName: 'MODIFY',
      dynamodb: { SequenceNumber: String(index + 1), Keys: { payout_id: { S: payout_id } } },
    })),
  };
}

/** Delivers the stream records once, to an invocation with so much time left. */
export const sendWithin = (remainingMs: number, world: World, ...payouts: Payout[]) =>
  buildSendPaypal(world)(streamOf(...payouts), contextOf({ remainingMs }));

/** The same in a short time, so that a crashed process does not retry long. */
export const send = (world: World, ...payouts: Payout[]) => sendWithin(1900, world, ...payouts);

/** The same with all the time that Lambda gives. */
export const sendInTime = (world: World, ...payouts: Payout[]) => sendWithin(300_000, world, ...payouts);

export const sync = (world: World, scope: 'processing' | 'completed' = 'processing', remainingMs = 60_000) =>
  buildSyncPaypal(world)({ scope }, contextOf({ remainingMs }));

/** Lets time pass, PayPal settle and the sync run until nothing changes any more. */
export async function recover(world: World, { clock, simulator }: Rail) {
  for (let round = 0; round < 4; round++) {
    clock.ms += 11 * 60_000;
    await sync(world);
    await simulator.settle();
  }
  clock.ms += 24 * 60 * 60_000;
  await sync(world, 'completed');
}

export const read = (world: World, { payout_id }: Payout) => getPayout(world.store, payout_id);

/** Expects that status and counters agree with what PayPal has paid and not got back. */
export async function expectTruth(world: World, simulator: Simulator, payout: Payout) {
  const after = await read(world, payout);
  const kept = simulator
    .payments()
    .filter(({ sender_item_id, status }) => sender_item_id === payout.payout_id && status === 'SUCCESS');
  expect(kept).toHaveLength(after?.status === 'completed' ? 1 : 0);
  expect(await countersOf(world, payout.affiliate_id)).toStrictEqual({
    committed: after?.status === 'failed' ? 0 : AMOUNT,
    paid: after?.status === 'completed' ? AMOUNT : 0,
    payout_count: 1,
  });
  return after?.status;
}
