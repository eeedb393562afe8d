import type { Event } from '../operations.ts';
import type { StoredPayout, StoredState } from '../stored-state.ts';
import { type Account, committedOf, type Hints, type ModelPayout, paidOf } from './account.ts';
import { after } from './after.ts';
import { afterCounting } from './counting.ts';

/**
 * The linearizability check of a step. It looks for an order of what happened at one time in which the
 * model gives the same answers and ends in the stored state: each operation took place at one moment between
 * its call and its answer or, if its outcome is unknown, perhaps not at all. What happened to a payout by
 * itself, or in a run, stands in its history, and so keeps its order. What another service wrote is counted
 * at a moment of our service's own choosing (`counting.ts`).
 * @returns the account behind them, or undefined if no order explains what was seen
 */
export function explain(
  account: Account,
  events: Event[],
  stored: StoredState,
  hints: Hints,
): Account | undefined {
  const visited = new Set<string>();
  return search(account, events);

  function search(current: Account, left: Event[]): Account | undefined {
    if (left.length === 0 && isAt(current, stored)) return current;
    const place = placeOf(account, current, events, left);
    if (visited.has(place)) return undefined;
    visited.add(place);
    for (const [index, event] of left.entries()) {
      if (!mayBeNext(left, index)) continue;
      const found = searchAll(after(current, event, hints), left.toSpliced(index, 1));
      if (found) return found;
    }
    return searchAll(afterCounting(current, left, stored), left);
  }

  function searchAll(accounts: Account[], left: Event[]): Account | undefined {
    for (const next of accounts) {
      const found = search(next, left);
      if (found) return found;
    }
    return undefined;
  }
}

/**
 * Moves come in the order of the histories. Where a run has started payouts, each has an order of its own:
 * whether a start was covered depends on what came before it.
 */
function mayBeNext(left: Event[], index: number): boolean {
  const { act } = left[index] as Event;
  if (act.kind !== 'move') return true;
  const hasStart = left.some((event) => isRunStart(event));
  return !left
    .slice(0, index)
    .some((earlier) => earlier.act.kind === 'move' && (!hasStart || earlier.act.payoutId === act.payoutId));
}

function isRunStart({ act }: Event): boolean {
  return act.kind === 'move' && act.role === 'run' && act.entry.status === 'processing';
}

/**
 * What tells two places of the search apart: the events that are left, and how the account differs from the
 * first.
 */
function placeOf(first: Account, current: Account, events: Event[], left: Event[]): string {
  const changed = Array.from(current.payouts).filter(([id, payout]) => first.payouts.get(id) !== payout);
  const { earned, standing, isOpen, unreadable, calls } = current;
  const indexes = left.map((event) => events.indexOf(event));
  return JSON.stringify([
    indexes,
    earned,
    standing,
    isOpen,
    [...unreadable].sort(),
    calls.size,
    changed.sort(),
  ]);
}

/** Whether the store says what the model says: each payout, and the counters as sums over their marks. */
function isAt(account: Account, { row, payouts, earned, standing }: StoredState): boolean {
  if (standing !== account.standing || payouts.length !== account.payouts.size) return false;
  if (standing !== 'missing' && earned !== account.earned) return false;
  if (account.isOpen !== (row !== undefined)) return false;
  if (!payouts.every((stored) => isSame(account.payouts.get(stored.id), stored))) return false;
  if (!row) return true;
  const [committed, paid] = [committedOf(account), paidOf(account)];
  const count = Array.from(account.payouts.values()).filter(({ mark }) => mark !== undefined).length;
  const counters = [row.committed, row.paid, row.held, row.payout_count, ...[...row.unreadable].sort()];
  const expected = [committed, paid, committed - paid, count, ...[...account.unreadable].sort()];
  return JSON.stringify(counters) === JSON.stringify(expected);
}

function isSame(payout: ModelPayout | undefined, stored: StoredPayout): boolean {
  return payout !== undefined && factsOfModel(payout) === factsOf(stored);
}

/** What the model says of a payout, in the words of `factsOf`. */
export function factsOfModel(payout: ModelPayout): string {
  return factsOf({ ...payout, amount: payout.isReadable ? payout.amount : null });
}

type Facts = Omit<StoredPayout, 'id' | 'history'> & Pick<ModelPayout, 'history'>;

/** What the model and the store must say alike of a payout. */
export function factsOf(facts: Facts): string {
  const { amount, receiver, status, mark, isListed, transactionId, onRail, runId, history } = facts;
  const entries = history?.map((entry) => [entry.status, entry.by, entry.reason, entry.transactionId]);
  return JSON.stringify([amount, receiver, status, mark, isListed, transactionId, onRail, runId, entries]);
}
