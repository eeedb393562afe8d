import type { MoveAct, Outcome } from '../operations.ts';
import {
  type Account,
  committedOf,
  type Entry,
  type Hints,
  historyOf,
  isBlocked,
  isCounted,
  type ModelPayout,
  stepped,
  wasPaidByPaypal,
  withPayout,
} from './account.ts';

const EDGES: Record<string, Record<string, string>> = {
  cancel: { scheduled: 'cancelled', pending: 'cancelled' },
  start: { pending: 'processing' },
  complete: { processing: 'completed' },
  fail: { pending: 'failed', processing: 'failed' },
  return: { completed: 'failed' },
  amend: { completed: 'completed' },
};

/** A step that a person takes, and what it is judged by. */
interface Trial {
  account: Account;
  payout: ModelPayout;
  act: MoveAct;
  hints: Hints;
  /** Where the step leads; undefined if no edge leads from where the payout is. */
  to: string | undefined;
  /** What stands in the way of a start, unless an admin says why not. */
  warnings: string[];
}

/**
 * Every account that a person's step can have left behind. What another service wrote is counted before it
 * is judged.
 */
export function afterStep(account: Account, act: MoveAct, outcome: Outcome, hints: Hints): Account[] {
  const payout = account.payouts.get(act.payoutId);
  if (!payout) return [];
  if (act.kind === 'recall') return isRecalled(payout, outcome) ? [account] : [];
  const to = EDGES[act.kind]?.[payout.status];
  const trial = {
    account,
    payout,
    act,
    hints,
    to,
    warnings: act.kind === 'start' ? warningsOf(account) : [],
  };
  const taken =
    to !== undefined && isAllowed(trial) ? [withPayout(account, act.payoutId, moved(payout, act, to))] : [];
  if (outcome.kind === 'unknown') return [account, ...taken];
  if (outcome.kind === 'refused') return isRightly(trial, outcome) ? [account] : [];
  return isCounted(payout) && isRepeated(payout, act) ? [account] : taken;
}

/** An affiliate without a record has no access; an index may be behind with that, either way. */
export function isFromOwner({ standing }: Account, outcome: Outcome, { isStale }: Hints): boolean {
  const isRefused = outcome.kind === 'refused' && outcome.code === 'not_an_affiliate';
  if (isStale && (isRefused || outcome.kind === 'done')) return true;
  return outcome.kind === 'unknown' || isRefused === (standing === 'missing');
}

function isAllowed({ account, payout, act, hints, warnings }: Trial): boolean {
  if (!payout.isReadable || !isCounted(payout) || isPaypalsToReturn(payout, act)) return false;
  if (act.kind === 'cancel') return account.standing !== 'missing' || hints.isStale;
  if (act.kind !== 'start') return true;
  return !isBlocked(account) && (warnings.length === 0 || act.override !== undefined);
}

function isRightly(trial: Trial, { code, details }: Outcome & { kind: 'refused' }): boolean {
  const { account, payout, act, hints, to, warnings } = trial;
  const isStart = act.kind === 'start' && to !== undefined;
  switch (code) {
    case 'not_an_affiliate':
      return act.kind === 'cancel' && (account.standing === 'missing' || hints.isStale);
    case 'records_unreadable':
      return !payout.isReadable || (isStart && isBlocked(account));
    case 'needs_override': {
      const isSilent = warnings.length > 0 && act.override === undefined;
      return isStart && isSilent && JSON.stringify(details?.warnings) === JSON.stringify(warnings);
    }
    case 'invalid_transition': {
      const isNamed = details?.status === payout.status && details.action === act.kind;
      return payout.isReadable && isCounted(payout) && isNamed && (to === undefined || isPaypals(trial));
    }
    default:
      return false;
  }
}

/**
 * A recall moves nothing by itself: PayPal is asked to take the money back, and ends the payout if it does.
 */
function isRecalled(payout: ModelPayout, outcome: Outcome): boolean {
  if (outcome.kind === 'unknown') return true;
  if (outcome.kind === 'done') return payout.status === 'failed' && historyOf(payout).at(-1)?.by === 'paypal';
  if (!payout.isReadable) return outcome.code === 'records_unreadable';
  const { status, action } = outcome.details ?? {};
  return outcome.code === 'invalid_transition' && status === payout.status && action === 'recall';
}

/** Whether it is not for a person to say how the payout ends, or whether it came back. */
function isPaypals({ payout, act }: Trial): boolean {
  const isUnderWay = payout.onRail && payout.status === 'processing' && act.kind !== 'start';
  return isUnderWay || isPaypalsToReturn(payout, act);
}

function isPaypalsToReturn(payout: ModelPayout, { kind }: MoveAct): boolean {
  return (kind === 'return' || kind === 'amend') && wasPaidByPaypal(payout);
}

/** What an admin has to answer for at a start. */
export function warningsOf(account: Account): string[] {
  const { standing, earned } = account;
  if (standing === 'missing') return ['affiliate_missing'];
  const isUncovered = committedOf(account) > earned;
  return [...(standing === 'closed' ? ['affiliate_inactive'] : []), ...(isUncovered ? ['not_covered'] : [])];
}

/**
 * What was done already is answered again: the same words of the same admin, or what PayPal has just said
 * for them.
 */
function isRepeated(payout: ModelPayout, { kind, transactionId, reason, notes }: MoveAct): boolean {
  if (kind === 'complete') return payout.status === 'completed' && payout.transactionId === transactionId;
  if ((kind !== 'fail' && kind !== 'return') || payout.status !== 'failed') return false;
  const [before, last] = historyOf(payout).slice(-2);
  const isSameKind = (before?.status === 'completed') === (kind === 'return');
  const isAdmins = last?.by === 'user-admin' && last.reason === reason && notes === undefined;
  return (isSameKind && isAdmins) || (kind === 'fail' && payout.onRail && last?.by === 'paypal');
}

function moved(payout: ModelPayout, act: MoveAct, status: string): ModelPayout {
  const { kind, by, transactionId, reason, override } = act;
  const words = kind === 'start' ? override : reason;
  const entry: Entry = {
    status,
    by,
    ...(words !== undefined && { reason: words }),
    ...(transactionId !== undefined && { transactionId }),
  };
  const isMovedByOthers = kind === 'amend' && payout.isMovedByOthers;
  // What a run has started is in a file, or on the rail already: no other start hands it over.
  const onRail = kind === 'start' && payout.runId === undefined ? payout.isPaypal : payout.onRail;
  return { ...stepped(payout, entry), isMovedByOthers, onRail };
}
