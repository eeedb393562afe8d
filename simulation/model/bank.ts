import type { Act, Outcome } from '../operations.ts';
import { type Account, historyOf, isCounted, type ModelPayout, stepped, withPayout } from './account.ts';

/** What the bank's word means for a payout: a step to this status, nothing, or a contradiction. */
type Meaning = 'completed' | 'failed' | 'nothing' | 'contradiction' | 'too early';

const FAILED_OR_RETURNED: Record<string, Meaning> = {
  processing: 'failed',
  completed: 'failed',
  failed: 'nothing',
  cancelled: 'nothing',
};
const PAID: Record<string, Meaning> = {
  processing: 'completed',
  completed: 'contradiction',
  failed: 'contradiction',
  cancelled: 'contradiction',
};

/**
 * The bank's word moves a Zelle payout that is processing or paid; what contradicts our books is for a
 * person.
 */
export function afterBank(account: Account, act: Act & { kind: 'bank' }, outcome: Outcome): Account[] {
  const payout = account.payouts.get(act.payoutId);
  if (!payout) return [];
  if (!payout.isReadable) return isRefusedAs(outcome, 'records_unreadable') ? [account] : [];
  const meaning = meaningOf(payout, act);
  if (meaning === 'too early') return isRefusedAs(outcome, 'invalid_transition') ? [account] : [];
  if (outcome.kind === 'refused') return [];
  if (meaning === 'nothing' || meaning === 'contradiction') return [account];
  // A payout that is not counted is counted first.
  const taken = isCounted(payout) ? [withPayout(account, act.payoutId, settled(payout, act, meaning))] : [];
  return outcome.kind === 'unknown' ? [account, ...taken] : taken;
}

/** Judges a word by the payout as it is. The same delivery again means nothing. */
export function meaningOf(
  payout: ModelPayout,
  { word, delivery, transactionId }: Act & { kind: 'bank' },
): Meaning {
  const isKnown = historyOf(payout).some((entry) => entry.delivery === delivery);
  if (payout.isPaypal || isKnown) return 'nothing';
  if (word !== 'completed') return FAILED_OR_RETURNED[payout.status] ?? 'contradiction';
  if (payout.status === 'completed' && payout.transactionId === transactionId) return 'nothing';
  return PAID[payout.status] ?? 'too early';
}

function settled(
  payout: ModelPayout,
  { delivery, transactionId, reason }: Act & { kind: 'bank' },
  status: 'completed' | 'failed',
): ModelPayout {
  const facts =
    status === 'completed' ? { ...(transactionId && { transactionId }) } : { ...(reason && { reason }) };
  return stepped(payout, { status, by: 'zelle', delivery, ...facts });
}

function isRefusedAs(outcome: Outcome, code: string): boolean {
  return outcome.kind === 'unknown' || (outcome.kind === 'refused' && outcome.code === code);
}
