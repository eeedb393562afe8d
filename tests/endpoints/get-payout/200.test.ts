import { describe, expect, it } from 'vitest';
import { buildProcessPayout } from '../../../functions/admin/process.ts';
import { buildGetPayout } from '../../../functions/payouts/get.ts';
import { buildRouter } from '../../../functions/router.ts';
import { PAYOUT_STATUSES } from '../../../libs/payouts/payout.ts';
import { call, type TestRequest } from '../../../testing/call.ts';
import { callExpecting, expectSuccess, FROM_ORIGIN, ORIGIN } from '../../../testing/expect.ts';
import {
  type Asked,
  DUE,
  FACTS,
  historyOf,
  oldPayout,
  payoutThatIs,
  processing,
  RELEASED_AT,
  releaseDue,
  shownToOwner,
} from '../../../testing/lifecycle.ts';
import { useHandler } from '../../../testing/use-handler.ts';
import { addAffiliate, NOW } from '../../../testing/world.ts';

const OLD = { requested_at: '2025-01-01T00:00:00.000Z', payment_email: 'old@example.com', amount: 1000 };

const { world, handler: getPayout } = useHandler(buildGetPayout);

const read = ({ affiliate, payout_id }: Asked, facts: TestRequest = {}) =>
  call(getPayout, { as: affiliate.user_id, params: { payout_id }, ...facts });

describe('GET /payouts/{payout_id}: 200', () => {
  it.each(PAYOUT_STATUSES)('shows its owner the payout and its history: %s', async (status) => {
    const asked = await payoutThatIs(world, status);
    const history = historyOf(status, asked.affiliate.user_id, 'admin');
    const payout = { ...shownToOwner(asked, FACTS[status]), history };
    const answer = await read(asked, { headers: { origin: ORIGIN } });
    expectSuccess(answer, { data: { payout }, headers: FROM_ORIGIN });
  });

  it('shows that the schedule released it, and keeps the requested time', async () => {
    const asked = await payoutThatIs(world, 'scheduled');
    await releaseDue(world);
    const history = [
      { status: 'scheduled', at: NOW, by: asked.affiliate.user_id },
      { status: 'pending', at: RELEASED_AT, by: 'schedule' },
    ];
    const payout = { ...shownToOwner(asked, { scheduled_for: DUE }), history };
    expectSuccess(await read(asked), { data: { payout } });
  });

  it('shows the destination, and not that it differs from the one on record', async () => {
    const elsewhere = { payment_method: 'zelle', payment_email: 'b@example.org' };
    const asked = await payoutThatIs(world, 'pending', elsewhere);
    const history = historyOf('pending', asked.affiliate.user_id, 'admin');
    expectSuccess(await read(asked), { data: { payout: { ...shownToOwner(asked, elsewhere), history } } });
  });

  it('shows an affiliate who became inactive their payout', async () => {
    const asked = await payoutThatIs(world, 'pending');
    await addAffiliate(world, { ...asked.affiliate, status: 'inactive' });
    const history = historyOf('pending', asked.affiliate.user_id, 'admin');
    expectSuccess(await read(asked), { data: { payout: { ...shownToOwner(asked), history } } });
  });

  it('returns the same through the router', async () => {
    const asked = await payoutThatIs(world, 'completed');
    const history = historyOf('completed', asked.affiliate.user_id, 'admin');
    const payout = { ...shownToOwner(asked, FACTS.completed), history };
    const router = buildRouter(world);
    const [first = '', ...rest] = asked.payout_id;
    const encoded = `%${first.charCodeAt(0).toString(16)}${rest.join('')}`;
    for (const id of [asked.payout_id, `${asked.payout_id}/`, encoded]) {
      const answer = await call(router, { path: `/payouts/${id}`, as: asked.affiliate.user_id });
      expectSuccess(answer, { data: { payout } });
    }
  });
});

describe('GET /payouts/{payout_id}: 200 without the names of admins', () => {
  it.each(['completed', 'failed'] as const)(
    'does not name the admin of a payout that is %s',
    async (status) => {
      const asked = await payoutThatIs(world, status);
      const { text } = await read(asked);
      expect(text).not.toContain('user-admin');
      expect(text).not.toContain('processed_by');
    },
  );

  it('does not name either of two admins', async () => {
    const asked = await payoutThatIs(world, 'pending');
    for (const [boss, action] of [
      ['user-boss', { action: 'start' }],
      ['user-deputy', { action: 'fail', reason: 'No such account.', notes: 'called twice' }],
    ] as const) {
      await callExpecting(200, buildProcessPayout(world), processing(asked.payout_id, action, boss));
    }
    const facts = {
      status: 'failed',
      processed_at: NOW,
      failure_reason: 'No such account.',
      notes: 'called twice',
    };
    const history = [
      { status: 'pending', at: NOW, by: asked.affiliate.user_id },
      { status: 'processing', at: NOW, by: 'admin' },
      { status: 'failed', at: NOW, by: 'admin', reason: 'No such account.', notes: 'called twice' },
    ];
    expectSuccess(await read(asked), { data: { payout: { ...shownToOwner(asked, facts), history } } });
  });

  it('does not name an admin of the old service', async () => {
    const facts = { processed_by: 'user-old-admin', processed_at: '2025-01-02T00:00:00.000Z' };
    const { text } = await read(await oldPayout(world, facts));
    expect(text).not.toContain('user-old-admin');
  });
});

describe('GET /payouts/{payout_id}: 200 for a record of the old service', () => {
  const requested = { status: 'pending', at: OLD.requested_at, by: 'old-service' };
  const ENDED = '2025-01-02T00:00:00.000Z';

  it.each([
    { what: 'when it was requested, if nothing else is known', facts: { status: 'pending' }, rest: [] },
    {
      what: 'when it was requested and when it ended',
      facts: { status: 'completed', processed_at: ENDED, transaction_id: 'OLD-1' },
      rest: [{ status: 'completed', at: ENDED, by: 'old-service' }],
    },
    {
      what: 'when it was requested and when it failed',
      facts: { status: 'failed', processed_at: ENDED, failure_reason: 'No account.', notes: 'mailed' },
      rest: [{ status: 'failed', at: ENDED, by: 'old-service' }],
    },
    { what: 'only when it was requested, if its end has no time', facts: { status: 'completed' }, rest: [] },
  ])('shows $what', async ({ facts, rest }) => {
    const asked = await oldPayout(world, { ...OLD, ...(facts as object) });
    const payout = { ...shownToOwner(asked, { ...OLD, ...facts }), history: [requested, ...rest] };
    expectSuccess(await read(asked), { data: { payout } });
  });
});
