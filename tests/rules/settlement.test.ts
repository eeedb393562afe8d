import { describe, expect, it } from 'vitest';
import type { Payout, PayoutStatus, ProviderState } from '../../libs/payouts/payout.ts';
import type { PaypalItem } from '../../libs/paypal/client.ts';
import { reasonNameOf, type Settlement, settlementOf } from '../../libs/paypal/settlement.ts';
import { POSTED } from './sample-payout.ts';

const payoutThatIs = (status: PayoutStatus, facts: Partial<Payout> = {}): Payout => ({
  payout_id: 'P',
  affiliate_id: 'aff',
  amount: 5000,
  payment_method: 'paypal',
  payment_email: 'Ada@example.com',
  status,
  rail: 'paypal',
  history: [],
  provider: POSTED,
  ...facts,
});

const itemThatIs = (transaction_status: string, facts: Partial<PaypalItem> = {}): PaypalItem => ({
  payout_item_id: 'ITEM',
  payout_batch_id: 'BATCH',
  transaction_status,
  payout_item: {
    amount: { currency: 'USD', value: '50.00' },
    receiver: 'ada@example.com',
    sender_item_id: 'P',
  },
  ...facts,
});

const NOT_PAID = ['FAILED', 'RETURNED', 'BLOCKED', 'REFUNDED', 'REVERSED', 'DENIED', 'CANCELED'];
const UNDECIDED = ['PENDING', 'UNCLAIMED', 'ONHOLD', 'NEW'];
const mismatch = (...fields: string[]): Settlement => ({ kind: 'mismatch', fields });

describe('an item of PayPal’s', () => {
  it.each<[string, PayoutStatus, Settlement]>([
    ['SUCCESS', 'processing', { kind: 'complete' }],
    ['SUCCESS', 'completed', { kind: 'settled' }],
    ['SUCCESS', 'failed', mismatch('status SUCCESS')],
    ['SUCCESS', 'cancelled', mismatch('status SUCCESS')],
    ['SUCCESS', 'pending', { kind: 'settled' }],
    ['TELEPORTED', 'processing', mismatch('status TELEPORTED')],
    ['TELEPORTED', 'completed', mismatch('status TELEPORTED')],
    ...UNDECIDED.flatMap((status): [string, PayoutStatus, Settlement][] => [
      [status, 'processing', { kind: 'wait' }],
      [status, 'completed', { kind: 'settled' }],
      [status, 'failed', { kind: 'settled' }],
      [status, 'pending', { kind: 'settled' }],
    ]),
    ...NOT_PAID.flatMap((status): [string, PayoutStatus, Settlement][] => {
      const reason = `PayPal did not pay this payout (${status}).`;
      return [
        [status, 'processing', { kind: 'fail', reason }],
        [status, 'completed', { kind: 'return', reason }],
        [status, 'failed', { kind: 'settled' }],
        [status, 'cancelled', { kind: 'settled' }],
        [status, 'pending', { kind: 'settled' }],
        [status, 'scheduled', { kind: 'settled' }],
      ];
    }),
  ])('that is %s means of a payout that is %s: %j', (item, payout, expected) =>
    expect(settlementOf(payoutThatIs(payout), itemThatIs(item))).toStrictEqual(expected),
  );

  const { batch_id: _, ...withoutBatch } = POSTED;
  const { provider: __, ...neverSent } = payoutThatIs('processing');

  describe.each<[string, Payout]>([
    ['whose batch is not known', { ...neverSent, provider: withoutBatch }],
    ['that was not sent', neverSent],
  ])('for a payout %s', (_, payout) => {
    it.each(NOT_PAID)('moves nothing if it is %s', (status) => {
      for (const ours of ['processing', 'completed'] as const) {
        const settlement = settlementOf({ ...payout, status: ours }, itemThatIs(status));
        expect(settlement).toStrictEqual({ kind: 'wait' });
      }
    });

    it('is ours if it was paid', () =>
      expect(settlementOf(payout, itemThatIs('SUCCESS'))).toStrictEqual({ kind: 'complete' }));
  });
});

