import type { Payout } from '../../payouts/payout.ts';
import type { Step } from '../../payouts/transitions.ts';
import { IN_NO_OTHER_RUN, IN_NO_RUN, NOT_LEFT_OUT, ON_NO_RAIL, stillAre } from '../engine/conditions.ts';

type Conditions = ReturnType<typeof stillAre>;

/** What must hold of the payout's run and rail for this step, so that it is paid by one of them at most. */
export function onOneRail(payout: Payout, { run_id, rail }: Pick<Step, 'run_id' | 'rail'>): Conditions {
  if (run_id === undefined) return { conditions: rail ? [IN_NO_RUN] : [], names: {}, values: {} };
  const joining = joiningRun(payout);
  return rail ? joining : { ...joining, conditions: [ON_NO_RAIL, ...joining.conditions] };
}

/**
 * What must hold for a run to start a payout: no other run has, this one has not gone on without it, and its
 * destination is what was judged, to the letter, because a file is paid as it was frozen. The run's id is
 * among the values, as the step sets it.
 */
function joiningRun(payout: Payout): Conditions {
  const { payment_method, raw_payment_method = payment_method } = payout;
  const { payment_email, raw_payment_email = payment_email } = payout;
  const still = stillAre({ payment_method: raw_payment_method, payment_email: raw_payment_email });
  return { ...still, conditions: [IN_NO_OTHER_RUN, NOT_LEFT_OUT, ...still.conditions] };
}
