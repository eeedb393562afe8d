/** What PayPal's reasons mean to people: what happened and, where the affiliate can mend it, how. */
const REASONS: Record<string, string> = {
  RECEIVER_UNREGISTERED:
    'There is no PayPal account for this e-mail address. Open one, or ask for a payout to another address.',
  RECEIVER_UNCONFIRMED:
    'The PayPal account has not confirmed its e-mail address. Confirm it with PayPal, then ask again.',
  RECEIVER_ACCOUNT_LOCKED: 'The PayPal account is locked. Unlock it with PayPal, then ask again.',
  INVALID_EMAIL:
    'PayPal does not accept this e-mail address. Ask again with the address of your PayPal account.',
  RECEIVING_LIMIT_EXCEEDED:
    'The PayPal account has reached its receiving limit. Raise the limit with PayPal, then ask again.',
  CURRENCY_NOT_SUPPORTED_FOR_RECEIVER:
    'The PayPal account does not take US dollars. Allow them with PayPal, or ask for a payout to another account.',
  INSUFFICIENT_FUNDS:
    'The payout could not be funded on our side. Nothing is wrong with your account; ask again later.',
  SENDER_RESTRICTED:
    'Our PayPal account could not send the payout. Nothing is wrong with your account; ask again later.',
  NEGATIVE_BALANCE:
    'Our PayPal account could not send the payout. Nothing is wrong with your account; ask again later.',
};

/** Why a payout failed, for the affiliate: a sentence for each known reason, and PayPal's own name for any other. */
export function describeReason(name: string | undefined, status: string): string {
  // A name that every object knows (`constructor`) is no reason.
  const known = name !== undefined && Object.hasOwn(REASONS, name) && REASONS[name];
  if (known) return known;
  return `PayPal did not pay this payout (${name ?? status}).`;
}
