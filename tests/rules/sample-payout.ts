import type { Payout } from '../../libs/payouts/payout.ts';

/** A pending payout of $10.00 of the affiliate `a`, which no row counts, except for these facts. */
export const payoutWith = (facts: Partial<Payout> = {}): Payout => ({
  payout_id: 'p',
  affiliate_id: 'a',
  amount: 1000,
  status: 'pending',
  history: [],
  ...facts,
});
