import type { BalanceAnswer, Field } from './ask-balance.ts';
import type { Reason } from './find-reasons.ts';

/** One thing in which the two services answer differently about a user. */
export interface Difference {
  field: Field | 'answer';
  old: number | string | undefined;
  new: number | string | undefined;
}

/** The codes of this service that say by themselves why there is no balance. */
const TELLING = ['records_unreadable', 'affiliate_ambiguous'];

/** What is said of an answer that has one. */
const A_BALANCE = 'a balance';

/** More sums than these are not tried out one by one. */
const SUMS_MAX = 100_000;

/** In what the answers differ: in amounts that the old service names, or in whether there is a balance. */
export function differencesBetween(old: BalanceAnswer, ours: BalanceAnswer): Difference[] {
  if (old.failure !== undefined && old.failure === ours.failure) return [];
  if (old.failure !== undefined || ours.failure !== undefined) {
    return [{ field: 'answer', old: old.failure ?? A_BALANCE, new: ours.failure ?? A_BALANCE }];
  }
  const fields = Object.keys(old.amounts) as Field[];
  return fields
    .map((field) => ({ field, old: old.amounts[field], new: ours.amounts[field] }))
    .filter((each) => each.old !== each.new);
}

/**
 * Whether the reasons account for the difference: an amount of payouts must be the sum of some of those that
 * the reasons name, so that no difference hides behind a reason for another one.
 */
export function isExplained(difference: Difference, reasons: readonly Reason[], maturing = 0): boolean {
  const { field, old, new: ours } = difference;
  if (field === 'answer') {
    const isNobody = ours === 'not_an_affiliate' && old !== A_BALANCE;
    return isNobody || TELLING.includes(String(ours)) || reasons.length > 0;
  }
  const gap = Number(old) - Number(ours);
  const isOfEarnings = reasons.some(({ kind }) => kind.startsWith('affiliate-earnings'));
  if (field === 'total_earned') return isOfEarnings;
  const isShort = reasons.some(({ kind }) => kind === 'history-long') && (field === 'available') === gap > 0;
  const isOfPayouts = isShort || isSumOf(Math.abs(gap), reasons);
  if (field !== 'available') return isOfPayouts;
  const isShownAsNone = Number(old) < 0 && ours === 0;
  return isOfPayouts || isOfEarnings || isShownAsNone || (maturing > 0 && gap === maturing);
}

function isSumOf(gap: number, reasons: readonly Reason[]): boolean {
  const byPayout = new Map(reasons.map(({ id, amount = 0 }) => [id, amount]));
  let sums = new Set([0]);
  for (const amount of byPayout.values()) {
    if (sums.size > SUMS_MAX) return false;
    sums = new Set([...sums].flatMap((sum) => [sum, sum + amount]));
  }
  return sums.has(gap);
}
