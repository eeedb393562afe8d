import { PayoutError } from './errors.ts';
import type { PayoutStatus } from './payout.ts';

/** What can be done to a payout. */
export type Action = 'release' | 'cancel' | 'start' | 'complete' | 'fail' | 'return';

/** Who does it: the affiliate whose payout it is, an admin, the clock, or who carries the money. */
export type Actor = 'owner' | 'admin' | 'schedule' | 'provider';

/** One edge of a payout's life. The effects are factors of its amount: 1 adds it to the counter, -1 takes it off. */
export interface Transition {
  from: PayoutStatus;
  action: Action;
  to: PayoutStatus;
  who: readonly Actor[];
  committed: 0 | -1;
  paid: 0 | 1 | -1;
}

/** Every edge there is, from earlier to later statuses. What is not in here cannot happen. */
export const TRANSITIONS: readonly Transition[] = [
  { from: 'scheduled', action: 'release', to: 'pending', who: ['schedule'], committed: 0, paid: 0 },
  { from: 'scheduled', action: 'cancel', to: 'cancelled', who: ['owner'], committed: -1, paid: 0 },
  { from: 'pending', action: 'cancel', to: 'cancelled', who: ['owner'], committed: -1, paid: 0 },
  { from: 'pending', action: 'start', to: 'processing', who: ['admin'], committed: 0, paid: 0 },
  { from: 'pending', action: 'fail', to: 'failed', who: ['admin'], committed: -1, paid: 0 },
  {
    from: 'processing',
    action: 'complete',
    to: 'completed',
    who: ['admin', 'provider'],
    committed: 0,
    paid: 1,
  },
  { from: 'processing', action: 'fail', to: 'failed', who: ['admin', 'provider'], committed: -1, paid: 0 },
  { from: 'completed', action: 'return', to: 'failed', who: ['provider'], committed: -1, paid: -1 },
];

/** @throws invalid_transition where no edge leads from the status by the action, or not for this actor */
export function requireTransition(status: PayoutStatus, action: Action, role: Actor): Transition {
  const transition = TRANSITIONS.find((edge) => edge.from === status && edge.action === action);
  if (transition?.who.includes(role)) return transition;
  throw invalidTransition(
    `This payout is ${status}, and ${action} leads nowhere from there.`,
    status,
    action,
  );
}

/** The refusal of a step, with what the payout's status is now. */
export function invalidTransition(message: string, status: PayoutStatus, action: Action): PayoutError {
  return new PayoutError('invalid_transition', message, { status, action });
}
