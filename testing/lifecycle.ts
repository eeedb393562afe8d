import { expect } from 'vitest';
import { buildGetAnyPayout } from '../functions/admin/get.ts';
import { buildProcessPayout } from '../functions/admin/process.ts';
import { buildGetBalance } from '../functions/payouts/balance.ts';
import { buildCancelPayout } from '../functions/payouts/cancel.ts';
import { buildRequestPayout } from '../functions/payouts/request.ts';
import { buildReleaseScheduled } from '../functions/workers/release-scheduled.ts';
import type { Affiliate } from '../libs/payouts/affiliate.ts';
import type { Balance } from '../libs/payouts/balance.ts';
import type { Payout, PayoutStatus } from '../libs/payouts/payout.ts';
import { call, contextOf, type TestAnswer, type TestRequest } from './call.ts';
import { callExpecting } from './expect.ts';
import { addAffiliate, addPayouts, NOW, type World } from './world.ts';

/** The times of a payout in these tests. It is requested at `NOW`. */
export const DUE = '2026-03-02T12:00:00.000Z';
export const RELEASED_AT = '2026-03-02T12:00:30.000Z';
export const STARTED_AT = '2026-03-03T09:00:00.000Z';
export const ENDED_AT = '2026-03-04T10:30:00.000Z';

export const AMOUNT = 5000;
export const TRANSACTION = { transaction_id: 'T-1', notes: 'sent by hand' };
export const REASON = 'There is no such account.';

/** The caller is an admin. */
export const AS_ADMIN = { as: 'user-admin', admin: true };

/** A payout and the affiliate who requested it. */
export interface Asked {
  affiliate: Affiliate;
  payout_id: string;
}

/** The same world at another time. */
export const at = (world: World, now: string): World => ({ ...world, now: () => now });

export const asking = (as: string, body: unknown, key?: string): TestRequest => ({
  method: 'POST',
  path: '/payouts/request',
  as,
  ...(key !== undefined && { headers: { 'idempotency-key': key } }),
  body,
});

export const askingForAll = (as: string, payouts: unknown, key?: string): TestRequest => ({
  ...asking(as, { payouts }, key),
  path: '/payouts/bulk',
});

export const cancelling = (as: string, payout_id: string): TestRequest => ({
  method: 'POST',
  path: `/payouts/${payout_id}/cancel`,
  as,
  params: { payout_id },
});

export const processing = (payout_id: string, body: unknown, as = 'user-admin'): TestRequest => ({
  method: 'POST',
  path: `/admin/payouts/${payout_id}/process`,
  as,
  admin: true,
  params: { payout_id },
  body,
});

export const processingAll = (items: unknown, as = 'user-admin'): TestRequest => ({
  method: 'POST',
  path: '/admin/payouts/process',
  as,
  admin: true,
  body: { items },
});

type Step = (world: World, asked: Asked) => Promise<TestAnswer>;

const start: Step = (world, { payout_id }) =>
  call(buildProcessPayout(at(world, STARTED_AT)), processing(payout_id, { action: 'start' }));
const complete: Step = (world, { payout_id }) =>
  call(
    buildProcessPayout(at(world, ENDED_AT)),
    processing(payout_id, { action: 'complete', ...TRANSACTION }),
  );
const fail: Step = (world, { payout_id }) =>
  call(buildProcessPayout(at(world, ENDED_AT)), processing(payout_id, { action: 'fail', reason: REASON }));
const cancel: Step = (world, { affiliate, payout_id }) =>
  call(buildCancelPayout(at(world, ENDED_AT)), cancelling(affiliate.user_id, payout_id));

const STEPS: Record<PayoutStatus, Step[]> = {
  scheduled: [],
  pending: [],
  processing: [start],
  completed: [start, complete],
  failed: [start, fail],
  cancelled: [cancel],
};

