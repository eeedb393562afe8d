import { expect, it } from 'vitest';
import type { ProviderState } from '../../libs/payouts/payout.ts';
import { wordOn } from '../../libs/workflows/ask-paypal.ts';
import { POSTED, payoutWith } from './sample-payout.ts';

const payoutOf = (provider?: ProviderState) =>
  payoutWith({ status: 'processing', ...(provider && { provider }) });

it.each([
  ['nothing has changed', payoutOf(POSTED), 'absent'],
  ['it was marked as asked about', payoutOf({ ...POSTED, checked_at: POSTED.lease_until }), 'absent'],
  ['it was posted again', payoutOf({ ...POSTED, attempts: 2 }), 'silent'],
  ['it was found in another batch', payoutOf({ ...POSTED, batch_id: 'OTHER' }), 'silent'],
  ['its record was restored', payoutOf(), 'silent'],
] as const)('what PayPal was asked about a payout holds or not, after %s', (_, current, word) =>
  expect(wordOn(current, { payout: payoutOf(POSTED), word: 'absent' })).toBe(word),
);
