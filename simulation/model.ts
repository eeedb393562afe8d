import { type Account, balanceOf, type Hints, type ModelPayout, withPayout } from './account.ts';
import type { Act, Event, Move, Outcome } from './operations.ts';
import { afterRequest } from './requests.ts';

const EDGES: Record<string, Record<string, string>> = {
  cancel: { scheduled: 'cancelled', pending: 'cancelled' },
  start: { pending: 'processing' },
  complete: { processing: 'completed' },
  fail: { pending: 'failed', processing: 'failed' },
};
const MOVES: Record<string, Record<string, string[]>> = {
  schedule: { scheduled: ['pending'] },
  provider: { processing: ['completed', 'failed'], completed: ['failed'] },
};
/** Every account that the event can have left behind, its outcome being what it was. None means that the service was wrong. */
export function after(account: Account, { act, outcome }: Event, hints: Hints): Account[] {
  if (outcome.kind === 'refused' && outcome.code === 'try_again') return [account];
  switch (act.kind) {
    case 'earn':
      return [{ ...account, earned: act.earned }];
    case 'toggle':
      return [{ ...account, isActive: act.isActive }];
    case 'balance':
      return matches(outcome, balanceOf(account)) ? [account] : [];
    case 'list':
      return outcome.kind === 'refused' ? [] : [account];
    case 'move':
      return afterMove(account, act);
    case 'request':
      return afterRequest(account, act, outcome, hints);
    case 'bank':
      return afterBank(account, act, outcome);
    case 'look':
      return isSeen(account, act, outcome) ? [account] : [];
    default:
      if (act.isByStranger) return isNotFound(outcome) ? [account] : [];
      return afterStep(account, act, outcome);
  }
}

function matches(outcome: Outcome, balance: object): boolean {
  if (outcome.kind !== 'done') return outcome.kind === 'unknown';
  return JSON.stringify(outcome.answer?.json.data.balance) === JSON.stringify(balance);
}

function afterMove(
  account: Account,
  { payoutId, to, at, role, transactionId }: Act & { kind: 'move' },
): Account[] {
  const payout = account.payouts.get(payoutId);
  if (!payout || !MOVES[role]?.[payout.status]?.includes(to)) return [];
  if (role === 'provider' && !payout.onRail) return [];
  if (role === 'schedule' && at < (payout.dueAt ?? '')) return [];
  return [withPayout(account, payoutId, { ...moved(payout, to), ...(transactionId && { transactionId }) })];
}

/** The bank's word counts while a Zelle payout is processing; otherwise it is taken note of. */
function afterBank(
  account: Account,
  { payoutId, transactionId }: Act & { kind: 'bank' },
  outcome: Outcome,
): Account[] {
  const payout = account.payouts.get(payoutId);
  if (!payout || outcome.kind === 'refused') return [];
  const isTaken = !payout.isPaypal && payout.status === 'processing';
  const end = transactionId ? { ...moved(payout, 'completed'), transactionId } : moved(payout, 'failed');
  const taken = isTaken ? [withPayout(account, payoutId, end)] : [];
  return outcome.kind === 'unknown' || !isTaken ? [account, ...taken] : taken;
}

function isSeen({ payouts }: Account, act: Act & { kind: 'look' }, outcome: Outcome): boolean {
  if (act.isByStranger) return isNotFound(outcome);
  if (outcome.kind !== 'done') return outcome.kind === 'unknown';
  const { amount, status, transactionId } = payouts.get(act.payoutId) ?? {};
  const seen = outcome.answer?.json.data.payout;
  return seen.amount === amount && seen.status === status && seen.transaction_id === (transactionId ?? null);
}

function afterStep(
  account: Account,
  { kind, payoutId, transactionId }: Act & { kind: Move },
  outcome: Outcome,
): Account[] {
  const payout = account.payouts.get(payoutId);
  if (!payout) return [];
  const to = EDGES[kind]?.[payout.status];
  const taken = to ? [withPayout(account, payoutId, stepped(payout, kind, to, transactionId))] : [];
  if (outcome.kind === 'unknown') return [account, ...taken];
  // What was done already may be answered again, and what PayPal has ended so is answered as if the admin had.
  const isSamePayment = kind === 'complete' && payout.transactionId === transactionId;
  const isRepeated =
    payout.status === 'completed'
      ? isSamePayment
      : kind === 'fail' && payout.status === 'failed' && payout.onRail;
  if (outcome.kind === 'done') return isRepeated ? [account] : taken;
  const isPaypals = payout.onRail && payout.status === 'processing' && kind !== 'start';
  const isRightly = !to || isPaypals;
  const { status, action } = outcome.details ?? {};
  return isRightly && outcome.code === 'invalid_transition' && status === payout.status && action === kind
    ? [account]
    : [];
}

/** What is somebody else's does not exist. */
function isNotFound(outcome: Outcome): boolean {
  return outcome.kind === 'unknown' || (outcome.kind === 'refused' && outcome.code === 'payout_not_found');
}

function stepped(payout: ModelPayout, kind: string, to: string, transactionId: string): ModelPayout {
  return {
    ...moved(payout, to),
    ...(kind === 'start' && { onRail: payout.isPaypal }),
    ...(kind === 'complete' && { transactionId }),
  };
}

function moved(payout: ModelPayout, status: string): ModelPayout {
  return { ...payout, status, steps: payout.steps + 1 };
}
