import { describe, expect, it, vi } from 'vitest';
import { openAccount } from './account.ts';

const TRANSACTION = /^[A-Z0-9]{17}$/;

describe('the address of the receiver decides what becomes of the item', () => {
  it.each([
    ['ann@example.com', 'SUCCESS', undefined, true],
    ['unclaimed@example.com', 'UNCLAIMED', 'RECEIVER_UNREGISTERED', true],
    ['Unclaimed+2@example.com', 'UNCLAIMED', 'RECEIVER_UNREGISTERED', true],
    ['hold@example.com', 'ONHOLD', 'REGULATORY_PENDING', true],
    ['refused@example.com', 'FAILED', 'RECEIVER_ACCOUNT_LOCKED', false],
    ['blocked@example.com', 'BLOCKED', 'REGULATORY_BLOCKED', false],
    ['constructor@example.com', 'SUCCESS', undefined, true],
  ])('%s: %s', async (receiver, status, error, hasTransaction) => {
    const { pay, simulator, onlyItem } = await openAccount();
    await pay('batch', receiver);
    await simulator.settle();
    const { json } = await onlyItem();
    expect(json.transaction_status).toBe(status);
    expect(json.errors?.name).toBe(error);
    expect(TRANSACTION.test(json.transaction_id)).toBe(hasTransaction);
    expect(simulator.batches()).toMatchObject([{ batch_header: { batch_status: 'SUCCESS' } }]);
    expect(simulator.payments()).toHaveLength(status === 'SUCCESS' ? 1 : 0);
    await simulator.settle();
    expect((await onlyItem()).json.transaction_status).toBe(status);
  });

  it('returned@: is paid first, and returned one step later, in a transaction of its own', async () => {
    const { pay, simulator, onlyItem } = await openAccount();
    await pay('batch', 'returned@example.com');
    await simulator.settle();
    const paid = (await onlyItem()).json;
    expect(paid.transaction_status).toBe('SUCCESS');
    await simulator.settle();
    const returned = (await onlyItem()).json;
    expect(returned.transaction_status).toBe('RETURNED');
    expect(returned.transaction_id).not.toBe(paid.transaction_id);
    expect(simulator.payments()).toMatchObject([{ status: 'RETURNED' }]);
  });

  it('denied@: denies the whole batch, and pays no item', async () => {
    const { pay, simulator } = await openAccount();
    await pay('batch', 'denied@example.com');
    await simulator.settle();
    expect(simulator.batches()).toMatchObject([
      { batch_header: { batch_status: 'DENIED' }, items: [{ transaction_status: 'FAILED' }] },
    ]);
    expect(simulator.payments()).toEqual([]);
  });

  it('unclaimed@: is returned after 30 days', async () => {
    const { pay, simulator, onlyItem, passDays } = await openAccount();
    await pay('batch', 'unclaimed@example.com');
    await simulator.settle();
    passDays(30);
    await simulator.settle();
    expect((await onlyItem()).json.transaction_status).toBe('RETURNED');
  });
});

describe('the passing of time', () => {
  it('changes the status of an item, and returns what is returned later', async () => {
    const { pay, simulator } = await openAccount({ delayMs: 20 });
    await pay('batch', 'returned@example.com');
    await vi.waitFor(() => expect(simulator.payments()).toMatchObject([{ status: 'RETURNED' }]));
    expect(simulator.webhooks.map(({ type }) => type)).toEqual([
      'PAYMENT.PAYOUTSBATCH.PROCESSING',
      'PAYMENT.PAYOUTS-ITEM.SUCCEEDED',
      'PAYMENT.PAYOUTSBATCH.SUCCESS',
      'PAYMENT.PAYOUTS-ITEM.RETURNED',
    ]);
  });

  it('changes nothing if no delay is set', async () => {
    const { pay, simulator, onlyItem } = await openAccount();
    await pay('batch');
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect((await onlyItem()).json.transaction_status).toBe('PENDING');
    expect(simulator.webhooks).toEqual([]);
  });
});

describe('cancelling', () => {
  it('returns an unclaimed item', async () => {
    const { pay, simulator, call, onlyItem } = await openAccount();
    await pay('batch', 'unclaimed@example.com');
    await simulator.settle();
    const { payout_item_id } = (await onlyItem()).json;
    const path = `/v1/payments/payouts-item/${payout_item_id}/cancel`;
    expect(await call('POST', path)).toMatchObject({ status: 200, json: { transaction_status: 'RETURNED' } });
    expect(simulator.webhooks.at(-1)?.type).toBe('PAYMENT.PAYOUTS-ITEM.CANCELED');
    expect(await call('POST', path)).toMatchObject({ status: 400 });
  });

  it.each(['ann@example.com', 'hold@example.com', 'refused@example.com'])('%s: refused', async (receiver) => {
    const { pay, simulator, call, onlyItem } = await openAccount();
    await pay('batch', receiver);
    await simulator.settle();
    const before = (await onlyItem()).json;
    expect(await call('POST', `/v1/payments/payouts-item/${before.payout_item_id}/cancel`)).toMatchObject({
      status: 400,
      json: { name: expect.any(String), message: expect.any(String) },
    });
    expect((await onlyItem()).json).toEqual(before);
  });
});

describe('the simulator, as tests use it', () => {
  it('refunds and reverses what was paid, and nothing else', async () => {
    const { pay, simulator } = await openAccount();
    await pay('refunded');
    await pay('reversed');
    const [first = '', second = ''] = simulator.batches().map(({ items }) => items[0]?.payout_item_id ?? '');
    await expect(simulator.refund(first)).rejects.toThrow('PENDING');
    await simulator.settle();
    await simulator.refund(first);
    await simulator.reverse(second);
    expect(simulator.payments()).toMatchObject([{ status: 'REFUNDED' }, { status: 'REVERSED' }]);
    await expect(simulator.refund('unknown')).rejects.toThrow('no item');
  });

  it('sets an item to any status, and it stays there', async () => {
    const { pay, simulator, onlyItem } = await openAccount();
    await pay('batch', 'unclaimed@example.com');
    await simulator.settle();
    await simulator.move((await onlyItem()).json.payout_item_id, 'SUCCESS');
    await simulator.settle();
    expect(simulator.payments()).toMatchObject([{ status: 'SUCCESS' }]);
    expect((await onlyItem()).json.errors).toBeUndefined();
  });

  it('changes the amount, currency or receiver of an item', async () => {
    const { pay, simulator, onlyItem } = await openAccount();
    await pay('batch');
    const { payout_item_id } = (await onlyItem()).json;
    simulator.alter(payout_item_id, { value: '50.0', currency: 'EUR', receiver: 'eve@example.com' });
    expect((await onlyItem()).json.payout_item).toMatchObject({
      amount: { value: '50.0', currency: 'EUR' },
      receiver: 'eve@example.com',
    });
  });
});
