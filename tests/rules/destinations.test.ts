import { describe, expect, it } from 'vitest';
import type { Affiliate } from '../../libs/payouts/affiliate.ts';
import type { PayoutRequest } from '../../schemas/requests/request-payout.ts';
import { ADA, judge } from './sample-request.ts';

describe('a destination that differs from the one on record', () => {
  it.each([
    [{ payment_email: 'thief@example.com' }, true],
    [{ payment_method: 'zelle' as const }, true],
    [{ payment_email: 'ada@example.com' }, false],
    [{ payment_email: 'Ada@Example.com' }, false],
    [{}, false],
  ])('is noticed in %j: %s', (destination, isChanged) => {
    expect(judge({ amount: 1000, ...destination }).payout?.destination_changed).toBe(isChanged);
  });

  it('is kept beside the address on record, if there is one', () => {
    const there = { payment_method: 'zelle', payment_email: 'there@example.com' } as const;
    const { payment_email: _, ...bare } = ADA;
    expect(judge({ amount: 1000, ...there }).payout).toMatchObject({
      ...there,
      recorded_email: 'ada@example.com',
    });
    expect(judge({ amount: 1000, ...there }, bare).payout).not.toHaveProperty('recorded_email');
    expect(judge({ amount: 1000 }).payout).not.toHaveProperty('recorded_email');
  });
});

describe('a request without a destination', () => {
  it.each<[string, Affiliate['record'], Partial<PayoutRequest>, string]>([
    [
      'neither',
      {},
      {},
      "payment_method and payment_email: neither the request nor the affiliate's record has it.",
    ],
    [
      'no method',
      {},
      { payment_email: 'ada@example.com' },
      "payment_method: neither the request nor the affiliate's record has it.",
    ],
    [
      'a method that cannot be used',
      { payment_method: 'cheque' },
      { payment_email: 'ada@example.com' },
      'payment_method: the payment method on record cannot be used.',
    ],
    [
      'an address that cannot be used',
      { payment_method: 'cheque', payment_email: 'ada' },
      { payment_method: 'zelle' },
      'payment_email: the address on record cannot be used.',
    ],
    [
      'neither that can be used',
      { payment_method: 'cheque', payment_email: 'ada' },
      {},
      'payment_method and payment_email: the payment method and the address on record cannot be used.',
    ],
  ])('is told what is missing if the record has %s', (_, record, request, why) => {
    const { payment_method: __, payment_email: ___, ...bare } = ADA;
    expect(judge({ amount: 1000, ...request }, { ...bare, record }).refusal?.message).toBe(
      `A payout needs ${why}`,
    );
  });
});
