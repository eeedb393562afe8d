import type { RunForm } from '../../libs/payouts/runs/run.ts';
import type { Act } from '../operations.ts';
import type { BookedRun } from '../runs/operations.ts';
import {
  type Account,
  type Entry,
  type Hints,
  isBlocked,
  type ModelPayout,
  stepped,
  wasPaidByPaypal,
  withPayout,
} from './account.ts';
import { warningsOf } from './steps.ts';

/** Which run a step is of, by its id: `run:` and the run's id, and more if it is a line of results. */
export function runIdOf({ id = '' }: Entry): string {
  return id.split(':')[1] ?? '';
}

/** Whether a run of this form can have the payout: no other rail may ever have had it. */
export function isFree({ status, isReadable, isPaypal, runId, onRail }: ModelPayout, form: RunForm): boolean {
  const isPending = status === 'pending' && isReadable && runId === undefined;
  return isPending && isPaypal === (form !== 'zelle_csv') && (form === 'paypal' || !onRail);
}

/** Every account that a run's step with a payout can have left behind: its start, or a line of results. */
export function afterRun(
  account: Account,
  payout: ModelPayout,
  { payoutId, entry }: Act & { kind: 'move' },
  { runs }: Hints,
): Account[] {
  const run = runs.get(runIdOf(entry));
  if (!run) return [];
  if (entry.status !== 'processing') {
    const isPaypals = payout.onRail || (payout.status === 'completed' && wasPaidByPaypal(payout));
    if (payout.runId !== run.runId || isPaypals) return [];
    return [withPayout(account, payoutId, stepped(payout, entry))];
  }
  if (!isFree(payout, run.form) || !isExcused(account, run, payoutId, entry)) return [];
  const onRail = payout.onRail || run.form === 'paypal';
  return [withPayout(account, payoutId, { ...stepped(payout, entry), runId: run.runId, onRail })];
}

/** An override is for the warnings that the draft lists, and for no others. */
function isExcused(account: Account, { lines }: BookedRun, payoutId: string, { reason }: Entry): boolean {
  const line = lines.get(payoutId);
  const excused = reason === undefined ? [] : line?.warnings;
  return !isBlocked(account) && warningsOf(account).every((warning) => excused?.includes(warning));
}

/**
 * How a confirmation must end if nothing else happens: `done`, or by the code of its refusal. Undefined if
 * that depends on how the balance row is opened.
 */
export function foresee(
  { form, lines, state }: BookedRun,
  accountOf: (payoutId: string) => Account | undefined,
  override: string | undefined,
): string | undefined {
  if (state !== 'draft') return state === 'confirmed' ? 'done' : undefined;
  const all = Array.from(lines, ([payoutId, { warnings }]) => ({
    payoutId,
    seen: warnings,
    account: accountOf(payoutId),
  }));
  if (all.some(({ account }) => !account?.isOpen)) return undefined;
  const isChanged = all.some(({ payoutId, seen, account }) => {
    const payout = account?.payouts.get(payoutId);
    if (!account || !payout || !isFree(payout, form)) return true;
    return isBlocked(account) || warningsOf(account).some((warning) => !seen.includes(warning));
  });
  if (isChanged) return 'run_changed';
  const isBare =
    override === undefined && all.some(({ account }) => account && warningsOf(account).length > 0);
  return isBare ? 'needs_override' : 'done';
}
