/** Every amount is one of US dollars. */
export const CURRENCY = 'USD';

/**
 * An amount as people read it, without floating point: `1250` is `1250 cents ($12.50)`.
 * @param cents a whole number of US cents
 */
export function describeCents(cents: number): string {
  return `${cents} cents (${cents < 0 ? '-' : ''}$${dollarsOf(Math.abs(cents))})`;
}

/**
 * A decimal number of dollars, without floating point: `5` is `0.05`.
 * @param cents a whole number of US cents, not below 0
 */
export function dollarsOf(cents: number): string {
  const digits = String(cents).padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/**
 * An amount as a letter has it: `125000` is `$1,250.00`.
 * @param cents a whole number of US cents, not below 0
 */
export function showDollars(cents: number): string {
  return `$${dollarsOf(cents).replace(/\B(?=(\d{3})+\.)/g, ',')}`;
}
