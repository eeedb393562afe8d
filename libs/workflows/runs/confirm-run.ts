import { invalidField, outcomeUnknown } from '../../payouts/errors.ts';
import { requireUnchanged } from '../../payouts/runs/changes.ts';
import type { FrozenRun } from '../../payouts/runs/run.ts';
import { confirmDraft } from '../../store/runs/advance-run.ts';
import { requireRun } from '../../store/runs/get-run.ts';
import type { Dependencies } from '../dependencies.ts';
import { readWarnings } from '../show-to-admin.ts';
import { continueRun, dueAfterCall } from './continue-run.ts';
import { requireForm } from './freeze-run.ts';
import { type RunNow, readPayoutsOf } from './run-now.ts';
import { stoppedAffiliates } from './stopped-affiliates.ts';

/** Which run an admin confirms, by the hash of what they saw, and why in spite of its warnings. */
interface Order {
  runId: string;
  hash: string;
  override: string | undefined;
  userId: string;
}

/**
 * Has exactly the payouts of a draft started. A run that is confirmed already goes on where it stopped.
 * @throws run_not_found, run_changed, needs_override, try_again; invalid_request for another run's hash
 */
export async function confirmRun(
  dependencies: Dependencies,
  { runId, hash, override, userId }: Order,
): Promise<RunNow> {
  const { store, now } = dependencies;
  const frozen = await requireRun(store, runId);
  if (frozen.run.hash !== hash) throw invalidField('hash', 'must be the hash of the run');
  if (frozen.run.status !== 'draft') return continueRun(dependencies, frozen);
  requireForm(dependencies, frozen.run.form);
  await requireAsFrozen(dependencies, frozen, override);
  const confirmation = { by: userId, at: now(), ...(override !== undefined && { override }) };
  await confirmDraft(store, frozen.run, confirmation, dueAfterCall(now()));
  // Another admin may have been first, or the answer was lost: the record says.
  const confirmed = requireRun(store, runId).then((current) => continueRun(dependencies, current));
  return confirmed.catch((error: unknown) => {
    // It is confirmed, so it must not be said that nothing was done.
    throw outcomeUnknown(error);
  });
}

async function requireAsFrozen(
  dependencies: Dependencies,
  frozen: FrozenRun,
  override: string | undefined,
): Promise<void> {
  const { payouts } = await readPayoutsOf(dependencies.store, frozen);
  const found = frozen.lines.flatMap(({ payout_id }) => payouts.get(payout_id) ?? []);
  const [warnings, stopped] = await Promise.all([
    readWarnings(dependencies, found),
    stoppedAffiliates(dependencies.store, found),
  ]);
  const warningsOf = new Map(found.map(({ payout_id }, index) => [payout_id, warnings[index] ?? []]));
  const lines = frozen.lines.map((line) => ({
    line,
    payout: payouts.get(line.payout_id),
    warnings: warningsOf.get(line.payout_id) ?? [],
    isStopped: stopped.has(line.affiliate_id),
  }));
  requireUnchanged(lines, { form: frozen.run.form, override });
}
