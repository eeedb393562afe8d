/**
 * What a reason of PayPal's means to the affiliate: what is the matter and, if they can do something, what.
 */
interface Reason {
  message: string;
  /** After the payout has failed. */
  remedy: string;
  /** While PayPal still keeps the money for them. Only reasons that the receiver can clear have one. */
  remedyWhileWaiting?: string;
}

const OURS = 'Nothing is wrong with your account; ask again later.';

const REASONS: Record<string, Reason> = {
  RECEIVER_UNREGISTERED: {
    message: 'There is no PayPal account for this e-mail address.',
    remedy: 'Open one, or ask for a payout to another address.',
    remedyWhileWaiting:
      'Open one for this address, or add the address to your account, and claim the payout.',
  },
  RECEIVER_UNCONFIRMED: {
    message: 'The PayPal account has not confirmed its e-mail address.',
    remedy: 'Confirm it with PayPal, then ask again.',
    remedyWhileWaiting: 'Confirm it with PayPal, and you will be paid.',
  },
  RECEIVER_ACCOUNT_LOCKED: {
    message: 'The PayPal account is locked.',
    remedy: 'Unlock it with PayPal, then ask again.',
    remedyWhileWaiting: 'Unlock it with PayPal, and you will be paid.',
  },
  INVALID_EMAIL: {
    message: 'PayPal does not accept this e-mail address.',
    remedy: 'Ask again with the address of your PayPal account.',
  },
  RECEIVING_LIMIT_EXCEEDED: {
    message: 'The PayPal account has reached its receiving limit.',
    remedy: 'Raise the limit with PayPal, then ask again.',
    remedyWhileWaiting: 'Raise the limit with PayPal, and you will be paid.',
  },
  CURRENCY_NOT_SUPPORTED_FOR_RECEIVER: {
    message: 'The PayPal account does not take US dollars.',
    remedy: 'Allow them with PayPal, or ask for a payout to another account.',
    remedyWhileWaiting: 'Allow US dollars with PayPal, and accept the payout there.',
  },
  PENDING_RECIPIENT_NON_HOLDING_CURRENCY_PAYMENT_PREFERENCE: {
    message: 'The PayPal account asks before it takes US dollars.',
    remedy: 'Allow US dollars with PayPal, then ask again.',
    remedyWhileWaiting: 'Accept the payout with PayPal.',
  },
  INSUFFICIENT_FUNDS: { message: 'The payout could not be funded on our side.', remedy: OURS },
  SENDER_RESTRICTED: { message: 'Our PayPal account could not send the payout.', remedy: OURS },
  NEGATIVE_BALANCE: { message: 'Our PayPal account could not send the payout.', remedy: OURS },
};

/** The company's own reasons besides all that name the sender. */
const COMPANYS = new Set([
  'AUTHENTICATION_FAILURE',
  'AUTHORIZATION_ERROR',
  'INSUFFICIENT_FUNDS',
  'NEGATIVE_BALANCE',
  'NOT_AUTHORIZED',
  'PERMISSION_DENIED',
  'REQUIRED_SCOPE_MISSING',
  'SPENDING_LIMIT_EXCEEDED',
  'USER_COUNTRY_NOT_ALLOWED',
  'USER_FUNDING_SOURCE_INELIGIBLE',
]);

/**
 * Whether a reason is for the company to clear: its credentials, its permissions, its account or its funds.
 */
export function isCompanysReason(name: string): boolean {
  return COMPANYS.has(name) || name.startsWith('SENDER_');
}

/**
 * Why a payout failed, for the affiliate: a sentence for each known reason, and PayPal's own name for any
 * other.
 */
export function describeReason(name: string | undefined, status: string): string {
  const known = reasonOf(name);
  return known ? `${known.message} ${known.remedy}` : `PayPal did not pay this payout (${name ?? status}).`;
}

/**
 * What the receiver of a payout can do to get it while PayPal keeps it for them; undefined if they can do
 * nothing.
 */
export function remedyWhileWaiting(
  name: string | undefined,
): { message: string; remedy: string } | undefined {
  const { message, remedyWhileWaiting: remedy } = reasonOf(name) ?? {};
  return message && remedy ? { message, remedy } : undefined;
}

/** A name that every object knows (`constructor`) is no reason. */
function reasonOf(name: string | undefined): Reason | undefined {
  return name !== undefined && Object.hasOwn(REASONS, name) ? REASONS[name] : undefined;
}
