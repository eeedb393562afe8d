import type { Payout, ProviderState } from '../../libs/payouts/payout.ts';

/** A pending payout of $10.00 of the affiliate `a`, which no row counts, except for these facts. */
export const payoutWith = (facts: Partial<Payout> = {}): Payout => ({
  payout_id: 'p',
  affiliate_id: 'a',
  amount: 1000,
  status: 'pending',
  history: [],
  ...facts,
});

/** What is known of a payout that PayPal has accepted, and whose item is not known yet. */
export const POSTED: ProviderState = {
  attempts: 1,
  first_attempt_at: '2026-03-01T12:00:00.000Z',
  lease_until: '2026-03-01T12:00:00.000Z',
  lease_id: 'lease',
  unresolved: false,
  batch_id: 'BATCH',
};
