import type { Affiliate } from '../../libs/payouts/affiliate.ts';
import { judgeRequests } from '../../libs/payouts/requests.ts';
import type { PayoutRequest } from '../../schemas/requests/request-payout.ts';

/** Ada can draw $500.00, to her PayPal address. */
export const ADA: Affiliate = {
  affiliate_id: 'aff-ada',
  user_id: 'user-ada',
  status: 'active',
  total_earned: 50_000,
  payment_method: 'paypal',
  payment_email: 'ada@example.com',
  maturing: [],
  record: { status: 'active', total_earned: 50_000 },
};
export const LIMITS = { minimum: 1000, maximum: 2_000_000 };
export const NOW = '2026-03-01T12:00:00.000Z';

/** What becomes of the requests of one call: `id-0`, `id-1` and so on. */
export const judgeAll = (requests: PayoutRequest[], affiliate: Affiliate | undefined, isBulk: boolean) =>
  judgeRequests(requests, affiliate, LIMITS, {
    payoutIds: requests.map((_, index) => `id-${index}`),
    fingerprint: 'print',
    isBulk,
    now: NOW,
  });

/** The same for one request by itself. */
export const judge = (request: PayoutRequest, affiliate: Affiliate | undefined = ADA) => {
  const { drafts, refusal } = judgeAll([request], affiliate, false);
  return { payout: drafts?.payouts[0], refusal };
};
