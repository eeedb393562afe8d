import type { Instruction } from '../../schemas/parts/instruction.ts';
import type { User } from '../http/token.ts';
import { tryAgain } from '../payouts/errors.ts';
import { type Payout, requirePayout, requireReadable } from '../payouts/payout.ts';
import { isPersonsToEnd } from '../payouts/provider.ts';
import type { Step } from '../payouts/transitions.ts';
import { type Action, invalidTransition } from '../payouts/transitions.ts';
import { getPayout } from '../store/payouts/get-payout.ts';
import { takeStep } from '../store/payouts/transition.ts';
import { askForAdmin, wordOn } from './ask-paypal.ts';
import type { Dependencies } from './dependencies.ts';
import { permitStart, requirePayableByPaypal } from './permit-start.ts';
import { recallPayout } from './recall-from-paypal.ts';

/** What an admin wants done, and to which payout. */
interface Order {
  payoutId: string;
  instruction: Instruction;
  user: User;
  /** The id of the step, if it follows from something that may come again; a new one, if it is left out. */
  stepId?: string;
}

/**
 * Carries out one instruction of an admin. What was sent to PayPal ends as PayPal says: PayPal is asked, and
 * if it agrees with the admin, the payout ends that way. @throws payout_not_found, invalid_transition,
 * try_again
 */
export async function processPayout(
  dependencies: Dependencies,
  { payoutId, instruction, user, stepId }: Order,
): Promise<Payout> {
  const { store, now, newId } = dependencies;
  const found = requireReadable(requirePayout(await getPayout(store, payoutId)));
  if (instruction.action === 'recall') {
    return recallPayout(dependencies, found, { userId: user.userId, notes: instruction.notes });
  }
  const asked = await askForAdmin(dependencies, found);
  const { payout } = asked;
  if (payout !== found && agrees(payout, instruction)) return payout;
  const rail: Pick<Step, 'rail'> = handsOver(dependencies, payout, instruction) ? { rail: 'paypal' } : {};
  const { override, ...facts } = { override: undefined, ...instruction };
  const step: Step = {
    ...facts,
    ...rail,
    ...(override !== undefined && { reason: override }),
    id: stepId ?? newId(),
    at: now(),
    by: user.userId,
    role: 'admin',
  };
  return takeStep(store, payout, step, (current) => {
    if (!isPersonsToEnd(current, wordOn(current, asked), now()))
      throw endsAsPaypalSays(current, instruction.action);
    if (isReversal(instruction.action) && wasPaidByPaypal(current))
      throw returnsAsPaypalSays(current, instruction.action);
    if (step.rail) {
      if (current.run_id !== undefined) throw tryAgain('A run has started this payout in the meantime.');
      requirePayableByPaypal(current);
    }
    return instruction.action === 'start' ? permitStart(store, current, { override, now: step.at }) : [];
  });
}

/** What a person may do only to a payout that a person paid. */
function isReversal(action: Action): boolean {
  return action === 'return' || action === 'amend';
}

/** Whether PayPal says that it has paid it: then PayPal also says if it comes back. */
function wasPaidByPaypal({ history }: Payout): boolean {
  return history.findLast(({ status }) => status === 'completed')?.by === 'paypal';
}

function returnsAsPaypalSays({ status }: Payout, action: Action) {
  return invalidTransition(
    'PayPal paid this payout, so only PayPal can change or return it.',
    status,
    action,
  );
}

/** What a run has started may be in a file that a person pays, so it is never sent by another start. */
function handsOver(
  { paypal }: Dependencies,
  { payment_method, run_id }: Payout,
  { action }: Instruction,
): boolean {
  const isSent = paypal !== undefined && payment_method === 'paypal' && run_id === undefined;
  return action === 'start' && isSent;
}

function agrees({ status, transaction_id }: Payout, instruction: Instruction): boolean {
  if (instruction.action === 'complete') {
    return status === 'completed' && transaction_id === instruction.transaction_id;
  }
  return instruction.action === 'fail' && status === 'failed';
}

function endsAsPaypalSays({ status, provider }: Payout, action: Action) {
  const says = provider?.status ? `which says ${provider.status}` : 'which has not said how it went';
  return invalidTransition(
    `This payout was sent to PayPal, ${says}; it ends as PayPal says.`,
    status,
    action,
  );
}
