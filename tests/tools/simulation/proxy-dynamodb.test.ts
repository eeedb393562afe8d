import { QueryCommand, TransactGetCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import type { Fault } from '../../../simulation/proxy/faults.ts';
import { useWorld } from '../../../testing/use-world.ts';
import { addPayouts } from '../../../testing/world.ts';
import { countOf, countTogether, isStored, put, useProxy } from './use-proxy.ts';

const world = useWorld();
const proxied = useProxy(world);

/** The errors that the SDK throws. */
async function errorOf(attempt: Promise<unknown>) {
  const thrown = await attempt.then(
    () => undefined,
    (error) => error,
  );
  const { name, message, CancellationReasons, $metadata } = thrown ?? {};
  return { name, message, reasons: CancellationReasons, status: $metadata?.httpStatusCode };
}

const NONE = { Code: 'None' };
const CONFLICT = { Code: 'TransactionConflict', Message: 'Transaction is ongoing for the item' };
const THROTTLED = {
  Code: 'ThrottlingError',
  Message:
    'Throughput exceeds the current capacity of your table or index. ' +
    'DynamoDB is automatically scaling your table or index so please try again shortly.',
};
const CANCELLED = 'Transaction cancelled, please refer cancellation reasons for specific reasons';

describe('a transaction through the proxy', () => {
  const cases: [Fault, object[]][] = [
    [{ kind: 'conflict' }, [CONFLICT, NONE]],
    [{ kind: 'conflict', item: 1 }, [NONE, CONFLICT]],
    [{ kind: 'throttled', item: 1 }, [NONE, THROTTLED]],
  ];

  it.each(cases)('is cancelled by the fault %j, and writes nothing', async (fault, reasons) => {
    const { proxy, store } = proxied;
    proxy.plan(() => fault);
    const before = proxy.calls;
    expect(await errorOf(countTogether(store, 'aff-cancelled', 'aff-other'))).toStrictEqual({
      name: 'TransactionCanceledException',
      message: `${CANCELLED} [${reasons.map((reason) => (reason as typeof NONE).Code).join(', ')}]`,
      reasons,
      status: 400,
    });
    expect(proxy.calls).toBe(before + 1);
    expect(await countOf(world.store, 'aff-cancelled')).toBeUndefined();
    expect(proxy.conflicts).toBe(0);
  });

  it.each(cases)('is cancelled by the fault %j, if it reads', async (fault, reasons) => {
    const { proxy, store } = proxied;
    proxy.plan(() => fault);
    const TransactItems = ['aff-1', 'aff-2'].map((affiliate_id) => ({
      Get: { TableName: store.tables.affiliates, Key: { affiliate_id } },
    }));
    const { name, reasons: given } = await errorOf(store.db.send(new TransactGetCommand({ TransactItems })));
    expect({ name, given }).toStrictEqual({ name: 'TransactionCanceledException', given: reasons });
  });
});

it('reports failed conditions of a transaction beside its conflict', async () => {
  const { proxy, store } = proxied;
  proxy.plan(() => ({ kind: 'conflict' }));
  await put(world.store, 'aff-there');
  const TransactItems = ['aff-busy', 'aff-there', 'aff-else'].map((affiliate_id) => ({
    Put: {
      TableName: store.tables.affiliates,
      Item: { affiliate_id },
      ConditionExpression: 'attribute_not_exists(affiliate_id)',
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const,
    },
  }));
  const { reasons } = await errorOf(store.db.send(new TransactWriteCommand({ TransactItems })));
  const Item = { affiliate_id: { S: 'aff-there' }, user_id: { S: 'user-of-aff-there' } };
  expect(reasons).toStrictEqual([
    CONFLICT,
    { Code: 'ConditionalCheckFailed', Message: 'The conditional request failed', Item },
    NONE,
  ]);
  expect(await isStored(world.store, 'aff-busy')).toBe(false);
});

describe('a single call through the proxy', () => {
  it('is tried three times and returns try_again if it is throttled', async () => {
    const { proxy, store } = proxied;
    proxy.plan(() => ({ kind: 'throttled' }));
    const before = proxy.calls;
    await expect(put(store, 'aff-throttled')).rejects.toMatchObject({ code: 'try_again' });
    expect(proxy.calls).toBe(before + 3);
    expect(await isStored(world.store, 'aff-throttled')).toBe(false);
  });

  it('is tried three times and does nothing if the database fails', async () => {
    const { proxy, store } = proxied;
    proxy.plan(() => ({ kind: 'unavailable' }));
    const before = proxy.calls;
    expect(await errorOf(put(store, 'aff-unavailable'))).toStrictEqual({
      name: 'InternalServerError',
      message: 'Internal server error',
      reasons: undefined,
      status: 500,
    });
    expect(proxy.calls).toBe(before + 3);
    expect(await isStored(world.store, 'aff-unavailable')).toBe(false);
  });
});

/** Runs one query, and does not fetch further pages. */
async function ask(affiliateId: string, more: object = {}) {
  const { Items = [], LastEvaluatedKey } = await proxied.store.db.send(
    new QueryCommand({
      TableName: proxied.store.tables.payouts,
      IndexName: 'affiliate-payouts-index',
      KeyConditionExpression: 'affiliate_id = :affiliate',
      ExpressionAttributeValues: { ':affiliate': affiliateId },
      ...more,
    }),
  );
  return { amounts: Items.map(({ amount }) => amount), more: LastEvaluatedKey !== undefined };
}

const fill = (affiliate_id: string, ...amounts: number[]) =>
  addPayouts(
    world,
    ...amounts.map((amount) => ({ affiliate_id, amount, requested_at: `2025-01-01T00:00:00.00${amount}Z` })),
  );

describe('a stale index of the proxy', () => {
  it('returns what it returned before the last change', async () => {
    const { proxy } = proxied;
    await fill('aff-stale', 1);
    expect(await ask('aff-stale')).toStrictEqual({ amounts: [1], more: false });
    await fill('aff-stale', 2);
    proxy.plan(() => ({ kind: 'stale' }));
    expect(await ask('aff-stale')).toStrictEqual({ amounts: [1], more: false });
    expect(await ask('aff-stale')).toStrictEqual({ amounts: [1], more: false });
    proxy.plan();
    expect(await ask('aff-stale')).toStrictEqual({ amounts: [1, 2], more: false });
  });

  it('returns the current items if it returned nothing before', async () => {
    proxied.proxy.plan(() => ({ kind: 'stale' }));
    await fill('aff-first', 1, 2);
    expect(await ask('aff-first')).toStrictEqual({ amounts: [1, 2], more: false });
    expect(await ask('aff-first')).toStrictEqual({ amounts: [1, 2], more: false });
  });

  it('does not affect reads of a table', async () => {
    const { proxy, store } = proxied;
    proxy.plan(() => ({ kind: 'stale' }));
    const before = { ...proxy.faults };
    await countTogether(store, 'aff-table');
    expect(await countOf(store, 'aff-table')).toBe(1);
    await countTogether(store, 'aff-table');
    expect(await countOf(store, 'aff-table')).toBe(2);
    expect(proxy.faults).toStrictEqual(before);
  });
});

describe('a short page of the proxy', () => {
  it('ends after the given number of items, and has a next page', async () => {
    await fill('aff-paged', 1, 2, 3);
    proxied.proxy.plan(() => ({ kind: 'short_page', limit: 2 }));
    expect(await ask('aff-paged')).toStrictEqual({ amounts: [1, 2], more: true });
    proxied.proxy.plan(() => ({ kind: 'short_page' }));
    expect(await ask('aff-paged')).toStrictEqual({ amounts: [1], more: true });
  });

  it('is never longer than the requested page', async () => {
    await fill('aff-limited', 1, 2, 3);
    proxied.proxy.plan(() => ({ kind: 'short_page', limit: 2 }));
    expect(await ask('aff-limited', { Limit: 1 })).toStrictEqual({ amounts: [1], more: true });
  });
});

it('does not affect calls that it does not fit', async () => {
  const { proxy, store } = proxied;
  for (const kind of ['conflict', 'short_page', 'stale'] as const) {
    proxy.plan(() => ({ kind }));
    await put(store, `aff-${kind}`);
    expect(await isStored(world.store, `aff-${kind}`)).toBe(true);
  }
});
