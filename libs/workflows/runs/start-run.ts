import { isCode, PayoutError } from '../../payouts/errors.ts';
import { type Payout, type RecordedPayout, requireReadable } from '../../payouts/payout.ts';
import { changeOf, runChanged } from '../../payouts/runs/changes.ts';
import {
  type Confirmation,
  isPaidByHand,
  type LeftOutReason,
  type Run,
  type RunLine,
} from '../../payouts/runs/run.ts';
import type { Step } from '../../payouts/transitions.ts';
import { blockingOf } from '../../payouts/warnings.ts';
import { inParallelByKey } from '../../runtime/concurrency.ts';
import { log } from '../../runtime/log.ts';
import { getPayoutToTheLetter } from '../../store/payouts/get-payout.ts';
import { leaveOut } from '../../store/payouts/leave-out.ts';
import { takeStep } from '../../store/payouts/transition.ts';
import type { Dependencies } from '../dependencies.ts';
import { permitStart } from '../permit-start.ts';
import type { RunNow } from './run-now.ts';

/** What must be left of the time to begin with another payout. */
const LINE_MS = 3000;

/** What became of one line. `open` are those that another try has to decide. */
export type Decision = { line: RunLine; payout: RecordedPayout | undefined } & (
  | { kind: 'started' | 'open' }
  | { kind: 'left_out'; reason: LeftOutReason }
);

type Confirmed = Run & { confirmed: Confirmation };

/**
 * Starts each payout of a confirmed run in a transaction of its own, or leaves it out if it can no longer be
 * started as frozen. Whichever it is, is for good and stands in the payout, so that any number of processes
 * may do this, at once or one after the other.
 */
export async function startLines(
  dependencies: Dependencies,
  { frozen: { run, lines }, payouts }: RunNow,
): Promise<Decision[]> {
  if (!run.confirmed) return [];
  const confirmed = { ...run, confirmed: run.confirmed };
  return inParallelByKey(
    lines,
    ({ affiliate_id }) => affiliate_id,
    (line) => decide(dependencies, confirmed, line, payouts.get(line.payout_id)),
  );
}

async function decide(
  dependencies: Dependencies,
  run: Confirmed,
  line: RunLine,
  payout: RecordedPayout | undefined,
): Promise<Decision> {
  const { store } = dependencies;
  if (payout?.run_id === run.run_id) return { kind: 'started', line, payout };
  if (store.remainingMs() < LINE_MS) return { kind: 'open', line, payout };
  let reason: LeftOutReason | undefined;
  try {
    if (!payout) reason = 'gone';
    else {
      const started = await takeStep(store, requireReadable(payout), stepOf(dependencies, run, line), judge);
      return { kind: 'started', line, payout: started };
    }
  } catch (error) {
    reason ??= reasonOf(error);
  }
  return reason ? pass(dependencies, run, line, reason) : { kind: 'open', line, payout };

  /** Runs again whenever something has changed meanwhile. */
  function judge(current: Payout) {
    reason = changeOf(line, current, run.form) ?? wasLeftOut(current, run);
    if (reason) throw runChanged([line.payout_id]);
    const { override } = run.confirmed;
    return permitStart(store, current, {
      override,
      excused: line.warnings,
      now: dependencies.now(),
    });
  }
}

/** Another process has gone on without it. */
function wasLeftOut({ left_out_of }: Payout, { run_id }: Run): LeftOutReason | undefined {
  return left_out_of?.has(run_id) ? 'changed' : undefined;
}

function stepOf({ now }: Dependencies, run: Confirmed, { warnings }: RunLine): Step {
  const { by, override } = run.confirmed;
  return {
    action: 'start',
    // By the run, so that the same start again is the same step.
    id: `run:${run.run_id}`,
    at: now(),
    by,
    role: 'admin',
    run_id: run.run_id,
    ...(!isPaidByHand(run) && { rail: 'paypal' as const }),
    ...(override !== undefined && blockingOf(warnings).length > 0 && { reason: override }),
  };
}

/** What a refusal to start means for the run; undefined for what another try may do. */
function reasonOf(error: unknown): LeftOutReason | undefined {
  if (isCode(error, 'invalid_transition')) return 'not_pending';
  if (isCode(error, 'payout_not_found')) return 'gone';
  if (isCode(error, 'needs_override')) return 'needs_override';
  if (isCode(error, 'records_unreadable')) return 'records_unreadable';
  const isExpected = error instanceof PayoutError && error.code === 'try_again';
  if (!isExpected) log('error', 'run-start', { stack: (error as Error).stack });
  return undefined;
}

/** Leaves a line out for good, unless another process has started it meanwhile. */
async function pass(
  { store }: Dependencies,
  { run_id }: Run,
  line: RunLine,
  reason: LeftOutReason,
): Promise<Decision> {
  try {
    const isLeftOut = await leaveOut(store, line.payout_id, run_id);
    const payout = await getPayoutToTheLetter(store, line.payout_id);
    return isLeftOut ? { kind: 'left_out', line, payout, reason } : { kind: 'started', line, payout };
  } catch (error) {
    log('warn', 'run-start', { payoutId: line.payout_id, error: String(error) });
    return { kind: 'open', line, payout: undefined };
  }
}
