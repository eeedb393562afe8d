import { createHash } from 'node:crypto';
import { isEmailAddress } from '../address.ts';
import { isReadable, type Payout, type RecordedPayout } from '../payout.ts';
import type { Warning } from '../warnings.ts';
import { type LeftOutReason, methodOf, type RunForm, type RunLine } from './run.ts';

/** Longer than any id that the API takes. */
const PAYOUT_ID_LENGTH_MAX = 128;
const AFFILIATE_ID_LENGTH_MAX = 512;

/**
 * What a spreadsheet takes for a formula. To make such a cell harmless is to change the address, and then the
 * money goes elsewhere.
 */
const FORMULA = /^[=+\-@]/;

/** A payout that fits into a run: its amount and its address can be read. */
export type FitPayout = Payout & { payment_email: string };

/** What is said of a payout that does not fit, as in "payout_ids.3 is not pending". */
export const UNFIT_WORDS: Partial<Record<LeftOutReason, string>> = {
  not_pending: 'is not pending',
  other_method: 'has another payment method than the run',
  unreadable: 'has a record that cannot be read',
  claimed: 'was started before, so it must not be paid from a file',
  no_address: 'has no address that can be used',
  formula_address: 'has an address that a spreadsheet would take for a formula, so it cannot be in a file',
  odd_id: 'has an id that is too long',
  records_unreadable: 'belongs to an affiliate with a record that cannot be read',
};

/** Why the payout cannot be in a run of this form; undefined if it can. */
export function unfitnessOf(payout: RecordedPayout, form: RunForm): LeftOutReason | undefined {
  const { payout_id, affiliate_id, status, payment_method, payment_email = '' } = payout;
  if (status !== 'pending') return 'not_pending';
  if (payment_method !== methodOf(form)) return 'other_method';
  if (!isReadable(payout)) return 'unreadable';
  if (isClaimed(payout, form)) return 'claimed';
  if (!isEmailAddress(payment_email)) return 'no_address';
  if (form !== 'paypal' && FORMULA.test(payment_email)) return 'formula_address';
  const isShort = payout_id.length <= PAYOUT_ID_LENGTH_MAX && affiliate_id.length <= AFFILIATE_ID_LENGTH_MAX;
  return isShort ? undefined : 'odd_id';
}

/**
 * Whether the payout is another rail's already: another service has put back to pending what this one had
 * started.
 */
function isClaimed({ run_id, rail, provider }: Payout, form: RunForm): boolean {
  if (run_id !== undefined) return true;
  return form !== 'paypal' && (rail !== undefined || provider !== undefined);
}

/** The payout as it is frozen, with the warnings that it has now. */
export function lineOf(payout: FitPayout, warnings: Warning[]): RunLine {
  const { payout_id, affiliate_id, amount, payment_email } = payout;
  return { payout_id, affiliate_id, amount, payment_email, warnings };
}

/**
 * A digest of who is paid what, where and how, in hexadecimal. The order of the lines makes no difference.
 */
export function hashOf(form: RunForm, lines: readonly RunLine[]): string {
  const method = methodOf(form);
  const canonical = lines.map(({ payout_id, amount, payment_email, affiliate_id }) =>
    JSON.stringify([payout_id, amount, method, payment_email, affiliate_id]),
  );
  return createHash('sha256')
    .update([form, ...canonical.sort()].join('\n'))
    .digest('hex');
}
