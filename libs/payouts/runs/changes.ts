import { PayoutError } from '../errors.ts';
import type { RecordedPayout } from '../payout.ts';
import { blockingOf, type Warning } from '../warnings.ts';
import { unfitnessOf } from './freeze.ts';
import type { LeftOutReason, RunForm, RunLine } from './run.ts';

/** A line, and its payout as it is now. */
export interface LineNow {
  line: RunLine;
  payout: RecordedPayout | undefined;
  /** The payout's warnings as of now. */
  warnings: Warning[];
  /** Whether a record of its affiliate's cannot be read. */
  isStopped: boolean;
}

/** Why the payout is no longer what was frozen; undefined if it is. */
export function changeOf(
  line: RunLine,
  payout: RecordedPayout | undefined,
  form: RunForm,
): LeftOutReason | undefined {
  if (!payout) return 'gone';
  const unfitness = unfitnessOf(payout, form);
  if (unfitness) return unfitness;
  const members = ['affiliate_id', 'amount', 'payment_email'] as const;
  return members.every((member) => payout[member] === line[member]) ? undefined : 'changed';
}

/**
 * Judges whether exactly what was frozen can be started now.
 * @throws run_changed, with the payouts that are not what they were, or have warnings that nobody saw;
 * needs_override
 */
export function requireUnchanged(
  lines: readonly LineNow[],
  { form, override }: { form: RunForm; override: string | undefined },
): void {
  const changed = lines.filter(
    ({ line, payout, warnings, isStopped }) =>
      isStopped || changeOf(line, payout, form) || unseen(line, warnings).length > 0,
  );
  if (changed.length > 0) throw runChanged(changed.map(({ line }) => line.payout_id));
  const blocking = [...new Set(lines.flatMap(({ warnings }) => blockingOf(warnings)))];
  if (blocking.length === 0 || override !== undefined) return;
  throw new PayoutError(
    'needs_override',
    `Payouts of this run have warnings: ${blocking.join(', ')}. To start them all the same, say why in override.`,
    { warnings: blocking },
  );
}

/** The refusal to start what is not as it was frozen. */
export function runChanged(payoutIds: string[]): PayoutError<'run_changed'> {
  const count = payoutIds.length === 1 ? '1 payout' : `${payoutIds.length} payouts`;
  const message = `Of this run, ${count} can no longer be started as frozen. Nothing was started: make a new run.`;
  return new PayoutError('run_changed', message, { payout_ids: payoutIds });
}

/** The warnings that must be answered for, and that were not there to be seen in the draft. */
function unseen(line: RunLine, warnings: Warning[]): Warning[] {
  return blockingOf(warnings).filter((warning) => !line.warnings.includes(warning));
}