describe('an item that is not what we sent', () => {
  const { payout_item } = itemThatIs('SUCCESS');
  const paying = (value: string, currency = 'USD') => ({
    payout_item: { ...payout_item, amount: { currency, value } },
  });

  it.each<[string, Partial<PaypalItem>, Partial<Payout>]>([
    ['amount', paying('50.01'), {}],
    ['amount', paying('5000'), {}],
    ['amount', paying('50.001'), {}],
    ['amount', paying('-50.00'), {}],
    ['amount', paying(''), {}],
    ['currency', paying('50.00', 'EUR'), {}],
    ['receiver', { payout_item: { ...payout_item, receiver: 'thief@example.com' } }, {}],
    ['receiver', {}, { payment_email: 'other@example.com' }],
    ['sender_item_id', { payout_item: { ...payout_item, sender_item_id: 'Q' } }, {}],
    ['payout_batch_id', { payout_batch_id: 'ANOTHER' }, {}],
    ['payment_method', {}, { payment_method: 'zelle' }],
  ])('in its %s settles nothing: %j %j', (field, item, payout) => {
    const settlement = settlementOf(payoutThatIs('processing', payout), itemThatIs('SUCCESS', item));
    expect(settlement).toStrictEqual(mismatch(field));
  });

  it('settles nothing if our payout has no address', () => {
    const { payment_email: _, ...payout } = payoutThatIs('processing');
    expect(settlementOf(payout, itemThatIs('SUCCESS'))).toStrictEqual(mismatch('receiver'));
  });

  it.each<[string, number]>([
    ['0.05', 5],
    ['0.5', 50],
    ['12.3', 1230],
    ['20000.00', 2_000_000],
  ])('is not one of %s dollars for %d cents', (value, amount) =>
    expect(
      settlementOf(payoutThatIs('processing', { amount }), itemThatIs('SUCCESS', paying(value))),
    ).toStrictEqual({ kind: 'complete' }),
  );

  it('is not one whose receiver PayPal writes in other cases', () =>
    expect(
      settlementOf(
        payoutThatIs('processing', { payment_email: 'ada@example.com' }),
        itemThatIs('SUCCESS', { payout_item: { ...payout_item, receiver: 'ADA@Example.com' } }),
      ),
    ).toStrictEqual({ kind: 'complete' }));

  it.each(['50.00', '50.0', '50', '50.000'])('is not one that only writes $50.00 as %s', (value) =>
    expect(settlementOf(payoutThatIs('processing'), itemThatIs('SUCCESS', paying(value)))).toStrictEqual({
      kind: 'complete',
    }),
  );
});

describe('M17: what decides nothing', () => {
  it.each([undefined, '', null, 7, {}])(
    'does not keep a payment from being completed: transaction_id %j',
    (id) =>
      expect(
        settlementOf(payoutThatIs('processing'), itemThatIs('SUCCESS', { transaction_id: id })),
      ).toStrictEqual({ kind: 'complete' }),
  );

  it('is kept if it is what it should be', () =>
    expect(
      settlementOf(payoutThatIs('processing'), itemThatIs('SUCCESS', { transaction_id: 'T' })),
    ).toStrictEqual({ kind: 'complete', transaction_id: 'T' }));

  it.each([undefined, null, [], [null], {}, 'no', { name: '' }, { name: 7 }])(
    'is no reason: errors %j',
    (errors) =>
      expect(settlementOf(payoutThatIs('processing'), itemThatIs('FAILED', { errors }))).toStrictEqual({
        kind: 'fail',
        reason: 'PayPal did not pay this payout (FAILED).',
      }),
  );
});

describe('the reason for an item’s status', () => {
  const WAITED = { status: 'UNCLAIMED', reason: 'RECEIVER_UNREGISTERED' };

  it.each<
    [string, Partial<PaypalItem>, Pick<ProviderState, 'status' | 'reason'> | undefined, string | undefined]
  >([
    ['FAILED', { errors: { name: 'INVALID_EMAIL' } }, WAITED, 'INVALID_EMAIL'],
    ['FAILED', { errors: [{ name: 'INVALID_EMAIL' }] }, undefined, 'INVALID_EMAIL'],
    ['RETURNED', {}, WAITED, 'RECEIVER_UNREGISTERED'],
    ['RETURNED', {}, { ...WAITED, status: 'RETURNED' }, 'RECEIVER_UNREGISTERED'],
    ['SUCCESS', {}, WAITED, undefined],
    ['RETURNED', {}, { ...WAITED, status: 'SUCCESS' }, undefined],
    ['RETURNED', {}, undefined, undefined],
  ])('of %s with %j after %j is %s', (status, facts, provider, expected) =>
    expect(reasonNameOf(itemThatIs(status, facts), provider)).toBe(expected),
  );
});
