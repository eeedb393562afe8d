import { type Account, committedOf, type Hints, sumOf } from './account.ts';
import { after } from './model.ts';
import type { Event } from './operations.ts';
import type { Truth } from './stored-state.ts';

/**
 * Looks for an order of what happened at one time in which the model gives the same answers, and ends where the store is: each
 * operation took place at one moment between its call and its answer, or, where its outcome is unknown, perhaps not at all.
 * What happened to one payout by itself stands in its history, and so keeps its order.
 * @returns the account behind them, or undefined where no order explains what was seen
 */
export function explain(account: Account, events: Event[], truth: Truth, hints: Hints): Account | undefined {
  if (events.length === 0) return isAt(account, truth) ? account : undefined;
  const firstMove = events.findIndex(({ act }) => act.kind === 'move');
  for (const [index, event] of events.entries()) {
    if (event.act.kind === 'move' && index !== firstMove) continue;
    const others = events.toSpliced(index, 1);
    for (const next of after(account, event, hints)) {
      const found = explain(next, others, truth, hints);
      if (found) return found;
    }
  }
  return undefined;
}

/** Whether the store says what the model says: each payout, and the counters as sums over them. */
function isAt(account: Account, { row, payouts, earned }: Truth): boolean {
  if (earned !== account.earned || payouts.length !== account.payouts.size) return false;
  const isSame = payouts.every((stored) => {
    const payout = account.payouts.get(stored.payout_id);
    const isAsked = payout?.amount === stored.amount && payout.receiver === stored.payment_email;
    const isWhere = payout?.status === stored.status && payout.transactionId === stored.transaction_id;
    return isAsked && isWhere && payout.steps === stored.history.length;
  });
  if (!isSame || !row) return isSame;
  const [committed, paid] = [committedOf(account), sumOf(account, 'completed')];
  const counters = [row.committed, row.paid, row.held, row.payout_count];
  return JSON.stringify(counters) === JSON.stringify([committed, paid, committed - paid, payouts.length]);
}
