import type { RouteName } from '../../functions/routes.ts';
import type { TestRequest } from '../call.ts';
import type { Stage, Told } from './stage.ts';

const ADA = { as: 'user-ada' };
const ADMIN = { as: 'user-admin', admin: true };

const withKey = (key: string) => ({ headers: { 'idempotency-key': key } });

/** Asks an endpoint, and keeps what was asked and answered as its example. */
type Show = (name: RouteName, request: TestRequest) => Promise<Told>;

/**
 * The examples of what succeeds: a few payouts of one affiliate, from their requests to their ends. The
 * reference page fills in the bodies, so each must also succeed today: none names a time.
 */
export async function tellStory({ ask }: Stage, show: Show): Promise<void> {
  const requested = await show('requestPayout', { ...ADA, ...withKey('march-1'), body: { amount: 5000 } });
  const paid = { payout_id: requested.data.payout.payout_id };
  const bulk = await show('requestBulk', {
    ...ADA,
    ...withKey('march-2'),
    body: { payouts: [{ amount: 1500 }, { amount: 2500 }] },
  });
  const [pending, doomed] = bulk.data.payouts;
  await show('processPayout', { ...ADMIN, params: paid, body: { action: 'start' } });
  const body = { action: 'complete', transaction_id: 'T-0042', notes: 'Paid by hand.' };
  await ask('processPayout', { ...ADMIN, params: paid, body });
  await show('getPayout', { ...ADA, params: paid });
  await show('getAnyPayout', { ...ADMIN, params: paid });
  await show('getBalance', ADA);
  await show('getEligibility', { as: 'user-lin', query: { amount: '40000' } });
  await show('cancelPayout', { ...ADA, params: { payout_id: doomed.payout_id } });
  await show('listPayouts', { ...ADA, query: { limit: '2' } });
  await show('processPayouts', {
    ...ADMIN,
    body: {
      items: [
        { payout_id: pending.payout_id, action: 'start' },
        { payout_id: paid.payout_id, action: 'fail', reason: 'The account is closed.' },
      ],
    },
  });
  await show('listAllPayouts', { ...ADMIN, query: { limit: '1' } });
  await show('getSummary', ADMIN);
  await tellOfRuns(ask, show);
  await show('getAffiliate', { ...ADMIN, params: { affiliate_id: 'aff-ada' } });
  await show('requestOnBehalf', {
    ...ADMIN,
    body: { affiliate_id: 'aff-ada', amount: 2000, reference: 'bonus-2026-03' },
  });
}

/** A run of Zelle payouts, from its list to the bank's answer. */
async function tellOfRuns(ask: Stage['ask'], show: Show): Promise<void> {
  const body = { amount: 3000, payment_method: 'zelle' };
  const requested = await ask('requestPayout', { ...ADA, ...withKey('march-3'), body });
  const payout_ids = [requested.data.payout.payout_id];
  const frozen = await show('createRun', { ...ADMIN, body: { form: 'zelle_csv', payout_ids } });
  const { run_id, hash, payouts } = frozen.data.run;
  const run = { params: { run_id } };
  await show('confirmRun', { ...ADMIN, ...run, body: { hash } });
  const csv = `id,status,transaction_id\n${payouts[0].file_id},completed,ZELLE-0042\n`;
  await show('importRunResult', { ...ADMIN, ...run, headers: { 'content-type': 'text/csv' }, body: csv });
  await show('getRun', { ...ADMIN, ...run });
  await show('listRuns', { ...ADMIN, query: { limit: '1' } });
}
