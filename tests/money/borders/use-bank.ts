import { buildProcessPayout } from '../../../functions/admin/process.ts';
import { buildZelleWebhook } from '../../../functions/webhooks/zelle.ts';
import type { PayoutStatus } from '../../../libs/payouts/payout.ts';
import { type BankEvent, withBank } from '../../../testing/bank.ts';
import { at, payoutThatIs } from '../../../testing/lifecycle.ts';
import { handlerOn, useHandler } from '../../../testing/use-handler.ts';

/** When an admin and the bank act. */
export const LATER = '2026-03-09T08:00:00.000Z';

/** What the bank says of money that came back. */
export const RETURNED: BankEvent[] = ['payout.returned', 'payout.failed'];

/** A service that pays by hand, for the tests of one file: what an admin does to its payouts, and a bank. */
export function useBank() {
  const { world, handler: processPayout } = useHandler((opened) => buildProcessPayout(at(opened, LATER)));
  const webhook = handlerOn(world, (opened) => buildZelleWebhook(withBank(at(opened, LATER))));
  const zelle = (status: PayoutStatus) => payoutThatIs(world, status, { payment_method: 'zelle' });
  return { world, processPayout, webhook, zelle };
}
