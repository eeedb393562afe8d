import type { Instruction } from '../../schemas/parts/instruction.ts';
import type { User } from '../http/token.ts';
import { type Payout, requirePayout, requireReadable } from '../payouts/payout.ts';
import type { Step } from '../payouts/transitions.ts';
import { type Action, invalidTransition } from '../payouts/transitions.ts';
import { log } from '../runtime/log.ts';
import { getPayout } from '../store/payouts/get-payout.ts';
import { takeStep } from '../store/payouts/transition.ts';
import type { Dependencies } from './dependencies.ts';
import { permitStart, requirePayableByPaypal } from './permit-start.ts';
import { askAbout } from './recover-from-paypal.ts';
import { isStale, isUnderWay } from './send-to-paypal.ts';

/** What a question to PayPal can take. With less time left, nobody is asked. */
const ASK_MS = 12_000;

/** What an admin wants done, and to which payout. */
interface Order {
  payoutId: string;
  instruction: Instruction;
  user: User;
}

/**
 * Carries out one instruction of an admin. What was sent to PayPal ends as PayPal says: it is asked, and where it
 * agrees with the admin, the payout ends so. @throws payout_not_found, invalid_transition, try_again
 */
export async function processPayout(
  dependencies: Dependencies,
  { payoutId, instruction, user }: Order,
): Promise<Payout> {
  const { store, now, newId } = dependencies;
  const found = requireReadable(requirePayout(await getPayout(store, payoutId)));
  const payout = isProviders(found, now()) ? await askPaypal(dependencies, found) : found;
  if (payout !== found && agrees(payout, instruction)) return payout;
  const rail: Pick<Step, 'rail'> = handsOver(dependencies, payout, instruction) ? { rail: 'paypal' } : {};
  const { override, ...facts } = { override: undefined, ...instruction };
  const step: Step = {
    ...facts,
    ...rail,
    ...(override !== undefined && { reason: override }),
    id: newId(),
    at: now(),
    by: user.userId,
    role: 'admin',
  };
  return takeStep(store, payout, step, (current) => {
    if (isProviders(current, now())) throw endsAsPaypalSays(current, instruction.action);
    if (isReversal(instruction.action) && wasPaidByPaypal(current))
      throw returnsAsPaypalSays(current, instruction.action);
    if (step.rail) requirePayableByPaypal(current);
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

function handsOver({ paypal }: Dependencies, payout: Payout, { action }: Instruction): boolean {
  return action === 'start' && paypal !== undefined && payout.payment_method === 'paypal';
}

/** Whether only PayPal can say how the payout ends: it was posted, or may have been, and PayPal still knows. */
function isProviders(payout: Payout, now: string): boolean {
  const { unresolved = false, batch_id, status } = payout.provider ?? {};
  const isForgotten = isStale(payout, now) && status === undefined;
  return isUnderWay(payout) && (unresolved || batch_id !== undefined) && !isForgotten;
}

async function askPaypal({ paypal, ...rest }: Dependencies, payout: Payout): Promise<Payout> {
  if (!paypal || rest.store.remainingMs() < ASK_MS) return payout;
  try {
    return (await askAbout({ ...rest, paypal }, payout.payout_id)) ?? payout;
  } catch (error) {
    log('warn', 'paypal-silent', { payoutId: payout.payout_id, error: String(error) });
    return payout;
  }
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
