import { PayoutError } from './errors.ts';
import { type Destination, recordsUnreadable } from './payout.ts';

/** What another service wrote into the record, to the letter: what a transaction compares with. */
export interface AffiliateRecord {
  status?: unknown;
  total_earned?: unknown;
  payment_method?: unknown;
  payment_email?: unknown;
  maturing?: unknown;
}

/** A part of the earnings that may not be drawn before its time, in cents. */
export interface Maturing {
  amount: number;
  /** ISO 8601 UTC. From this millisecond on it may be drawn. */
  available_at: string;
}

/** What we read of an affiliate's record, which another service owns and writes. Amounts are cents. */
export interface Affiliate extends Partial<Destination> {
  affiliate_id: string;
  user_id: string;
  /** Without blanks and in lower case; `unknown` if the record has no text there. */
  status: string;
  /** Null if the record cannot be read. */
  total_earned: number | null;
  /** Empty for most affiliates; null if the record cannot be read. */
  maturing: Maturing[] | null;
  record: AffiliateRecord;
}

/** What an affiliate has earned, and how much of it must still mature. */
export type Earnings = Pick<Affiliate, 'total_earned' | 'maturing'>;

/** Whether the account may ask for payouts. */
export function isActive({ status }: Pick<Affiliate, 'status'>): boolean {
  return status === 'active';
}

/** @throws not_an_affiliate if there is no record */
export function requireAffiliate(affiliate: Affiliate | undefined): Affiliate {
  if (affiliate) return affiliate;
  throw new PayoutError('not_an_affiliate', 'This user has no affiliate account.');
}

/** Why the account may not ask for payouts; undefined if it may. */
export function inactivityOf(affiliate: Pick<Affiliate, 'status'>): PayoutError | undefined {
  if (isActive(affiliate)) return undefined;
  const { status } = affiliate;
  const message = `Payouts need an active affiliate account; this one is ${status}.`;
  return new PayoutError('affiliate_inactive', message, { status });
}

/** @throws affiliate_inactive for every status but `active` */
export function requireActive(affiliate: Affiliate): void {
  const refusal = inactivityOf(affiliate);
  if (refusal) throw refusal;
}

/** Whether we can tell what the affiliate may draw. */
export function hasReadableEarnings({ total_earned, maturing }: Earnings): boolean {
  return total_earned !== null && maturing !== null;
}

/** What the affiliate has earned, in cents. @throws records_unreadable */
export function earningsOf({ total_earned }: Pick<Affiliate, 'total_earned'>): number {
  if (total_earned !== null) return total_earned;
  throw recordsUnreadable();
}

/** The part of the earnings that may not be drawn at this time, in cents. @throws records_unreadable */
export function maturingAt({ maturing }: Pick<Affiliate, 'maturing'>, now: string): number {
  if (maturing === null) throw recordsUnreadable();
  const waiting = maturing.filter(({ available_at }) => Date.parse(now) < Date.parse(available_at));
  return waiting.reduce((sum, { amount }) => sum + amount, 0);
}

/** What may be drawn at this time of what was earned, in cents. @throws records_unreadable */
export function drawableAt(affiliate: Earnings, now: string): number {
  return earningsOf(affiliate) - maturingAt(affiliate, now);
}

/** The members of the destination that the record has, but that cannot be used. */
export function unusableDetails({ record, ...affiliate }: Affiliate): (keyof Destination)[] {
  const members = ['payment_method', 'payment_email'] as const;
  return members.filter((member) => affiliate[member] === undefined && isPresent(record[member]));
}

function isPresent(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}