/** A payout of $50.00 that the service brought to this status. Its affiliate has earned $500.00. */
export async function payoutThatIs(
  world: World,
  status: PayoutStatus,
  body: object = {},
  owner: Partial<Affiliate> = {},
): Promise<Asked> {
  const affiliate = await addAffiliate(world, owner);
  const schedule = status === 'scheduled' && { scheduled_for: DUE };
  const request = asking(affiliate.user_id, { amount: AMOUNT, ...schedule, ...body });
  const { json } = await callExpecting(201, buildRequestPayout(world), request);
  const asked = { affiliate, payout_id: json.data.payout.payout_id };
  for (const step of STEPS[status]) expect((await step(world, asked)).status).toBe(200);
  return asked;
}

/** A record of the old service: $10.00, without history or counters. Its affiliate has earned $500.00. */
export async function oldPayout(world: World, facts: Partial<Payout> = {}): Promise<Asked> {
  const affiliate = await addAffiliate(world);
  const [payout] = await addPayouts(world, { affiliate_id: affiliate.affiliate_id, ...facts });
  return { affiliate, payout_id: payout?.payout_id ?? '' };
}

/** Runs the worker once, a moment after `DUE`. */
export const releaseDue = (world: World) => buildReleaseScheduled(at(world, RELEASED_AT))({}, contextOf());

/** How its owner sees a payout of this status, where it differs from one that was just requested. */
export const FACTS: Record<PayoutStatus, object> = {
  scheduled: { status: 'scheduled', scheduled_for: DUE },
  pending: {},
  processing: { status: 'processing' },
  completed: { status: 'completed', processed_at: ENDED_AT, ...TRANSACTION },
  failed: { status: 'failed', processed_at: ENDED_AT, failure_reason: REASON },
  cancelled: { status: 'cancelled', processed_at: ENDED_AT },
};

/** The same for admins, who also see which admin acted last. */
export const factsForAdmins = (status: PayoutStatus) => ({
  ...FACTS[status],
  ...(['processing', 'completed', 'failed'].includes(status) && { processed_by: 'user-admin' }),
});

/** A payout as its owner sees it: as it was requested, except for these facts. */
export const shownToOwner = (asked: Asked, facts: object = {}) => ({
  ...shownToAll(asked),
  attention: null,
  ...facts,
});

/** What its owner and admins both see of a payout. */
const shownToAll = ({ affiliate, payout_id }: Asked) => ({
  payout_id,
  amount: AMOUNT,
  payment_method: 'paypal',
  payment_email: affiliate.payment_email,
  status: 'pending',
  transaction_id: null,
  notes: null,
  requested_at: NOW,
  processed_at: null,
  scheduled_for: null,
  failure_reason: null,
});

/** The provider's members that an admin sees of a payout without a provider. */
export const NO_PROVIDER = { provider_status: null, provider_batch_id: null, provider_item_id: null };

/** A payout as an admin sees it. */
export const shownToAdmin = (asked: Asked, facts: object = {}) => ({
  ...shownToAll(asked),
  affiliate_id: asked.affiliate.affiliate_id,
  processed_by: null,
  destination_changed: false,
  warnings: [],
  run_id: null,
  ...NO_PROVIDER,
  ...facts,
});

/** The history of a payout that `payoutThatIs` made, with these users. */
export function historyOf(status: PayoutStatus, owner: string, admin: string): object[] {
  const asked = { status: 'pending', at: NOW, by: owner };
  const started = { status: 'processing', at: STARTED_AT, by: admin };
  return {
    scheduled: [{ ...asked, status: 'scheduled' }],
    pending: [asked],
    processing: [asked, started],
    completed: [asked, started, { status: 'completed', at: ENDED_AT, by: admin, ...TRANSACTION }],
    failed: [asked, started, { status: 'failed', at: ENDED_AT, by: admin, reason: REASON }],
    cancelled: [asked, { status: 'cancelled', at: ENDED_AT, by: owner }],
  }[status];
}

/** The balance as its owner sees it. */
export async function balanceOf(world: World, { user_id }: Affiliate): Promise<Balance> {
  return (await callExpecting(200, buildGetBalance(world), { as: user_id })).json.data.balance;
}

/** The payout as an admin sees it, with its history. */
export async function payoutNow(world: World, payout_id: string) {
  const request = { ...AS_ADMIN, path: `/admin/payouts/${payout_id}`, params: { payout_id } };
  return (await callExpecting(200, buildGetAnyPayout(world), request)).json.data.payout;
}
