import { describe, expect, it } from 'vitest';
import { openAccount } from './account.ts';
import { isVouchedFor, openListened } from './webhook-account.ts';

describe('an event that is not accepted', () => {
  it('is sent again, with a new signature and the same id, until it is accepted', async () => {
    const { pay, simulator, listener } = await openListened();
    listener.answer('PAYMENT.PAYOUTSBATCH.DENIED', 500, 0, 302);
    await pay('batch', 'denied@example.com');
    await simulator.settle();
    expect(simulator.webhooks).toMatchObject([{ answers: [500, 0, 302, 200] }]);
    expect(new Set(listener.received.map(({ id }) => id)).size).toBe(1);
    const transmissions = listener.received.map(({ headers }) => headers['paypal-transmission-id']);
    expect(new Set(transmissions).size).toBe(4);
    for (const received of listener.received) expect(await isVouchedFor(received, 'WEBHOOK-1')).toBe(true);
  });

  it('is given up after a few tries, and does not delay others', async () => {
    const { pay, simulator, listener } = await openListened();
    listener.answer('PAYMENT.PAYOUTS-ITEM.SUCCEEDED', 401, 401, 401, 401, 401);
    await pay('batch');
    await simulator.settle();
    expect(simulator.webhooks.map(({ answers }) => answers)).toEqual([[200], [401, 401, 401, 401], [200]]);
    expect(listener.received.at(-1)?.type).toBe('PAYMENT.PAYOUTS-ITEM.SUCCEEDED');
  });

  it('is given up if there is no server at the URL', async () => {
    const { pay, simulator } = await openAccount({ webhookUrl: 'http://127.0.0.1:1/' });
    await pay('batch', 'denied@example.com');
    await simulator.settle();
    expect(simulator.webhooks).toMatchObject([{ answers: [0, 0, 0, 0] }]);
  });
});

describe('deliveries that a test has planned', () => {
  it('come twice or ten times', async () => {
    const { pay, simulator, listener } = await openListened();
    simulator.plan({ on: 'webhook', kind: 'duplicate' }, { on: 'webhook', kind: 'duplicate', copies: 10 });
    await pay('batch');
    await simulator.settle();
    expect(simulator.webhooks.map(({ answers }) => answers.length)).toEqual([2, 10, 1]);
    expect(listener.received).toHaveLength(13);
  });

  it('never come', async () => {
    const { pay, simulator, listener } = await openListened();
    simulator.plan({ on: 'webhook', kind: 'drop', times: 2 });
    await pay('batch');
    await simulator.settle();
    expect(listener.received.map(({ type }) => type)).toEqual(['PAYMENT.PAYOUTSBATCH.SUCCESS']);
    expect(simulator.webhooks).toHaveLength(3);
  });

  it('come in reverse order, across steps', async () => {
    const { pay, simulator, listener } = await openListened();
    simulator.plan({ on: 'webhook', kind: 'reorder', times: 4 });
    await pay('batch', 'returned@example.com');
    await simulator.settle();
    expect(listener.received).toEqual([]);
    await simulator.settle();
    expect(listener.received.map(({ type }) => type)).toEqual(
      simulator.webhooks.map(({ type }) => type).reverse(),
    );
  });

  it('come in reverse order, each of them twice', async () => {
    const { pay, simulator, listener } = await openListened();
    simulator.plan(
      { on: 'webhook', kind: 'reorder', times: 3 },
      { on: 'webhook', kind: 'duplicate', times: 3 },
    );
    await pay('batch');
    await simulator.settle();
    expect(listener.received.map(({ id }) => id)).toEqual(
      simulator.webhooks.flatMap(({ id }) => [id, id]).reverse(),
    );
  });

  it('come at once if a test no longer waits', async () => {
    const { pay, simulator, listener } = await openListened();
    simulator.plan({ on: 'webhook', kind: 'reorder', times: 100 });
    await pay('batch');
    await simulator.settle();
    simulator.clearFaults();
    await simulator.delivered();
    expect(listener.received).toHaveLength(3);
  });
});
