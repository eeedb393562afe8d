import type { Valid as BankEvent } from '../../schemas/outside/zelle-event.ts';
import { isCode, type PayoutError, tryAgain } from '../payouts/errors.ts';
import type { Payout } from '../payouts/payout.ts';
import { type Action, invalidTransition, type Step } from '../payouts/transitions.ts';
import { alarm, log } from '../runtime/log.ts';
import { getReadablePayout } from '../store/payouts/get-payout.ts';
import { noteMismatch } from '../store/payouts/note-mismatch.ts';
import { takeStep } from '../store/payouts/transition.ts';
import { settlementByBank } from '../zelle/settlement.ts';
import type { Dependencies } from './dependencies.ts';

/** Of deliveries that race, one wins and the others are judged again; there are never more than two ends. */
const JUDGEMENTS_MAX = 3;

const UNKNOWN_REASON = 'The bank could not pay this payout.';

/**
 * Settles a payout by what the bank partner says, once for a delivery. What contradicts our books raises the
 * alarm `zelle-mismatch`, and is kept in the payout. An event about a payout that is not a Zelle payout on
 * record is logged.
 * @throws invalid_transition for a payment of what is not started yet: the bank delivers it again;
 * records_unreadable, try_again
 */
export async function settleFromBank(
  { store, now }: Dependencies,
  event: BankEvent,
  deliveryId: string,
): Promise<void> {
  const stepId = `zelle:${deliveryId}`;
  for (let judgement = 1; judgement <= JUDGEMENTS_MAX; judgement++) {
    const payout = await getReadablePayout(store, event.data.payout_id);
    if (payout?.payment_method !== 'zelle') return warn(event, payout);
    // The delivery's own id makes the step's: the same delivery again is the same step.
    if (payout.history.some(({ id }) => id === stepId)) return;
    const { transaction_id: transactionId } = event.data;
    const settlement = settlementByBank(payout, { type: event.type, transactionId });
    if (settlement.kind === 'settled') return;
    if (settlement.kind === 'mismatch') {
      alarm('zelle-mismatch', { type: event.type, payoutId: payout.payout_id, status: payout.status });
      await noteMismatch(store, payout, now());
      if (settlement.comesAgain) throw cannotBePaidYet(payout);
      return;
    }
    const step = stepOf(event, settlement.action, { id: stepId, at: now() });
    if (await isTaken(takeStep(store, payout, step))) return;
  }
  throw tryAgain();
}

/** Whether the step was taken; not if another one came first. */
async function isTaken(step: Promise<Payout>): Promise<boolean> {
  try {
    await step;
    return true;
  } catch (error) {
    if (isCode(error, 'invalid_transition')) return false;
    throw error;
  }
}

function stepOf({ data }: BankEvent, action: Action, { id, at }: { id: string; at: string }): Step {
  const step: Step = { action, id, at, by: 'zelle', role: 'provider' };
  if (action !== 'complete') return { ...step, reason: data.reason ?? UNKNOWN_REASON };
  return { ...step, ...(data.transaction_id && { transaction_id: data.transaction_id }) };
}

function warn({ type, data }: BankEvent, payout: Payout | undefined): void {
  log('warn', 'zelle-event', { type, payoutId: data.payout_id, status: payout?.status ?? 'none' });
}

function cannotBePaidYet({ status }: Payout): PayoutError {
  return invalidTransition(
    `This payout is ${status} and was not started, so it cannot be paid yet.`,
    status,
    'complete',
  );
}
