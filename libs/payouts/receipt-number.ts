const NUMBER_LENGTH = 12;

/**
 * A payout's number on its receipt and in a run's file: the end of its id, which in every kind of UUID that
 * we make is random, where the front may be a clock.
 */
export function receiptNumber(payoutId: string): string {
  return `R-${payoutId
    .replace(/[^A-Za-z0-9]/g, '')
    .slice(-NUMBER_LENGTH)
    .toUpperCase()}`;
}
