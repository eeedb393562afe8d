import { describe, expect, it } from 'vitest';
import { openAccount } from './account.ts';

describe('a repeated sender_batch_id', () => {
  it('is refused with a link to the first batch, and pays nothing more', async () => {
    const { pay, simulator } = await openAccount();
    const first = await pay('same');
    await simulator.settle();
    const { status, json } = await pay('same', 'bob@example.com');
    expect({ status, json }).toEqual({
      status: 400,
      json: {
        name: 'USER_BUSINESS_ERROR',
        message: 'User business error.',
        debug_id: expect.any(String),
        details: [
          {
            field: 'SENDER_BATCH_ID',
            location: 'body',
            issue: 'Batch with given sender_batch_id already exists',
            link: [
              {
                href: `${simulator.url}/v1/payments/payouts/${first.json.batch_header.payout_batch_id}`,
                rel: 'self',
                method: 'GET',
                encType: 'application/json',
              },
            ],
          },
        ],
      },
    });
    await simulator.settle();
    expect(simulator.payments()).toHaveLength(1);
  });

  it('is refused for 30 days, and then pays again', async () => {
    const { pay, simulator, passDays } = await openAccount();
    await pay('same');
    passDays(29.99);
    expect(await pay('same')).toMatchObject({ status: 400 });
    passDays(0.01);
    expect(await pay('same')).toMatchObject({ status: 201 });
    await simulator.settle();
    const payment = { sender_item_id: 'same', receiver: 'ann@example.com', value: '50.00', currency: 'USD' };
    expect(simulator.payments()).toMatchObject([
      { ...payment, status: 'SUCCESS' },
      { ...payment, status: 'SUCCESS' },
    ]);
  });

  it('is accepted again once its batch was denied, and not before', async () => {
    const { pay, simulator } = await openAccount();
    await pay('same', 'denied@example.com');
    expect(await pay('same')).toMatchObject({ status: 400 });
    await simulator.settle();
    expect(await pay('same')).toMatchObject({ status: 201 });
    expect(await pay('same')).toMatchObject({ status: 400 });
  });

  it('is refused as soon as the first was accepted: of ten at once, one makes a batch', async () => {
    const { pay, simulator } = await openAccount();
    const statuses = await Promise.all(Array.from({ length: 10 }, async () => (await pay('same')).status));
    expect(statuses.sort()).toEqual([201, ...Array(9).fill(400)]);
    expect(simulator.batches()).toHaveLength(1);
  });

  it('is the only thing compared: the same item is paid again under another id', async () => {
    const { pay, simulator } = await openAccount();
    await pay('first', 'ann@example.com', { sender_item_id: 'item' });
    await pay('second', 'ann@example.com', { sender_item_id: 'item' });
    await simulator.settle();
    expect(simulator.payments()).toHaveLength(2);
  });
});
