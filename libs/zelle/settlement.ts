import type { Valid as BankEvent } from '../../schemas/outside/zelle-event.ts';
import type { Payout } from '../payouts/payout.ts';
import type { Action } from '../payouts/transitions.ts';

/** What the bank partner can say of a payout. */
export type BankEventType = BankEvent['type'];

/**
 * What an event means for the payout as it is: a step to take, nothing, or a contradiction that a person must
 * look at.
 * `comesAgain` says whether the same event may fit later, so that the bank should deliver it again.
 */
export type BankSettlement =
  | { kind: 'step'; action: Action }
  | { kind: 'settled' }
  | { kind: 'mismatch'; comesAgain: boolean };

/**
 * Judges an event by the payout as it is. The bank's word is never passed over in silence if it contradicts
 * ours.
 */
export function settlementByBank(
  { status, transaction_id }: Pick<Payout, 'status' | 'transaction_id'>,
  { type, transactionId }: { type: BankEventType; transactionId: string | undefined },
): BankSettlement {
  if (type === 'payout.completed') {
    const isSamePayment = transactionId === undefined || transactionId === transaction_id;
    return settlementOfPayment(status, isSamePayment);
  }
  switch (status) {
    case 'processing':
      return { kind: 'step', action: 'fail' };
    case 'completed':
      return { kind: 'step', action: 'return' };
    case 'failed':
    case 'cancelled':
      return { kind: 'settled' };
    default:
      return { kind: 'mismatch', comesAgain: false };
  }
}

function settlementOfPayment(status: Payout['status'], isSamePayment: boolean): BankSettlement {
  switch (status) {
    case 'processing':
      return { kind: 'step', action: 'complete' };
    case 'completed':
      return isSamePayment ? { kind: 'settled' } : { kind: 'mismatch', comesAgain: false };
    case 'failed':
    case 'cancelled':
      return { kind: 'mismatch', comesAgain: false };
    default:
      return { kind: 'mismatch', comesAgain: true };
  }
}
