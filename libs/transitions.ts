import { PayoutError } from './errors.ts';
import type { PayoutStatus } from './payouts.ts';

/** What can be done to a payout. */
export type Action = 'release' | 'cancel' | 'start' | 'complete' | 'fail';

/** Who may do it: the affiliate whose payout it is, an admin, or the clock. */
export type Actor = 'owner' | 'admin' | 'schedule';

/** One edge of a payout's life. The effects are factors of its amount: 1 adds it to the counter, -1 takes it off. */
export interface Transition {
  from: PayoutStatus;
  action: Action;
  to: PayoutStatus;
  who: Actor;
  committed: 0 | -1;
  paid: 0 | 1;
}

/** Every edge there is, from earlier to later statuses. What is not in here cannot happen. */
export const TRANSITIONS: readonly Transition[] = [
  { from: 'scheduled', action: 'release', to: 'pending', who: 'schedule', committed: 0, paid: 0 },
  { from: 'scheduled', action: 'cancel', to: 'cancelled', who: 'owner', committed: -1, paid: 0 },
  { from: 'pending', action: 'cancel', to: 'cancelled', who: 'owner', committed: -1, paid: 0 },
  { from: 'pending', action: 'start', to: 'processing', who: 'admin', committed: 0, paid: 0 },
  { from: 'pending', action: 'fail', to: 'failed', who: 'admin', committed: -1, paid: 0 },
  { from: 'processing', action: 'complete', to: 'completed', who: 'admin', committed: 0, paid: 1 },
  { from: 'processing', action: 'fail', to: 'failed', who: 'admin', committed: -1, paid: 0 },
];

/** @throws invalid_transition where no edge leads from the status by the action */
export function requireTransition(status: PayoutStatus, action: Action): Transition {
  const transition = TRANSITIONS.find((edge) => edge.from === status && edge.action === action);
  if (transition) return transition;
  throw new PayoutError(
    'invalid_transition',
    `This payout is ${status}, and ${action} leads nowhere from there.`,
    { status, action },
  );
}
