const SECONDS_OF = { s: 1, m: 60, h: 3600, d: 86_400 };

/**
 * The seconds of a span such as `3600`, `15m` or `8h`: a number alone is seconds.
 * @throws Error in one line if it is no span
 */
export function secondsOf(span: string): number {
  const [, number, unit = 's'] = /^(\d+)([smhd]?)$/.exec(span) ?? [];
  const seconds = Number(number) * SECONDS_OF[(unit || 's') as keyof typeof SECONDS_OF];
  if (number && Number.isSafeInteger(seconds) && seconds > 0) return seconds;
  throw new Error(
    `--expires-in takes seconds, or a number with a unit, such as 3600, 15m, 8h or 7d; ${span} is none.`,
  );
}
