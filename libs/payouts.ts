import type { RequestPayoutBody } from '../schemas/request-payout.ts';
import { type Affiliate, requireActive } from './affiliates.ts';
import { PayoutError } from './errors.ts';
import type { RequestStamp } from './idempotency.ts';
import { describeCents } from './money.ts';

export const PAYMENT_METHODS = ['paypal', 'zelle'] as const;
export type PaymentMethod = (typeof PAYMENT_METHODS)[number];

export const PAYOUT_STATUSES = [
  'scheduled',
  'pending',
  'processing',
  'completed',
  'failed',
  'cancelled',
] as const;
export type PayoutStatus = (typeof PAYOUT_STATUSES)[number];

/** One step in a payout's life: what it became, when, and by whose hand (a user id). */
export interface HistoryEntry {
  status: PayoutStatus;
  at: string;
  by: string;
}

/** Where the money goes. */
export interface Destination {
  payment_method: PaymentMethod;
  payment_email: string;
}

/** A payout as it is stored. `amount` is cents; times are ISO 8601 UTC; `history` is missing on records of the old service. */
export interface Payout extends Destination {
  payout_id: string;
  affiliate_id: string;
  amount: number;
  status: PayoutStatus;
  requested_at: string;
  history?: HistoryEntry[];
  request_fingerprint?: string;
  transaction_id?: string;
  notes?: string;
  processed_at?: string;
  scheduled_for?: string;
  failure_reason?: string;
}

/** The smallest and the largest payout, in cents. */
export interface PayoutLimits {
  minimum: number;
  maximum: number;
}

/** What the rules make of a request: the payout that it asks for, or why not. */
export type Verdict = { payout: Payout; refusal?: never } | { payout?: never; refusal: PayoutError };

/**
 * Judges a request by everything but the balance, before any money is reserved. The refusal is a value and is not
 * thrown, because a request that was carried out before is answered again, even where today's rules refuse it.
 */
export function judgeRequest(
  body: RequestPayoutBody,
  affiliate: Affiliate,
  limits: PayoutLimits,
  stamp: RequestStamp,
): Verdict {
  try {
    requireActive(affiliate);
    requireAmountWithin(limits, body.amount);
    return { payout: draftPayout(body, affiliate, stamp) };
  } catch (error) {
    if (error instanceof PayoutError) return { refusal: error };
    throw error;
  }
}

function draftPayout(body: RequestPayoutBody, affiliate: Affiliate, stamp: RequestStamp): Payout {
  return {
    payout_id: stamp.payoutId,
    affiliate_id: affiliate.affiliate_id,
    amount: body.amount,
    ...requireDestination(body, affiliate),
    status: 'pending',
    requested_at: stamp.now,
    history: [{ status: 'pending', at: stamp.now, by: affiliate.user_id }],
    request_fingerprint: stamp.fingerprint,
  };
}

function requireAmountWithin({ minimum, maximum }: PayoutLimits, amount: number): void {
  if (amount < minimum) {
    throw new PayoutError('amount_below_minimum', `A payout is at least ${describeCents(minimum)}.`, {
      minimum,
    });
  }
  if (amount > maximum) {
    throw new PayoutError('amount_above_maximum', `A payout is at most ${describeCents(maximum)}.`, {
      maximum,
    });
  }
}

/** What the request leaves out comes from the record. A method is never guessed: the wrong rail loses money. */
function requireDestination(body: Partial<Destination>, record: Partial<Destination>): Destination {
  const payment_method = body.payment_method ?? record.payment_method;
  const payment_email = body.payment_email ?? record.payment_email;
  if (payment_method && payment_email) return { payment_method, payment_email };
  const fields = [payment_method ? [] : ['payment_method'], payment_email ? [] : ['payment_email']].flat();
  throw new PayoutError(
    'payment_details_missing',
    `Neither the request nor the affiliate's record has ${fields.join(' or ')}.`,
    { fields },
  );
}

/** A payout as its owner sees it in lists; what is not known yet is null. */
export function showPayout(payout: Payout) {
  return {
    payout_id: payout.payout_id,
    amount: payout.amount,
    payment_method: payout.payment_method,
    payment_email: payout.payment_email,
    status: payout.status,
    transaction_id: payout.transaction_id ?? null,
    notes: payout.notes ?? null,
    requested_at: payout.requested_at,
    processed_at: payout.processed_at ?? null,
    scheduled_for: payout.scheduled_for ?? null,
    failure_reason: payout.failure_reason ?? null,
  };
}

/** A payout as the answer to its request showed it: a replay says the same, whatever became of it since. */
export function showAsRequested(payout: Payout) {
  return {
    payout_id: payout.payout_id,
    amount: payout.amount,
    payment_method: payout.payment_method,
    payment_email: payout.payment_email,
    status: payout.history?.[0]?.status ?? payout.status,
    requested_at: payout.requested_at,
  };
}
