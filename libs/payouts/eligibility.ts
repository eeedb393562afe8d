import { type Affiliate, drawableAt, hasReadableEarnings, inactivityOf } from './affiliate.ts';
import { type Counters, shortfallOf } from './balance.ts';
import type { ErrorCode, PayoutError } from './errors.ts';
import { describeCents } from './money.ts';
import { type Destination, PAYMENT_METHODS, type PaymentMethod, recordsUnreadable } from './payout.ts';
import { destinationOf, type PayoutLimits, refusalsOf } from './requests.ts';
import { describeTime } from './time.ts';

/**
 * Why a request would be refused, and who can do what about it. The codes are those of the errors, and
 * `maturing`.
 */
export interface Reason {
  code: ErrorCode | 'maturing';
  message: string;
  remedy: string;
  who: 'affiliate' | 'company' | 'provider';
  /** When it passes by itself, in ISO 8601 UTC; null if it does not. */
  clears_at: string | null;
}

/** Whether an amount could be requested now and, if not, why not and from when. Amounts are cents. */
export interface Eligibility {
  eligible: boolean;
  amount: number;
  available: number;
  currency: 'USD';
  minimum: number;
  maximum: number;
  methods: readonly PaymentMethod[];
  destination: Destination | null;
  next: { at: string; amount: number } | null;
  reasons: Reason[];
}

/** What the judgement goes by. Undefined counters: a record of the affiliate cannot be read. */
interface Situation {
  affiliate: Affiliate;
  counters: Pick<Counters, 'committed'> | undefined;
  limits: PayoutLimits;
  now: string;
}

/**
 * Judges an amount by every rule of a request at once, in the order in which errors win: a request for it is
 * refused exactly if there is a reason, and then by the first one.
 */
export function eligibilityOf(amount: number, { affiliate, counters, limits, now }: Situation): Eligibility {
  const isReadable = counters && hasReadableEarnings(affiliate);
  const next = isReadable ? nextChance(affiliate, counters, amount, now) : null;
  const refusals = [
    inactivityOf(affiliate),
    ...refusalsOf({ amount }, affiliate, limits),
    isReadable ? shortfallOf(affiliate, counters, amount, now) : recordsUnreadable(),
  ].filter((refusal) => refusal !== undefined);
  const reasons = [
    ...refusals.map((refusal) => toReason(refusal, next?.at ?? null)),
    ...(next ? [maturingReason(next)] : []),
  ];
  const destination = destinationOf({}, affiliate);
  return {
    eligible: reasons.length === 0,
    amount,
    available: isReadable ? Math.max(0, drawableAt(affiliate, now) - counters.committed) : 0,
    currency: 'USD',
    ...limits,
    methods: PAYMENT_METHODS,
    destination: isWhole(destination) ? destination : null,
    next,
    reasons,
  };
}

/**
 * The first time at which enough has matured, and what is available then; null if that never happens by
 * itself.
 */
function nextChance(
  affiliate: Affiliate,
  counters: Pick<Counters, 'committed'>,
  amount: number,
  now: string,
): Eligibility['next'] {
  if (!shortfallOf(affiliate, counters, amount, now)) return null;
  // At a time that has passed there was no more than now.
  const times = (affiliate.maturing ?? []).map(({ available_at }) => available_at);
  const at = times.toSorted().find((time) => !shortfallOf(affiliate, counters, amount, time));
  return at === undefined ? null : { at, amount: drawableAt(affiliate, at) - counters.committed };
}

const REMEDIES: Partial<Record<ErrorCode, Pick<Reason, 'remedy' | 'who'>>> = {
  affiliate_inactive: { remedy: 'Contact us to have your account reactivated.', who: 'company' },
  amount_below_minimum: { remedy: 'Request a larger amount.', who: 'affiliate' },
  amount_above_maximum: { remedy: 'Request a smaller amount, or several payouts.', who: 'affiliate' },
  payment_details_missing: {
    remedy: 'Name a payment method and an address in your request, or add them to your account.',
    who: 'affiliate',
  },
  insufficient_balance: {
    remedy: 'Request a smaller amount, or wait until you have earned more.',
    who: 'affiliate',
  },
  records_unreadable: {
    remedy: 'You do not need to do anything. We have been told.',
    who: 'company',
  },
};

function toReason({ code, message }: PayoutError, maturesAt: string | null): Reason {
  const { remedy, who } = REMEDIES[code] ?? { remedy: 'Contact us.', who: 'company' };
  return { code, message, remedy, who, clears_at: code === 'insufficient_balance' ? maturesAt : null };
}

function maturingReason({ at, amount }: NonNullable<Eligibility['next']>): Reason {
  return {
    code: 'maturing',
    message: `Part of your earnings cannot be requested yet. From ${describeTime(at)}, ${describeCents(amount)} are available.`,
    remedy: `Request it from ${describeTime(at)}.`,
    who: 'affiliate',
    clears_at: at,
  };
}

function isWhole(destination: Partial<Destination>): destination is Destination {
  return destination.payment_method !== undefined && destination.payment_email !== undefined;
}
