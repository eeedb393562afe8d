import type { PayoutRequest } from '../../schemas/requests/request-payout.ts';
import { type Affiliate, requireActive, requireAffiliate, unusableDetails } from './affiliate.ts';
import { invalidField, PayoutError } from './errors.ts';
import type { RequestStamp } from './idempotency.ts';
import { describeCents } from './money.ts';
import { type Destination, type HistoryEntry, type Payout, WAITING } from './payout.ts';
import { DAY_MS, toIsoTime } from './time.ts';
import { differsFromRecord } from './warnings.ts';

/** The smallest and the largest payout, in cents. */
export interface PayoutLimits {
  minimum: number;
  maximum: number;
}

const SCHEDULE_MS_MAX = 365 * DAY_MS;

/** What the rules make of some requests: the payouts that they ask for, or why not. */
export type Verdict =
  | { drafts: { payouts: Payout[]; owner: Affiliate }; refusal?: never }
  | { drafts?: never; refusal: PayoutError };

/** A request on its own says nothing of an index; one of several names it in its errors. */
interface Place {
  index?: number;
}

/**
 * Judges requests by everything but the balance, before any money is reserved. The refusal is a value and is
 * not thrown, because a request that was carried out before is answered again, even if today's rules
 * refuse it.
 */
export function judgeRequests(
  requests: readonly PayoutRequest[],
  affiliate: Affiliate | undefined,
  limits: PayoutLimits,
  stamp: RequestStamp,
): Verdict {
  const places = requests.map((_, index) => (stamp.isBulk ? { index } : {}));
  try {
    requireSchedules(requests, stamp);
    const owner = requireAffiliate(affiliate);
    requireActive(owner);
    const payouts = requests.map((request, index) => {
      const [refusal] = refusalsOf(request, owner, limits, places[index]);
      if (refusal) throw refusal;
      return draftPayout(request, owner, stamp, index);
    });
    return { drafts: { payouts, owner } };
  } catch (error) {
    if (error instanceof PayoutError) return { refusal: error };
    throw error;
  }
}

/** @throws invalid_request for a time that is not in the next 365 days */
export function requireSchedules(
  requests: readonly PayoutRequest[],
  { now, isBulk }: Pick<RequestStamp, 'now' | 'isBulk'>,
): void {
  for (const [index, request] of requests.entries()) requireFuture(request, now, isBulk ? { index } : {});
}

/** Every rule about amount and destination that the request breaks, in the order in which errors win. */
export function refusalsOf(
  request: PayoutRequest,
  record: Affiliate,
  limits: PayoutLimits,
  place: Place = {},
): PayoutError[] {
  const refusals = [amountRefusal(limits, request.amount, place), destinationRefusal(request, record, place)];
  return refusals.filter((refusal) => refusal !== undefined);
}

function draftPayout(request: PayoutRequest, owner: Affiliate, stamp: RequestStamp, index: number): Payout {
  const payout_id = stamp.payoutIds[index] ?? '';
  const { affiliate_id } = owner;
  const destination = destinationOf(request, owner) as Destination;
  const status = request.scheduled_for ? 'scheduled' : 'pending';
  return {
    payout_id,
    affiliate_id,
    amount: request.amount,
    ...destination,
    ...changeOf(destination, owner),
    status,
    requested_at: stamp.now,
    ...(request.scheduled_for && {
      scheduled_for: new Date(request.scheduled_for).toISOString(),
      schedule: WAITING,
    }),
    history: [{ id: payout_id, status, at: stamp.now, ...askerOf(owner, stamp) }],
    request_fingerprint: stamp.fingerprint,
  };
}

function askerOf({ user_id }: Affiliate, { admin }: RequestStamp): Pick<HistoryEntry, 'by' | 'role'> {
  return admin === undefined ? { by: user_id, role: 'owner' } : { by: admin, role: 'admin' };
}

function requireFuture({ scheduled_for }: PayoutRequest, now: string, { index }: Place = {}): void {
  if (scheduled_for === undefined) return;
  const time = toIsoTime(scheduled_for);
  const aheadMs = time === undefined ? Number.NaN : Date.parse(time) - Date.parse(now);
  if (aheadMs > 0 && aheadMs <= SCHEDULE_MS_MAX) return;
  const path = index === undefined ? 'scheduled_for' : `payouts.${index}.scheduled_for`;
  throw invalidField(path, 'must be a time in the next 365 days');
}

function amountRefusal({ minimum, maximum }: PayoutLimits, amount: number, place: Place) {
  if (amount < minimum) {
    const message = `${whichOne(place)} must be at least ${describeCents(minimum)}.`;
    return new PayoutError('amount_below_minimum', message, { minimum, ...place });
  }
  if (amount > maximum) {
    const message = `${whichOne(place)} must be at most ${describeCents(maximum)}.`;
    return new PayoutError('amount_above_maximum', message, { maximum, ...place });
  }
  return undefined;
}

/**
 * What the request leaves out comes from the record. A method is never guessed: the wrong rail loses money.
 */
export function destinationOf(request: Partial<Destination>, record: Affiliate): Partial<Destination> {
  const payment_method = request.payment_method ?? record.payment_method;
  const payment_email = request.payment_email ?? record.payment_email;
  return { ...(payment_method && { payment_method }), ...(payment_email && { payment_email }) };
}

function destinationRefusal(request: Partial<Destination>, record: Affiliate, place: Place) {
  const destination = destinationOf(request, record);
  const members = ['payment_method', 'payment_email'] as const;
  const fields = members.filter((member) => destination[member] === undefined);
  if (fields.length === 0) return undefined;
  const message = `${whichOne(place)} needs ${fields.join(' and ')}: ${whyMissing(record, fields)}`;
  return new PayoutError('payment_details_missing', message, { fields, ...place });
}

const NAMES = { payment_method: 'payment method', payment_email: 'address' };

/** What stands on record and cannot be used is named as such, and never as absent. */
function whyMissing(record: Affiliate, fields: (keyof Destination)[]): string {
  const unusable = unusableDetails(record).filter((field) => fields.includes(field));
  if (unusable.length === 0) return "neither the request nor the affiliate's record has it.";
  return `the ${unusable.map((field) => NAMES[field]).join(' and the ')} on record cannot be used.`;
}

/** What a thief with a stolen token would do: send the money elsewhere. */
function changeOf(destination: Destination, record: Affiliate) {
  const destination_changed = differsFromRecord(destination, record);
  return {
    destination_changed,
    ...(destination_changed && record.payment_email && { recorded_email: record.payment_email }),
  };
}

function whichOne({ index }: Place): string {
  return index === undefined ? 'A payout' : `The payout at index ${index}`;
}
