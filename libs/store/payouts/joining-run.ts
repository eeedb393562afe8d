import type { Payout } from '../../payouts/payout.ts';
import { IN_NO_OTHER_RUN, NOT_LEFT_OUT, stillAre } from '../engine/conditions.ts';

/** The conditions of a step that no run takes. */
export const NO_RUN: ReturnType<typeof stillAre> = { conditions: [], names: {}, values: {} };

/**
 * What must hold for a run to start a payout: no other run has, this one has not gone on without it, and its
 * destination is what was judged, to the letter, because a file is paid as it was frozen. The run's id is
 * among the values, as the step sets it.
 */
export function joiningRun(payout: Payout): ReturnType<typeof stillAre> {
  const { payment_method, raw_payment_method = payment_method } = payout;
  const { payment_email, raw_payment_email = payment_email } = payout;
  const still = stillAre({ payment_method: raw_payment_method, payment_email: raw_payment_email });
  return { ...still, conditions: [IN_NO_OTHER_RUN, NOT_LEFT_OUT, ...still.conditions] };
}
