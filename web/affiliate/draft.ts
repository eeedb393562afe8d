import type { Eligibility, PayoutRequest } from '../../client/index.ts';
import { dollars, parseDollars, plainDollars } from '../ui/format.ts';
import { WORDS } from '../words/en.ts';

/** A request as it is typed. */
export interface Draft {
  amount: string;
  method: string;
  email: string;
  /** Whether it is for a later day, and which, as a date input has it: empty while it is no whole date. */
  isLater: boolean;
  day: string;
}

/** What is wrong with a draft, by its parts. Nothing is wrong if it is empty. */
export type Faults = Partial<Record<keyof Draft, string>>;

/** The hour at which a payout for a later day is due, where its owner is. */
const DUE_HOUR = 9;

/** The furthest day that the service takes, less one: where its owner is, the day may begin later. */
const DAYS_MAX = 364;

/** What to begin with: the request that was under way, or one to the destination on record. */
export function firstDraft({ methods, destination }: Eligibility, before?: PayoutRequest): Draft {
  const due = before?.scheduled_for;
  return {
    amount: before ? plainDollars(before.amount) : '',
    method: before?.payment_method ?? destination?.payment_method ?? methods[0] ?? '',
    email: before?.payment_email ?? destination?.payment_email ?? '',
    isLater: due !== undefined,
    day: due === undefined ? '' : inputDay(new Date(due)),
  };
}

/** What the service would refuse a draft for. The service judges again, by itself. */
export function faultsOf(draft: Draft, limits: Eligibility, now: Date): Faults {
  const words = WORDS.request;
  const { minimum, maximum, available } = limits;
  const amount = parseDollars(draft.amount);
  const faults: Faults = {};
  if (amount === undefined) faults.amount = words.notAnAmount;
  else if (amount < minimum) faults.amount = words.belowMinimum(dollars(minimum));
  else if (amount > maximum) faults.amount = words.aboveMaximum(dollars(maximum));
  else if (amount > available) faults.amount = words.aboveAvailable(dollars(available));
  if (!/^\S+@\S+\.\S+$/.test(draft.email.trim())) faults.email = words.notAnAddress;
  if (draft.isLater && !canBeDue(draft.day, now)) faults.day = words.notADay;
  return faults;
}

/** The request that a draft without faults makes. */
export function requestOf(draft: Draft): PayoutRequest {
  return {
    amount: parseDollars(draft.amount) ?? 0,
    payment_method: draft.method as NonNullable<PayoutRequest['payment_method']>,
    payment_email: draft.email.trim(),
    ...(draft.isLater && { scheduled_for: dueAt(draft.day) }),
  };
}

/** The first and the last day that can be chosen, as a date input wants them. */
export function daysToChoose(now: Date): { min: string; max: string } {
  return { min: inputDay(daysFrom(now, 1)), max: inputDay(daysFrom(now, DAYS_MAX)) };
}

function canBeDue(inputDay: string, now: Date): boolean {
  const due = new Date(dueAt(inputDay));
  return inputDay !== '' && due > now && due <= daysFrom(now, DAYS_MAX + 1);
}

function dueAt(inputDay: string): string {
  const [year = 0, month = 1, day = 1] = inputDay.split('-').map(Number);
  return new Date(year, month - 1, day, DUE_HOUR).toISOString();
}

function daysFrom(now: Date, count: number): Date {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + count);
}

function inputDay(date: Date): string {
  const two = (number: number) => String(number).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
