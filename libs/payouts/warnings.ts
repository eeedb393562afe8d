import { type Affiliate, drawableAt, hasReadableEarnings, isActive } from './affiliate.ts';
import type { Counters } from './balance.ts';
import { PayoutError } from './errors.ts';
import { type Destination, isReadable, type RecordedPayout } from './payout.ts';
import { ageMsOf, ITEM_OPEN_MS_MAX, isUnderWay, startedAt } from './provider.ts';

/** What an admin should look at before money moves. The list is open: more may come. */
export type Warning =
  | 'destination_changed'
  | 'destination_shared'
  | 'affiliate_missing'
  | 'affiliate_inactive'
  | 'not_covered'
  | 'unknown_status'
  | 'undecided'
  | 'unreadable';

/**
 * What a payout is judged beside: its affiliate's record and row as they are now, undefined if there is none.
 */
export interface Standing {
  affiliate: Affiliate | undefined;
  row: Pick<Counters, 'committed'> | undefined;
  /** Whether another affiliate has been paid at the address that this is about. */
  isShared?: boolean;
}

/** A start with one of these needs an admin who says why. */
const NEEDING_OVERRIDE: ReadonlySet<Warning> = new Set([
  'affiliate_missing',
  'affiliate_inactive',
  'not_covered',
]);

/** Every warning about a payout, as of `now`. */
export function warningsOf(payout: RecordedPayout, standing: Standing, now: string): Warning[] {
  const warnings: Warning[] = [];
  if (standing.affiliate && differsFromRecord(payout, standing.affiliate))
    warnings.push('destination_changed');
  if (standing.isShared) warnings.push('destination_shared');
  warnings.push(...standingWarnings(standing, now));
  if (payout.status === 'unknown') warnings.push('unknown_status');
  if (isUndecided(payout, now)) warnings.push('undecided');
  if (!isReadable(payout)) warnings.push('unreadable');
  return warnings;
}

/** The warnings about the affiliate alone, as of `now`. */
export function standingWarnings({ affiliate, row }: Standing, now: string): Warning[] {
  if (!affiliate) return ['affiliate_missing'];
  const warnings: Warning[] = [];
  if (!isActive(affiliate)) warnings.push('affiliate_inactive');
  if (row && !covers(affiliate, row, now)) warnings.push('not_covered');
  return warnings;
}

/**
 * Whether the payout goes elsewhere than the record says now. Capital letters in an address make no
 * difference.
 */
export function differsFromRecord(destination: Partial<Destination>, record: Partial<Destination>): boolean {
  const { payment_method, payment_email } = destination;
  if (payment_method === undefined && payment_email === undefined) return false;
  return (
    payment_method !== record.payment_method ||
    payment_email?.toLowerCase() !== record.payment_email?.toLowerCase()
  );
}

/** Those of the warnings that a start must not pass over in silence. */
export function blockingOf(warnings: readonly Warning[]): Warning[] {
  return warnings.filter((warning) => NEEDING_OVERRIDE.has(warning));
}

/**
 * @throws needs_override for warnings that a start must not pass over in silence. An override excuses those
 * in `excused`, or all of them if that is left out.
 */
export function requireOverride(
  warnings: Warning[],
  override: string | undefined,
  excused: readonly Warning[] = warnings,
): void {
  const blocking = blockingOf(warnings);
  const isExcused = (warning: Warning) => override !== undefined && excused.includes(warning);
  if (blocking.every(isExcused)) return;
  throw new PayoutError(
    'needs_override',
    `This payout has warnings: ${blocking.join(', ')}. To start it all the same, say why in override.`,
    { warnings: blocking },
  );
}

/** Earnings that cannot be read cover nothing. */
function covers(affiliate: Affiliate, { committed }: Pick<Counters, 'committed'>, now: string): boolean {
  return hasReadableEarnings(affiliate) && committed <= drawableAt(affiliate, now);
}

/** Whether the provider has had the payout for too long, by a start that the history has. */
export function isUndecided(payout: RecordedPayout, now: string): boolean {
  return isUnderWay(payout) && startedAt(payout) !== undefined && ageMsOf(payout, now) > ITEM_OPEN_MS_MAX;
}
