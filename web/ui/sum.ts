/** The sum of the amounts that can be read, in cents. */
export function sumOf(payouts: Iterable<{ amount: number | null }>): number {
  let sum = 0;
  for (const { amount } of payouts) sum += amount ?? 0;
  return sum;
}
