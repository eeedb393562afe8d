import { describe, it } from 'vitest';
import { buildGetAnyPayout } from '../../../functions/admin/get.ts';
import { buildProcessPayout } from '../../../functions/admin/process.ts';
import { buildRouter } from '../../../functions/router.ts';
import { PAYOUT_STATUSES } from '../../../libs/payouts/payout.ts';
import { call, type TestRequest } from '../../../testing/call.ts';
import { callExpecting, expectSuccess, FROM_ORIGIN, ORIGIN } from '../../../testing/expect.ts';
import {
  AS_ADMIN,
  type Asked,
  DUE,
  factsForAdmins,
  historyOf,
  oldPayout,
  payoutThatIs,
  processing,
  RELEASED_AT,
  releaseDue,
  shownToAdmin,
} from '../../../testing/lifecycle.ts';
import { useHandler } from '../../../testing/use-handler.ts';
import { addAffiliate, NOW } from '../../../testing/world.ts';

const { world, handler: getAny } = useHandler(buildGetAnyPayout);

const read = ({ payout_id }: Asked, facts: TestRequest = {}) =>
  call(getAny, { ...AS_ADMIN, params: { payout_id }, ...facts });

describe('GET /admin/payouts/{payout_id}: 200', () => {
  it.each(PAYOUT_STATUSES)('shows an admin the payout and its history: %s', async (status) => {
    const asked = await payoutThatIs(world, status);
    const history = historyOf(status, asked.affiliate.user_id, 'user-admin');
    const payout = { ...shownToAdmin(asked, factsForAdmins(status)), history };
    const answer = await read(asked, { headers: { origin: ORIGIN } });
    expectSuccess(answer, { data: { payout }, headers: FROM_ORIGIN });
  });

  it('shows that the schedule released it, and when', async () => {
    const asked = await payoutThatIs(world, 'scheduled');
    await releaseDue(world);
    const history = [
      { status: 'scheduled', at: NOW, by: asked.affiliate.user_id },
      { status: 'pending', at: RELEASED_AT, by: 'schedule' },
    ];
    const payout = { ...shownToAdmin(asked, { scheduled_for: DUE }), history };
    expectSuccess(await read(asked), { data: { payout } });
  });

  it('names the admin of each step, and the last one as processed_by', async () => {
    const asked = await payoutThatIs(world, 'pending');
    const processPayout = buildProcessPayout(world);
    await callExpecting(200, processPayout, processing(asked.payout_id, { action: 'start' }, 'user-boss'));
    const failure = { reason: 'No such account.', notes: 'called twice' };
    await callExpecting(
      200,
      processPayout,
      processing(asked.payout_id, { action: 'fail', ...failure }, 'user-deputy'),
    );
    const history = [
      { status: 'pending', at: NOW, by: asked.affiliate.user_id },
      { status: 'processing', at: NOW, by: 'user-boss' },
      { status: 'failed', at: NOW, by: 'user-deputy', ...failure },
    ];
    const facts = { processed_by: 'user-deputy', failure_reason: failure.reason, notes: failure.notes };
    const payout = shownToAdmin(asked, { status: 'failed', processed_at: NOW, ...facts });
    expectSuccess(await read(asked), { data: { payout: { ...payout, history } } });
  });

  it("shows other affiliates' payouts to an admin who is an affiliate too", async () => {
    const { user_id } = await addAffiliate(world);
    const asked = await payoutThatIs(world, 'pending');
    const history = historyOf('pending', asked.affiliate.user_id, 'user-admin');
    const answer = await read(asked, { as: user_id });
    expectSuccess(answer, { data: { payout: { ...shownToAdmin(asked), history } } });
  });

  it('returns the same through the router', async () => {
    const asked = await payoutThatIs(world, 'pending');
    const history = historyOf('pending', asked.affiliate.user_id, 'user-admin');
    const request = { ...AS_ADMIN, path: `/admin/payouts/${asked.payout_id}/` };
    const answer = await call(buildRouter(world), request);
    expectSuccess(answer, { data: { payout: { ...shownToAdmin(asked), history } } });
  });
});

/** What an admin is warned of if a payout does not go to the destination that is on record now. */
const ELSEWHERE = ['destination_changed'];

describe('GET /admin/payouts/{payout_id}: destination_changed', () => {
  it.each([
    { what: 'another address', body: { payment_email: 'eve@example.com' }, changed: true },
    { what: 'another payment method', body: { payment_method: 'zelle' }, changed: true },
    { what: 'the payment method on record', body: { payment_method: 'paypal' }, changed: false },
  ])('compares the destination with the one on record: $what', async ({ body, changed }) => {
    const asked = await payoutThatIs(world, 'pending', body);
    const history = historyOf('pending', asked.affiliate.user_id, 'user-admin');
    const facts = { ...body, destination_changed: changed, warnings: changed ? ELSEWHERE : [] };
    const payout = { ...shownToAdmin(asked, facts), history };
    expectSuccess(await read(asked), { data: { payout } });
  });

  it('compares with the destination on record at the time of the request', async () => {
    const elsewhere = { payment_email: 'eve@example.com' };
    const asked = await payoutThatIs(world, 'pending', elsewhere);
    await addAffiliate(world, { ...asked.affiliate, ...elsewhere });
    const history = historyOf('pending', asked.affiliate.user_id, 'user-admin');
    const payout = { ...shownToAdmin(asked, { ...elsewhere, destination_changed: true }), history };
    expectSuccess(await read(asked), { data: { payout } });
  });

  it('is true if there was no destination on record', async () => {
    const none = { payment_method: undefined, payment_email: undefined } as never;
    const destination = { payment_method: 'zelle', payment_email: 'a@example.com' };
    const asked = await payoutThatIs(world, 'pending', destination, none);
    const history = historyOf('pending', asked.affiliate.user_id, 'user-admin');
    const facts = { ...destination, destination_changed: true, warnings: ELSEWHERE };
    const payout = { ...shownToAdmin(asked, facts), history };
    expectSuccess(await read(asked), { data: { payout } });
  });

  it('is false if only the case of the address differs', async () => {
    const shouted = { payment_email: 'ADA@EXAMPLE.COM' };
    const asked = await payoutThatIs(world, 'pending', shouted, { payment_email: 'ada@example.com' });
    const history = historyOf('pending', asked.affiliate.user_id, 'user-admin');
    expectSuccess(await read(asked), { data: { payout: { ...shownToAdmin(asked, shouted), history } } });
  });
});

describe('GET /admin/payouts/{payout_id}: 200 for a record of the old service', () => {
  it('shows when it was requested, when it ended, and the admin on record', async () => {
    const times = { requested_at: '2025-01-01T00:00:00.000Z', processed_at: '2025-01-02T00:00:00.000Z' };
    const facts = {
      ...times,
      status: 'completed',
      transaction_id: 'OLD-1',
      processed_by: 'user-old',
    } as const;
    const asked = await oldPayout(world, facts);
    const shown = { ...facts, amount: 1000, payment_email: 'old@example.com', warnings: ELSEWHERE };
    const history = [
      { status: 'pending', at: times.requested_at, by: 'old-service' },
      { status: 'completed', at: times.processed_at, by: 'old-service' },
    ];
    expectSuccess(await read(asked), { data: { payout: { ...shownToAdmin(asked, shown), history } } });
  });
});
