import type { Act, Event, Outcome } from '../operations.ts';
import { type Account, balanceOf, type Hints, isBlocked, isCounted, stepped, withPayout } from './account.ts';
import { afterBank } from './bank.ts';
import { afterOthers } from './others.ts';
import { afterRequest } from './requests.ts';
import { afterRun } from './runs.ts';
import { afterStep, isFromOwner } from './steps.ts';

const MOVES: Record<string, Record<string, string[]>> = {
  schedule: { scheduled: ['pending'] },
  provider: { processing: ['completed', 'failed'], completed: ['failed'] },
  run: { pending: ['processing', 'failed'], processing: ['completed', 'failed'], completed: ['failed'] },
};

/**
 * Every account that the event can have left behind, its outcome being what it was. None means that the
 * service was wrong, or that the event did not happen at this moment.
 */
export function after(account: Account, { act, outcome }: Event, hints: Hints): Account[] {
  if (outcome.kind === 'refused' && outcome.code === 'try_again') return [account];
  switch (act.kind) {
    case 'balance':
      return isBalance(account, outcome, hints) ? [account] : [];
    case 'list':
      return isFromOwner(account, outcome, hints) ? [account] : [];
    case 'move':
      return afterMove(account, act, hints);
    case 'request':
      return afterRequest(account, act, outcome, hints);
    case 'bank':
      return afterBank(account, act, outcome);
    case 'look':
      return isSeen(account, act, outcome, hints) ? [account] : [];
    case 'cancel':
    case 'start':
    case 'complete':
    case 'fail':
    case 'return':
    case 'amend':
    case 'recall':
      if (act.isByStranger) return isNotFound(outcome) ? [account] : [];
      return afterStep(account, act, outcome, hints);
    default:
      return afterOthers(account, act);
  }
}

/** The counters are of one moment; what was earned comes from an index, and may be of a moment before. */
function isBalance(account: Account, outcome: Outcome, { isStale, earnings }: Hints): boolean {
  if (outcome.kind === 'unknown') return true;
  if (outcome.kind === 'refused') {
    if (outcome.code === 'not_an_affiliate') return isStale || account.standing === 'missing';
    return outcome.code === 'records_unreadable' && isBlocked(account);
  }
  if ((account.standing === 'missing' && !isStale) || isBlocked(account)) return false;
  const balance = outcome.answer?.json.data.balance;
  const earned = balance?.total_earned;
  if (!isStale && !earnings.includes(earned)) return false;
  return JSON.stringify(balance) === JSON.stringify(balanceOf({ ...account, earned }));
}

function afterMove(account: Account, act: Act & { kind: 'move' }, hints: Hints): Account[] {
  const { payoutId, entry, at, role } = act;
  const payout = account.payouts.get(payoutId);
  if (!payout || !isCounted(payout) || !MOVES[role]?.[payout.status]?.includes(entry.status)) return [];
  if (role === 'run') return afterRun(account, payout, act, hints);
  if (role === 'provider' && !payout.onRail) return [];
  if (role === 'schedule' && at < (payout.dueAt ?? '')) return [];
  return [withPayout(account, payoutId, stepped(payout, entry))];
}

function isSeen(account: Account, act: Act & { kind: 'look' }, outcome: Outcome, hints: Hints): boolean {
  if (act.isByStranger) return isNotFound(outcome);
  if (outcome.kind !== 'done') return isFromOwner(account, outcome, hints);
  const { amount, isReadable, status, transactionId } = account.payouts.get(act.payoutId) ?? {};
  const seen = outcome.answer?.json.data.payout;
  const isAmount = seen.amount === (isReadable ? amount : null);
  return isAmount && seen.status === status && seen.transaction_id === (transactionId ?? null);
}

/**
 * A payout of another affiliate does not exist for the caller, and without a record there is no access at
 * all.
 */
function isNotFound(outcome: Outcome): boolean {
  if (outcome.kind !== 'refused') return outcome.kind === 'unknown';
  return outcome.code === 'payout_not_found' || outcome.code === 'not_an_affiliate';
}
