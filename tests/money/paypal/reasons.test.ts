import { describe, expect, it } from 'vitest';
import { describeReason } from '../../../libs/paypal/reasons.ts';

describe('a reason of PayPal', () => {
  it('that we know is a sentence for the affiliate', () =>
    expect(describeReason('RECEIVER_ACCOUNT_LOCKED', 'FAILED')).toBe(
      'The PayPal account is locked. Unlock it with PayPal, then ask again.',
    ));

  it.each(['SOMETHING_NEW', 'constructor', '__proto__', 'toString'])(
    'that we do not know is named as PayPal names it: %s',
    (name) => expect(describeReason(name, 'FAILED')).toBe(`PayPal did not pay this payout (${name}).`),
  );

  it('that is not given is the status', () =>
    expect(describeReason(undefined, 'BLOCKED')).toBe('PayPal did not pay this payout (BLOCKED).'));
});
