/**
 * An amount as people read it, without floating point: `1250` is `1250 cents ($12.50)`.
 * @param cents a whole number of US cents
 */
export function describeCents(cents: number): string {
  const digits = String(Math.abs(cents)).padStart(3, '0');
  const dollars = `${digits.slice(0, -2)}.${digits.slice(-2)}`;
  return `${cents} cents (${cents < 0 ? '-' : ''}$${dollars})`;
}
