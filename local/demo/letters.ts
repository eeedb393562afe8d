import type { MailKind } from '../../libs/email/mails.ts';
import type { Digest } from '../../libs/payouts/digest.ts';
import type { Payout } from '../../libs/payouts/payout.ts';

const REQUESTED: Payout = {
  payout_id: '3f0c9a52-7c1e-4b7e-9a55-1c2d3e4f5a6b',
  affiliate_id: 'aff-ada',
  amount: 125_000,
  payment_method: 'paypal',
  payment_email: 'ada@example.com',
  destination_changed: false,
  status: 'pending',
  requested_at: '2026-03-01T12:00:00.000Z',
  history: [
    { id: 'step-1', status: 'pending', at: '2026-03-01T12:00:00.000Z', by: 'user-ada', role: 'owner' },
  ],
};
const FAILED: Payout = {
  ...REQUESTED,
  status: 'failed',
  processed_at: '2026-03-02T09:30:00.000Z',
  failure_reason: 'The PayPal account is locked. Unlock it with PayPal, then ask again.',
};

/** A payout for each letter, as it is when the letter is written. */
export const LETTER_FIXTURES: Record<MailKind, Payout> = {
  requested: REQUESTED,
  'requested-for-admin': { ...REQUESTED, destination_changed: true },
  'destination-used': {
    ...REQUESTED,
    payment_email: 'somebody@example.com',
    recorded_email: 'ada@example.com',
  },
  scheduled: { ...REQUESTED, status: 'scheduled', scheduled_for: '2026-04-01T08:00:00.000Z' },
  started: { ...REQUESTED, status: 'processing' },
  waiting: {
    ...REQUESTED,
    status: 'processing',
    rail: 'paypal',
    provider: {
      attempts: 1,
      first_attempt_at: '2026-03-02T09:00:00.000Z',
      lease_until: '2026-03-02T09:00:01.000Z',
      lease_id: 'lease-1',
      unresolved: false,
      batch_id: 'CR9VS2K4X4846',
      item_id: '8AELMXH8UB2P8',
      status: 'UNCLAIMED',
      reason: 'RECEIVER_UNREGISTERED',
    },
  },
  completed: {
    ...REQUESTED,
    status: 'completed',
    processed_at: '2026-03-02T09:30:00.000Z',
    transaction_id: '8AB12345CD678901E',
    notes: 'Thank you for a good quarter.',
  },
  failed: FAILED,
  returned: { ...FAILED, transaction_id: '8AB12345CD678901E' },
  cancelled: { ...REQUESTED, status: 'cancelled' },
};

/** A digest for a day on which a little of everything happened, and the time that it tells of. */
export const DIGEST_FIXTURE: Digest = {
  pending: {
    paypal: { count: 8, total_amount: 400_000 },
    zelle: { count: 4, total_amount: 123_450 },
    other: { count: 0, total_amount: 0 },
  },
  cameIn: { count: 5, total_amount: 25_000 },
  needs: {
    warned: { count: 2, total_amount: 60_000 },
    'by-hand': { count: 3, total_amount: 90_000 },
    late: { count: 0, total_amount: 0 },
    unreadable: { count: 0, total_amount: 0 },
  },
  oldest: REQUESTED.payout_id,
  isWhole: true,
};
export const DIGEST_PERIOD = { since: '2026-03-01T06:00:00.000Z', until: '2026-03-02T06:00:00.000Z' };
