import type { Touch } from '../operations.ts';
import type { Candidate, Run } from '../run.ts';

/** The statuses in which a touch can lead somewhere. Every touch is tried elsewhere too. */
const FITTING: Partial<Record<Touch, string[]>> = {
  cancel: ['scheduled', 'pending'],
  start: ['pending'],
  complete: ['processing'],
  fail: ['pending', 'processing'],
  return: ['completed'],
  amend: ['completed'],
  recall: ['processing'],
  bank: ['processing', 'completed'],
};

/** What a pick is below this decides about details, and the rest about which payout. */
const DETAILS = 1000;

/** What is done to a payout, and how that one is chosen. */
export interface AimedTouch {
  kind: Touch;
  pick: number;
  aim?: 'fit' | 'last';
}

/** Chooses a payout: one that the touch fits, the one touched last, or any; undefined if there is none. */
export function aimed(run: Run, { kind, pick, aim }: AimedTouch): Candidate | undefined {
  const payouts = run.lately();
  const last = payouts.find(({ payoutId }) => payoutId === run.lastTouched);
  const fitting = payouts.filter((payout) => fits(kind, payout));
  const found =
    (aim === 'last' && last) || (aim === 'fit' && pickFrom(fitting, pick)) || pickFrom(payouts, pick);
  if (found) run.lastTouched = found.payoutId;
  return found || undefined;
}

/** The bank has a say in Zelle payouts only, and what is recalled must wait for its receiver. */
function fits(kind: Touch, { status, isPaypal, receiver }: Candidate): boolean {
  if (kind === 'bank' && isPaypal) return false;
  if (kind === 'recall' && !receiver.startsWith('unclaimed')) return false;
  return FITTING[kind]?.includes(status) === true;
}

function pickFrom<Value>(values: readonly Value[], pick: number): Value | undefined {
  return values[Math.floor(pick / DETAILS) % values.length];
}
