import { isCounted } from './mark.ts';
import { PAYMENT_METHODS, type PaymentMethod, type RecordedPayout } from './payout.ts';
import { wasCompleted } from './search-keys.ts';

/** How many payouts, and their sum in cents. */
export interface Total {
  count: number;
  total_amount: number;
}

/** Totals by the way in which money travels; `other` is for records that do not say. */
export type TotalsByMethod = Record<PaymentMethod | 'other', Total>;

/** The total of some payouts. An amount that cannot be read adds nothing. */
export function totalOf(payouts: readonly RecordedPayout[]): Total {
  return {
    count: payouts.length,
    total_amount: payouts.reduce((sum, { amount }) => sum + (amount ?? 0), 0),
  };
}

/** The totals of some payouts by method. */
export function totalsByMethod(payouts: readonly RecordedPayout[]): TotalsByMethod {
  const methods = [...PAYMENT_METHODS, 'other'] as const;
  const totals = methods.map((method) => [
    method,
    totalOf(payouts.filter(({ payment_method = 'other' }) => payment_method === method)),
  ]);
  return Object.fromEntries(totals) as TotalsByMethod;
}

/** The payouts that no balance row counts as what they are. */
export function uncountedOf(payouts: readonly RecordedPayout[]): RecordedPayout[] {
  return payouts.filter((payout) => !isCounted(payout));
}

/** Whether a payout was paid and came back. */
export function isReturned(payout: RecordedPayout): boolean {
  return payout.status === 'failed' && wasCompleted(payout);
}
