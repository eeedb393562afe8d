import { LOCALE } from '../words/en.ts';

const DOLLARS = new Intl.NumberFormat(LOCALE, { style: 'currency', currency: 'USD' });
const DAY = new Intl.DateTimeFormat(LOCALE, { dateStyle: 'medium' });
const TIME = new Intl.DateTimeFormat(LOCALE, { dateStyle: 'medium', timeStyle: 'short' });

/** Cents as dollars, such as `$1,234.50`; a dash for an amount that cannot be read. */
export function dollars(cents: number | null): string {
  return cents === null ? '–' : DOLLARS.format(cents / 100);
}

/** Up to nine digits before the point: more than any amount of this service, and exact in cents. */
const AMOUNT = /^\$?(\d{1,9}|\d{1,3}(?:,\d{3}){1,2})(?:\.(\d{1,2}))?$/;

/** What someone typed as an amount, in cents; undefined if it is not one. */
export function parseDollars(text: string): number | undefined {
  const [, whole, fraction = ''] = text.trim().match(AMOUNT) ?? [];
  return whole === undefined
    ? undefined
    : Number(whole.replaceAll(',', '')) * 100 + Number(fraction.padEnd(2, '0'));
}

/** Cents as they are typed: `1234.50`. */
export function plainDollars(cents: number): string {
  return (cents / 100).toFixed(2);
}

/** The day of a time, where the reader is. */
export function day(time: string): string {
  return DAY.format(new Date(time));
}

/** A time to the minute, where the reader is. */
export function minute(time: string): string {
  return TIME.format(new Date(time));
}
