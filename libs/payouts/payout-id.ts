const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * One spelling for all that name the same payout: a UUID is compared without case, any other id to the
 * letter.
 */
export function plainId(payoutId: string): string {
  return UUID.test(payoutId) ? payoutId.toLowerCase() : payoutId;
}

/**
 * How the id may be spelled on record, the likeliest first: we write a UUID in lower case, and others wrote
 * some in upper case.
 */
export function spellingsOf(payoutId: string): string[] {
  return UUID.test(payoutId)
    ? [...new Set([payoutId, payoutId.toLowerCase(), payoutId.toUpperCase()])]
    : [payoutId];
}
