import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { buildProcessPayouts } from '../../../functions/admin/process-bulk.ts';
import { buildCancelPayout } from '../../../functions/payouts/cancel.ts';
import { buildListPayouts } from '../../../functions/payouts/list.ts';
import { buildRequestPayout } from '../../../functions/payouts/request.ts';
import { openStore, type Store } from '../../../libs/store/engine/client.ts';
import { transact } from '../../../libs/store/engine/transaction.ts';
import { call } from '../../../testing/call.ts';
import { cancelled, lost, withClient } from '../../../testing/client.ts';
import { callExpecting, expectFailure } from '../../../testing/expect.ts';
import { asking, cancelling, payoutThatIs, processingAll } from '../../../testing/lifecycle.ts';
import { logLines } from '../../../testing/log-lines.ts';
import { INTERNAL, OUTCOME_UNKNOWN, TRY_AGAIN } from '../../../testing/refusals.ts';
import { useWorld } from '../../../testing/use-world.ts';
import { addAffiliate, addPayouts, countersOf } from '../../../testing/world.ts';

const world = useWorld();

const throttled = () =>
  Object.assign(new Error('slow down'), {
    name: 'ThrottlingException',
    $metadata: { httpStatusCode: 400 },
  });

/** Carries the first transaction out and loses its answer; what comes after it fails in this way. */
function losingThen(fault: () => Error): Store {
  let tries = 0;
  return withClient(world, async (name, send) => {
    if (name !== 'TransactWriteItemsCommand') return send();
    if (tries++ > 0) throw fault();
    await send();
    throw lost();
  });
}

const errors = () => logLines('error');
beforeEach(() => vi.mocked(process.stdout.write).mockClear());

describe.each([
  ['throttled', throttled],
  ['cancelled for throttling', () => cancelled('ThrottlingError')],
  ['cancelled for a conflict', () => cancelled('TransactionConflict')],
  ['lost too', lost],
])('M15: a transaction that was carried out and not answered, later ones %s', (_, fault) => {
  it('is internal for a request, with words of its own, and reserves once under the same key', async () => {
    const { affiliate_id, user_id } = await addAffiliate(world);
    await callExpecting(201, buildRequestPayout(world), asking(user_id, { amount: 1000 }));
    const asked = asking(user_id, { amount: 2000 }, 'again');
    const request = buildRequestPayout({ ...world, store: losingThen(fault) });
    expectFailure(await call(request, asked), OUTCOME_UNKNOWN);
    expect((await call(buildRequestPayout(world), asked)).headers['idempotency-replayed']).toBe('true');
    expect(await countersOf(world, affiliate_id)).toStrictEqual({
      committed: 3000,
      paid: 0,
      payout_count: 2,
    });
  });

  it('is internal for a cancel', async () => {
    const { affiliate, payout_id } = await payoutThatIs(world, 'pending');
    const cancel = buildCancelPayout({ ...world, store: losingThen(fault) });
    expectFailure(await call(cancel, cancelling(affiliate.user_id, payout_id)), OUTCOME_UNKNOWN);
  });

  it('leaves the stack of the lost answer in the log, once', async () => {
    const { affiliate, payout_id } = await payoutThatIs(world, 'pending');
    const cancel = buildCancelPayout({ ...world, store: losingThen(fault) });
    await callExpecting(500, cancel, cancelling(affiliate.user_id, payout_id));
    expect(errors()).toStrictEqual([
      expect.objectContaining({ event: 'call', code: 'internal', status: 500 }),
    ]);
    expect(errors()[0]?.stack).toContain('socket hang up');
  });

  it('is internal for one of many, and its stack is in the log once', async () => {
    const { payout_id } = await payoutThatIs(world, 'pending');
    const all = buildProcessPayouts({ ...world, store: losingThen(fault) });
    const { json } = await callExpecting(200, all, processingAll([{ payout_id, action: 'start' }]));
    const { code, message } = OUTCOME_UNKNOWN;
    expect(json.data.results).toStrictEqual([{ payout_id, success: false, error: { code, message } }]);
    expect(errors()).toStrictEqual([expect.objectContaining({ event: 'item', payout_id })]);
    expect(errors()[0]?.stack).toContain('socket hang up');
  });
});

describe('a part of a request whose outcome stays unknown', () => {
  const isOpening = (input: object) => JSON.stringify(input).includes('ADD marked');

  it('is tried again with the whole', async () => {
    const { affiliate_id, user_id } = await addAffiliate(world);
    await addPayouts(world, { affiliate_id, amount: 1000 });
    let left = 8;
    const store = withClient(world, (_, send, input) => {
      if (isOpening(input) && left-- > 0) throw lost();
      return send();
    });
    await callExpecting(201, buildRequestPayout({ ...world, store }), asking(user_id, { amount: 1000 }));
    expect(left).toBeLessThan(0);
    const counters = { committed: 2000, paid: 1000, payout_count: 2 };
    expect(await countersOf(world, affiliate_id)).toStrictEqual(counters);
  });
});

describe('a write', () => {
  it('is sent once: what is repeated is repeated by us, who remember a lost answer', async () => {
    let calls = 0;
    const server = createServer(({ socket }) => {
      calls++;
      socket.destroy();
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const store = openStore({ ...world.settings.store, endpoint: `http://127.0.0.1:${port}` });
    const Delete = { TableName: store.tables.balances, Key: { affiliate_id: 'aff-nobody' } };
    await expect(transact(store, [{ Delete }])).rejects.toThrow();
    expect(calls).toBe(1);
    server.close();
  });
});

describe('what is known not to have been done', () => {
  it('is try_again, a warning, and no stack', async () => {
    const { user_id } = await addAffiliate(world);
    const store = withClient(world, (name, send) => {
      if (name === 'TransactWriteItemsCommand') throw throttled();
      return send();
    });
    expectFailure(await call(buildRequestPayout({ ...world, store }), asking(user_id, { amount: 1000 })), {
      ...TRY_AGAIN,
      headers: { 'retry-after': '1' },
    });
    expect(errors()).toStrictEqual([]);
    const warnings = logLines('warn');
    expect(warnings).toStrictEqual([
      expect.objectContaining({ level: 'warn', event: 'call', code: 'try_again', status: 503 }),
    ]);
    expect(warnings[0]).not.toHaveProperty('stack');
  });

  it('keeps the words of any other fault', async () => {
    const { user_id } = await addAffiliate(world);
    const store = withClient(world, async () => {
      throw new Error('the disk is on fire');
    });
    expectFailure(await call(buildListPayouts({ ...world, store }), { as: user_id }), INTERNAL);
  });
});
