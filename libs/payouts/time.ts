/** A day, in milliseconds. */
export const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * A date and, after a T or a blank, a time of day with a fraction of any length and a zone, each of which may
 * be missing.
 */
const TIME =
  /^(\d{4}-\d\d-\d\d)(?:[T ]((?:[01]\d|2[0-3]):\d\d(?::\d\d)?)(?:\.(\d{1,9})\d*)?\s*(Z|[+-]\d\d(?::?\d\d)?)?)?$/i;

/**
 * A time as another service may have written it, in ISO 8601 UTC with milliseconds. Without a zone it is UTC.
 * @returns undefined for anything that is no time
 */
export function toIsoTime(value: unknown): string | undefined {
  const [, day, clock = '00:00:00', fraction = '', zone = 'Z'] =
    (typeof value === 'string' && TIME.exec(value.trim())) || [];
  if (!day) return undefined;
  const seconds = clock.length === 5 ? `${clock}:00` : clock;
  const millis = fraction.padEnd(3, '0').slice(0, 3);
  const time = new Date(`${day}T${seconds}.${millis}${isoZone(zone)}`);
  return isOnCalendar(day) && !Number.isNaN(time.getTime()) ? time.toISOString() : undefined;
}

/** Z stays as it is, in either case, and any other zone has hours and minutes. */
function isoZone(zone: string): string {
  if (zone.length === 1) return zone;
  return `${zone.slice(0, 3)}:${zone.slice(3).replace(':', '') || '00'}`;
}

/** JavaScript reads the 31st of February as the 3rd of March. */
function isOnCalendar(day: string): boolean {
  const date = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
}

/**
 * A time as people read it: `2026-03-01T12:00:00.000Z` is `1 March 2026, 12:00 UTC`. Text that is no time
 * stays as it is.
 */
export function describeTime(time: string): string {
  const iso = toIsoTime(time);
  if (iso === undefined) return time;
  const day = new Date(iso).toLocaleDateString('en-GB', { dateStyle: 'long', timeZone: 'UTC' });
  return `${day}, ${iso.slice(11, 16)} UTC`;
}
