import { buildGetBalance } from '../../../functions/payouts/balance.ts';
import { buildZelleWebhook } from '../../../functions/webhooks/zelle.ts';
import { buildAudit } from '../../../functions/workers/audit.ts';
import { buildSweep } from '../../../functions/workers/sweep.ts';
import { KINDS } from '../../../libs/payouts/audit/kinds.ts';
import { NO_PAYOUTS } from '../../../libs/payouts/balance.ts';
import { openPaypal } from '../../../libs/paypal/client.ts';
import type { MetricName } from '../../../libs/runtime/metrics.ts';
import { ensureBalanceRow } from '../../../libs/store/balances/open-balance.ts';
import { bankSays, withBank } from '../../../testing/bank.ts';
import { addRows, ONE_PAGE_MS, reconcile, spoil } from '../../../testing/bookkeeping.ts';
import { call, contextOf } from '../../../testing/call.ts';
import { putRecords } from '../../../testing/good-records.ts';
import { payoutThatIs } from '../../../testing/lifecycle.ts';
import { deliver, putPayout, record } from '../../../testing/other-service.ts';
import { type Rail, sendInTime, startedPayout, sync, withPaypal } from '../../../testing/paypal.ts';
import { PLANTED } from '../../../testing/planted-records.ts';
import { addAffiliate, addPayouts, type World } from '../../../testing/world.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** What makes the service emit each of its metrics: the real fault, at the place where it happens. */
export function faultsOn(world: World, rail: Rail): Record<MetricName, () => Promise<unknown>> {
  /** A payout that PayPal has taken, and is asked about in eleven minutes. */
  async function sent(receiver?: string) {
    const payout = await startedPayout(world, receiver);
    await sendInTime(world, payout);
    await rail.simulator.settle();
    rail.clock.ms += 11 * MINUTE_MS;
    return payout;
  }

  async function openAffiliate() {
    const affiliate = await addAffiliate(world);
    await ensureBalanceRow(world.store, affiliate.affiliate_id);
    return affiliate;
  }

  async function auditing(severity: 'error' | 'warning') {
    const planted = PLANTED.find(({ kind }) => KINDS[kind].severity === severity);
    await putRecords(world, planted?.items ?? []);
    await buildAudit(world)(undefined, contextOf({ remainingMs: 900_000 }));
  }

  return {
    'affiliate-ambiguous': async () => {
      const { user_id } = await addAffiliate(world);
      await addAffiliate(world, { user_id });
      await call(buildGetBalance(world), { as: user_id });
    },
    'audit-errors': () => auditing('error'),
    'audit-warnings': () => auditing('warning'),
    'balance-mismatch': async () => {
      const { affiliate_id } = await openAffiliate();
      await spoil(world, affiliate_id, { committed: 100, held: 100 });
      await reconcile(world).catch(() => undefined);
      await spoil(world, affiliate_id, { committed: 0, held: 0 });
    },
    'balance-overdrawn': async () => {
      const { affiliate_id } = await openAffiliate();
      const promised = record(world, { affiliate_id, amount: 50_001 });
      await deliver(world, await putPayout(world, promised));
    },
    'letters-late': async () => {
      const sendMail = async () => Promise.reject(new Error('SES is down.'));
      const settings = { ...world.settings, email: { from: 'payouts@example.com' } };
      const sweep = () =>
        buildSweep({ ...world, settings, sendMail })({}, contextOf({ remainingMs: 300_000 }));
      await sweep();
      await startedPayout(world);
      rail.clock.ms += HOUR_MS;
      await sweep();
    },
    'paypal-account-changed': async () => {
      await sent('hold@example.com');
      const paypal = openPaypal({ ...rail.settings, clientId: 'other-client' });
      await sync({ ...world, paypal });
    },
    'paypal-blocked': async () => {
      const payout = await startedPayout(world);
      rail.simulator.plan({ on: 'create', kind: 'refuse', status: 403, name: 'AUTHORIZATION_ERROR' });
      await sendInTime(world, payout);
    },
    'paypal-mismatch': async () => {
      await sent('hold@example.com');
      const [item] = rail.simulator
        .batches()
        .flatMap(({ items = [] }) => items)
        .slice(-1);
      rail.simulator.alter(item?.payout_item_id ?? '', { value: '50.01' });
      await sync(world);
    },
    'paypal-missing': async () => {
      await sent('hold@example.com');
      const nothing = async () => undefined;
      await sync(withPaypal(world, { getBatch: nothing, getItem: nothing }));
    },
    'paypal-stale': async () => {
      await startedPayout(world);
      rail.clock.ms += 60 * 24 * HOUR_MS;
      await sync(world);
    },
    'paypal-undecided': async () => {
      await sent('hold@example.com');
      rail.clock.ms += 25 * HOUR_MS;
      await sync(world);
    },
    'payouts-uncounted': async () => {
      const { affiliate_id } = await openAffiliate();
      await addPayouts(world, { affiliate_id, status: 'pending' });
      await reconcile(world).catch(() => undefined);
    },
    'reconcile-unfinished': async () => {
      const rows = Array.from({ length: 800 }, (_, index) => `aff-idle-${index}`);
      await addRows(
        world,
        rows.map((affiliate_id) => ({ affiliate_id, ...NO_PAYOUTS })),
      );
      await reconcile(world, { time: '2026-03-01T00:30:00.000Z' }, ONE_PAGE_MS).catch(() => undefined);
    },
    'record-unreadable': async () => {
      const { affiliate_id, user_id } = await addAffiliate(world);
      await addPayouts(world, { affiliate_id, amount: '$50.00' as never, status: 'pending' });
      await call(buildGetBalance(world), { as: user_id });
    },
    'zelle-mismatch': async () => {
      const { payout_id } = await payoutThatIs(world, 'failed', { payment_method: 'zelle' });
      await call(buildZelleWebhook(withBank(world)), bankSays('payout.completed', payout_id));
    },
  };
}
