import { describe, expect, it } from 'vitest';
import { attentionOf } from '../../libs/payouts/attention.ts';
import type { Payout } from '../../libs/payouts/payout.ts';
import { describeReason, isCompanysReason, remedyWhileWaiting } from '../../libs/payouts/provider-reasons.ts';

const OURS = 'Nothing is wrong with your account; ask again later.';

const KNOWN: [name: string, message: string, afterwards: string, meanwhile?: string][] = [
  [
    'RECEIVER_UNREGISTERED',
    'There is no PayPal account for this e-mail address.',
    'Open one, or ask for a payout to another address.',
    'Open one for this address, or add the address to your account, and claim the payout.',
  ],
  [
    'RECEIVER_UNCONFIRMED',
    'The PayPal account has not confirmed its e-mail address.',
    'Confirm it with PayPal, then ask again.',
    'Confirm it with PayPal, and you will be paid.',
  ],
  [
    'RECEIVER_ACCOUNT_LOCKED',
    'The PayPal account is locked.',
    'Unlock it with PayPal, then ask again.',
    'Unlock it with PayPal, and you will be paid.',
  ],
  [
    'INVALID_EMAIL',
    'PayPal does not accept this e-mail address.',
    'Ask again with the address of your PayPal account.',
  ],
  [
    'RECEIVING_LIMIT_EXCEEDED',
    'The PayPal account has reached its receiving limit.',
    'Raise the limit with PayPal, then ask again.',
    'Raise the limit with PayPal, and you will be paid.',
  ],
  [
    'CURRENCY_NOT_SUPPORTED_FOR_RECEIVER',
    'The PayPal account does not take US dollars.',
    'Allow them with PayPal, or ask for a payout to another account.',
    'Allow US dollars with PayPal, and accept the payout there.',
  ],
  [
    'PENDING_RECIPIENT_NON_HOLDING_CURRENCY_PAYMENT_PREFERENCE',
    'The PayPal account asks before it takes US dollars.',
    'Allow US dollars with PayPal, then ask again.',
    'Accept the payout with PayPal.',
  ],
  ['INSUFFICIENT_FUNDS', 'The payout could not be funded on our side.', OURS],
  ['SENDER_RESTRICTED', 'Our PayPal account could not send the payout.', OURS],
  ['NEGATIVE_BALANCE', 'Our PayPal account could not send the payout.', OURS],
];

describe('a reason from PayPal', () => {
  it.each(KNOWN)(
    '%s is told to the affiliate: %s %s, and before: %s',
    (name, message, afterwards, remedy) => {
      expect(describeReason(name, 'FAILED')).toBe(`${message} ${afterwards}`);
      expect(remedyWhileWaiting(name)).toStrictEqual(remedy ? { message, remedy } : undefined);
    },
  );

  it.each(['SOMETHING_NEW', 'constructor', '__proto__', 'toString'])(
    'is shown as PayPal names it if it is unknown: %s',
    (name) => expect(describeReason(name, 'FAILED')).toBe(`PayPal did not pay this payout (${name}).`),
  );

  it('is the status if none is given', () =>
    expect(describeReason(undefined, 'BLOCKED')).toBe('PayPal did not pay this payout (BLOCKED).'));
});

describe('a reason for the company to clear', () => {
  it.each([
    'AUTHENTICATION_FAILURE',
    'AUTHORIZATION_ERROR',
    'INSUFFICIENT_FUNDS',
    'NEGATIVE_BALANCE',
    'NOT_AUTHORIZED',
    'PERMISSION_DENIED',
    'REQUIRED_SCOPE_MISSING',
    'SENDER_RESTRICTED',
    'SENDER_SOMETHING_NEW',
    'SPENDING_LIMIT_EXCEEDED',
    'USER_COUNTRY_NOT_ALLOWED',
    'USER_FUNDING_SOURCE_INELIGIBLE',
  ])('is %s', (name) => expect(isCompanysReason(name)).toBe(true));

  it.each(['RECEIVER_UNREGISTERED', 'RESTRICTED_SENDER_', 'SENDER', 'constructor', ''])('is not %s', (name) =>
    expect(isCompanysReason(name)).toBe(false),
  );
});

describe('what the owner is told about a payout at PayPal', () => {
  const UNREGISTERED = {
    code: 'receiver_unregistered',
    message: 'There is no PayPal account for this e-mail address.',
    remedy: 'Open one for this address, or add the address to your account, and claim the payout.',
  };
  const UNCLAIMED = {
    code: 'unclaimed',
    message: 'PayPal keeps this payout for you, and it has not been claimed.',
    remedy: 'Open PayPal’s e-mail to you and claim the payout, with a PayPal account for this address.',
  };
  const LOCKED = {
    code: 'receiver_account_locked',
    message: 'The PayPal account is locked.',
    remedy: 'Unlock it with PayPal, and you will be paid.',
  };

  it.each([
    ['UNCLAIMED', 'RECEIVER_UNREGISTERED', UNREGISTERED],
    ['UNCLAIMED', undefined, UNCLAIMED],
    ['UNCLAIMED', 'SOMETHING_NEW', UNCLAIMED],
    ['UNCLAIMED', 'constructor', UNCLAIMED],
    ['ONHOLD', 'RECEIVER_ACCOUNT_LOCKED', LOCKED],
    ['PENDING', 'RECEIVER_ACCOUNT_LOCKED', LOCKED],
    ['PENDING', 'INSUFFICIENT_FUNDS', null],
    ['PENDING', 'INVALID_EMAIL', null],
    ['ONHOLD', undefined, null],
    ['SUCCESS', 'RECEIVER_ACCOUNT_LOCKED', null],
    ['FAILED', 'RECEIVER_ACCOUNT_LOCKED', null],
    [undefined, undefined, null],
  ])('is by its status and reason: %s %s', (status, reason, expected) => {
    const provider = { status, reason } as unknown as NonNullable<Payout['provider']>;
    const payout = { status: 'processing', rail: 'paypal', history: [], provider } as unknown as Payout;
    expect(attentionOf(payout)).toStrictEqual(expected);
    expect(attentionOf({ ...payout, status: 'completed' })).toBeNull();
    expect(attentionOf({ ...payout, rail: undefined } as unknown as Payout)).toBeNull();
  });

  it('is nothing if nothing was sent', () =>
    expect(attentionOf({ status: 'processing', rail: 'paypal' })).toBeNull());
});
