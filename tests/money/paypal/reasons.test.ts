import { describe, expect, it } from 'vitest';
import { describeReason } from '../../../libs/payouts/provider-reasons.ts';

describe('a reason from PayPal', () => {
  it('becomes a sentence for the affiliate if it is known', () =>
    expect(describeReason('RECEIVER_ACCOUNT_LOCKED', 'FAILED')).toBe(
      'The PayPal account is locked. Unlock it with PayPal, then ask again.',
    ));

  it.each(['SOMETHING_NEW', 'constructor', '__proto__', 'toString'])(
    'is shown as PayPal names it if it is unknown: %s',
    (name) => expect(describeReason(name, 'FAILED')).toBe(`PayPal did not pay this payout (${name}).`),
  );

  it('is the status if none is given', () =>
    expect(describeReason(undefined, 'BLOCKED')).toBe('PayPal did not pay this payout (BLOCKED).'));
});
