import type { PaymentMethod } from '../payout.ts';
import type { Warning } from '../warnings.ts';

/** How the payouts of a run are paid: sent by the API, or by hand, from a file. */
export const RUN_FORMS = ['paypal', 'paypal_csv', 'zelle_csv'] as const;
/** How the payouts of a run are paid. */
export type RunForm = (typeof RUN_FORMS)[number];

/** Every status of a run, in their order. */
export const RUN_STATUSES = ['draft', 'confirmed', 'done'] as const;
/** A run is a draft until an admin confirms it, and done when every payout of it has ended. */
export type RunStatus = (typeof RUN_STATUSES)[number];

/** As many payouts as one run can have. */
export const LINES_MAX = 1000;

/** One payout as it was frozen, with the warnings that it had then. */
export interface RunLine {
  payout_id: string;
  affiliate_id: string;
  amount: number;
  payment_email: string;
  warnings: Warning[];
}

/** Why a payout that could have been in a run is not. */
export type LeftOutReason =
  | 'not_pending'
  | 'other_method'
  | 'unreadable'
  | 'claimed'
  | 'no_address'
  | 'formula_address'
  | 'odd_id'
  | 'records_unreadable'
  | 'changed'
  | 'needs_override'
  | 'gone';

/** A payout that is not in a run, and why. */
export interface LeftOut {
  payout_id: string;
  reason: LeftOutReason;
}

/**
 * A run without its lines. `count` and `total_amount` (in cents) are those of what was frozen and, once
 * everything is started, of what was started.
 */
export interface Run {
  run_id: string;
  form: RunForm;
  status: RunStatus;
  count: number;
  total_amount: number;
  /** What was frozen, as a digest. */
  hash: string;
  created_at: string;
  created_by: string;
  confirmed?: Confirmation;
  /** When each payout was either started or left out. Only then is there a file. */
  started_at?: string;
  done_at?: string;
}

/** Who had a run's payouts started, when, and why in spite of their warnings. */
export interface Confirmation {
  by: string;
  at: string;
  override?: string;
}

/** A run with everything that was frozen, and what was left out. */
export interface FrozenRun {
  run: Run;
  lines: RunLine[];
  leftOut: LeftOut[];
}

/** How the money of a run travels: the same for all of its payouts. */
export function methodOf(form: RunForm): PaymentMethod {
  return form === 'zelle_csv' ? 'zelle' : 'paypal';
}

/** Whether people pay the run, from its file: then the API never sends a payout of it. */
export function isPaidByHand({ form }: Pick<Run, 'form'>): boolean {
  return form !== 'paypal';
}

/** The sum of what these lines pay, in cents. */
export function totalAmountOf(lines: readonly Pick<RunLine, 'amount'>[]): number {
  return lines.reduce((sum, { amount }) => sum + amount, 0);
}

/** The lines that were not left out. */
export function keptLines({ lines, leftOut }: FrozenRun): RunLine[] {
  const gone = new Set(leftOut.map(({ payout_id }) => payout_id));
  return lines.filter(({ payout_id }) => !gone.has(payout_id));
}
