import type { AdminPayout, AdminPayoutWithHistory, Instruction } from '../../client/index.ts';
import { dollars } from '../ui/format.ts';
import { sumOf } from '../ui/sum.ts';
import { ADMIN_WORDS } from '../words/en-admin.ts';

/** What an admin can do to a payout. */
export type Action = Instruction['action'];

/** What can be done to many payouts at once. */
export const BULK_ACTIONS = ['start', 'complete', 'fail'] as const satisfies Action[];

type Known = Pick<AdminPayout, 'status' | 'amount' | 'provider_status' | 'provider_batch_id'>;

/** Whether PayPal is known to have it: then it ends as PayPal says. */
export function isAtPaypal({ provider_status, provider_batch_id }: Known): boolean {
  return provider_status !== null || provider_batch_id !== null;
}

/** Whether the action is one for the payout as it is. The service judges again, by itself. */
export function canTake(action: Action, payout: Known): boolean {
  const { status, amount, provider_status } = payout;
  const isByHand = !isAtPaypal(payout);
  // Nothing moves an amount that cannot be read.
  if (amount === null) return false;
  switch (action) {
    case 'start':
      return status === 'pending';
    case 'complete':
      return status === null || (status === 'processing' && isByHand);
    case 'fail':
      return status === null || status === 'pending' || (status === 'processing' && isByHand);
    case 'return':
    case 'amend':
      return status === 'completed' && isByHand;
    case 'recall':
      return status === 'processing' && provider_status === 'UNCLAIMED';
  }
}

/** What can be done to one payout: its history also says who paid it. */
export function actionsFor(payout: AdminPayoutWithHistory): Action[] {
  const paidBy = payout.history.findLast(({ status }) => status === 'completed')?.by;
  return (['start', 'complete', 'fail', 'amend', 'return', 'recall'] as const).filter((action) =>
    payout.status === 'completed' && (action === 'amend' || action === 'return')
      ? paidBy !== 'paypal' && payout.amount !== null
      : canTake(action, payout),
  );
}

/** How many payouts, and how much money: `3 · $1,234.50`. */
export function moneyOf(payouts: { amount: number | null }[]): string {
  return ADMIN_WORDS.money(payouts.length, dollars(sumOf(payouts)));
}
