import { PayoutError } from './errors.ts';
import { marksOf } from './mark.ts';
import type { Actor, HistoryEntry, Payout, PayoutStatus, RecordedStatus, SearchKeys } from './payout.ts';
import { filed } from './search-keys.ts';

/** What can be done to a payout. */
export type Action = 'release' | 'cancel' | 'start' | 'complete' | 'fail' | 'return' | 'amend';

/**
 * One edge of a payout's life. The effects are factors of its amount: 1 adds it to the counter, -1 takes it
 * off.
 */
export interface Transition {
  from: RecordedStatus;
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
  {
    from: 'completed',
    action: 'return',
    to: 'failed',
    who: ['admin', 'provider'],
    committed: -1,
    paid: -1,
  },
  { from: 'completed', action: 'amend', to: 'completed', who: ['admin'], committed: 0, paid: 0 },
  { from: 'unknown', action: 'complete', to: 'completed', who: ['admin'], committed: 0, paid: 1 },
  { from: 'unknown', action: 'fail', to: 'failed', who: ['admin'], committed: -1, paid: 0 },
];

/**
 * A step to take: what is done, by whom, when, and what there is to say of it. Its `id` tells it from any
 * other.
 */
export interface Step extends Omit<HistoryEntry, 'status' | 'role' | 'at'> {
  action: Action;
  at: string;
  role: Actor;
  /** Only of a start: the provider that carries the payout from here on. */
  rail?: Payout['rail'];
  /** Only of a start: the run that starts the payout. */
  run_id?: string;
}

/** What a step changes in a payout, besides its history and what it is found by. */
export type Changes = Partial<Omit<Payout, 'history' | 'schedule' | keyof SearchKeys>>;

/** @throws invalid_transition if no edge leads from the status by the action, or not for this actor */
export function requireTransition(status: RecordedStatus, action: Action, role: Actor): Transition {
  const transition = TRANSITIONS.find((edge) => edge.from === status && edge.action === action);
  if (transition?.who.includes(role)) return transition;
  throw invalidTransition(refusalOf(status, action), status, action);
}

/** The refusal of a step, with what the payout's status is now. */
export function invalidTransition(
  message: string,
  status: RecordedStatus,
  action: Action | 'recall',
): PayoutError {
  return new PayoutError('invalid_transition', message, { status, action });
}

const PAST_TENSE: Record<Action, string> = {
  release: 'released',
  cancel: 'cancelled',
  start: 'started',
  complete: 'completed',
  fail: 'failed',
  return: 'returned',
  amend: 'amended',
};

function refusalOf(status: RecordedStatus, action: Action): string {
  return status === 'unknown'
    ? `A payout with a status that we do not know cannot be ${PAST_TENSE[action]}.`
    : `A ${status} payout cannot be ${PAST_TENSE[action]}.`;
}

/** The entry of a step in the history. */
function entryOf({ action: _, rail: __, run_id: ___, ...facts }: Step, { to }: Transition): HistoryEntry {
  return { status: to, ...facts };
}

/** The members of the payout that a step sets. An end has a time; an admin who acts leaves a name. */
export function changesOf({ affiliate_id, amount }: Payout, step: Step, { to }: Transition): Changes {
  const { action, at, by, role, rail, run_id, notes, transaction_id, reason } = step;
  const isEnd = action !== 'amend' && (to === 'completed' || to === 'failed' || to === 'cancelled');
  return {
    status: to,
    ...marksOf({ affiliate_id, amount, status: to }),
    ...(isEnd && { processed_at: at }),
    ...(role === 'admin' && { processed_by: by }),
    ...(rail && { rail }),
    ...(run_id !== undefined && { run_id }),
    ...(transaction_id !== undefined && { transaction_id }),
    ...(notes !== undefined && { notes }),
    // The reason of a start is an admin's override, and no failure.
    ...(reason !== undefined && to === 'failed' && { failure_reason: reason }),
  };
}

/** The payout after a step. */
export function afterStep(payout: Payout, step: Step, transition: Transition): Payout {
  const history = [...payout.history, ...entriesOf(payout, step, transition)];
  const { raw_status: _, is_foreign: __, raw_history: ___, ...rest } = payout;
  return filed({ ...rest, ...changesOf(payout, step, transition), history });
}

/**
 * What a step adds to the history. Another service moves payouts without a word in it: where it has, the
 * status that it left comes first, because what was paid and came back must not look as if it was never paid.
 */
export function entriesOf(
  { payout_id, status, history }: Payout,
  step: Step,
  transition: Transition,
): HistoryEntry[] {
  const entry = entryOf(step, transition);
  if (history.at(-1)?.status === status) return [entry];
  return [{ id: payout_id, status, by: 'old-service', role: 'old-service' }, entry];
}

/**
 * Whether the payout is what the step would make of it already: its answer was lost, or it was asked for
 * again.
 */
export function isTaken(payout: Payout, step: Step): boolean {
  return payout.history.some(({ id }) => id === step.id) || isSameEnd(payout, step);
}

const REPEATABLE: Partial<Record<Action, PayoutStatus>> = {
  complete: 'completed',
  fail: 'failed',
  return: 'failed',
};

/**
 * An end may be repeated by the same admin in the same words; a payment, by anyone who names the same
 * transaction.
 */
function isSameEnd({ status, transaction_id, history }: Payout, step: Step): boolean {
  if (REPEATABLE[step.action] !== status) return false;
  if (step.action === 'complete') return transaction_id === step.transaction_id;
  const [before, last] = history.slice(-2);
  const isSameKind = (before?.status === 'completed') === (step.action === 'return');
  return isSameKind && last?.by === step.by && last.reason === step.reason && last.notes === step.notes;
}
