import { affiliateStatusOf, type HistoryEntry, type Payout } from './payout.ts';
import type { Action, Actor, Transition } from './transitions.ts';

/** A step to take: what is done, by whom, when, and what there is to say of it. `id` tells it from others that look like it. */
export interface Step extends Omit<HistoryEntry, 'status' | 'role'> {
  action: Action;
  role: Actor;
  /** Only of a start: the provider that carries the payout from here on. */
  rail?: Payout['rail'];
}

/** What a step changes in a payout, besides the entry that it adds to the history. */
export type Changes = Partial<Omit<Payout, 'history' | 'schedule'>>;

/** The entry of a step in the history. */
export function entryOf({ action: _, rail: __, ...facts }: Step, { to }: Transition): HistoryEntry {
  return { status: to, ...facts };
}

/** The members of the payout that a step sets. An end has a time; an admin who acts leaves a name. */
export function changesOf({ affiliate_id }: Payout, step: Step, { to }: Transition): Changes {
  const { at, by, role, rail, notes, transaction_id, reason } = step;
  const isEnd = to === 'completed' || to === 'failed' || to === 'cancelled';
  return {
    status: to,
    affiliate_status: affiliateStatusOf({ affiliate_id, status: to }),
    ...(isEnd && { processed_at: at }),
    ...(role === 'admin' && { processed_by: by }),
    ...(rail && { rail }),
    ...(transaction_id !== undefined && { transaction_id }),
    ...(notes !== undefined && { notes }),
    ...(reason !== undefined && { failure_reason: reason }),
  };
}

/** Whether the payout is what the step would make of it already: its answer was lost, or it was asked for again. */
export function isTaken({ status, transaction_id, history = [] }: Payout, step: Step): boolean {
  const isSamePayment = status === 'completed' && transaction_id === step.transaction_id;
  return (step.action === 'complete' && isSamePayment) || history.some(({ id }) => id === step.id);
}
