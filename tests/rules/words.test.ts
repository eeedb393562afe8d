import { expect, it } from 'vitest';
import type { Payout, ProviderState } from '../../libs/payouts/payout.ts';
import { wordOn } from '../../libs/workflows/ask-paypal.ts';

const POSTED: ProviderState = {
  attempts: 1,
  first_attempt_at: '2026-03-01T12:00:00.000Z',
  lease_until: '2026-03-01T12:00:00.000Z',
  lease_id: 'lease',
  unresolved: false,
  batch_id: 'BATCH',
};

const payoutWith = (provider?: ProviderState): Payout => ({
  payout_id: 'P',
  affiliate_id: 'aff',
  amount: 5000,
  status: 'processing',
  history: [],
  ...(provider && { provider }),
});

it.each([
  ['nothing has changed', payoutWith(POSTED), 'absent'],
  ['it was marked as asked about', payoutWith({ ...POSTED, checked_at: POSTED.lease_until }), 'absent'],
  ['it was posted again', payoutWith({ ...POSTED, attempts: 2 }), 'silent'],
  ['it was found in another batch', payoutWith({ ...POSTED, batch_id: 'OTHER' }), 'silent'],
  ['its record was restored', payoutWith(), 'silent'],
] as const)('what PayPal was asked about a payout holds or not, after %s', (_, current, word) =>
  expect(wordOn(current, { payout: payoutWith(POSTED), word: 'absent' })).toBe(word),
);
