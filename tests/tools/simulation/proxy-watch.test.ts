import { QueryCommand, ScanCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import { buildListPayouts } from '../../../functions/payouts/list.ts';
import { buildRequestPayout } from '../../../functions/payouts/request.ts';
import type { Json } from '../../../simulation/proxy/call.ts';
import { judgeMoneyWrites, judgeScan, nextPageOf } from '../../../simulation/proxy/query-audit.ts';
import { startProxy } from '../../../simulation/proxy/server.ts';
import { call } from '../../../testing/call.ts';
import { callExpecting } from '../../../testing/expect.ts';
import { asking } from '../../../testing/lifecycle.ts';
import { useWorld } from '../../../testing/use-world.ts';
import { addAffiliate, addPayouts, countersOf } from '../../../testing/world.ts';
import { useProxy } from './use-proxy.ts';

const PAYOUTS = 'commercive_payouts';
const BALANCES = 'commercive_payout_balances';
const ConditionExpression = 'attribute_not_exists(payout_id)';
const asked = (operation: string, input: Json) => ({ number: 1, operation, input });

describe('judgeScan', () => {
  it('reports a scan, with its table', () => {
    expect(judgeScan(asked('Scan', { TableName: PAYOUTS }))).toStrictEqual([
      'Scan reads all of commercive_payouts.',
    ]);
  });

  it('does not report a query', () => {
    expect(judgeScan(asked('Query', { TableName: PAYOUTS }))).toStrictEqual([]);
  });
});

describe('judgeMoneyWrites', () => {
  const transact = (...TransactItems: Json[]) =>
    judgeMoneyWrites(asked('TransactWriteItems', { TransactItems }));

  it.each(['PutItem', 'UpdateItem', 'DeleteItem'])('reports %s, even with a condition', (operation) => {
    expect(judgeMoneyWrites(asked(operation, { TableName: BALANCES, ConditionExpression }))).toStrictEqual([
      `${operation} writes to commercive_payout_balances outside a transaction.`,
    ]);
  });

  it('reports each write of a batch', () => {
    const RequestItems = { [PAYOUTS]: [{ PutRequest: { Item: {} } }, { DeleteRequest: { Key: {} } }] };
    const sentence = 'BatchWriteItem writes to commercive_payouts outside a transaction.';
    expect(judgeMoneyWrites(asked('BatchWriteItem', { RequestItems }))).toStrictEqual([sentence, sentence]);
  });

  it.each(['Put', 'Update', 'Delete'])('reports a %s without a condition', (kind) => {
    const safe = { Update: { TableName: BALANCES, ConditionExpression } };
    expect(transact(safe, { [kind]: { TableName: PAYOUTS } })).toStrictEqual([
      `TransactWriteItems has a ${kind} without a condition on commercive_payouts.`,
    ]);
  });

  it('does not report writes with conditions, checks, and tables without money', () => {
    expect(
      transact(
        { Put: { TableName: PAYOUTS, ConditionExpression } },
        { ConditionCheck: { TableName: BALANCES, ConditionExpression } },
        { Put: { TableName: 'commercive_affiliates' } },
      ),
    ).toStrictEqual([]);
    expect(judgeMoneyWrites(asked('PutItem', { TableName: 'commercive_affiliates' }))).toStrictEqual([]);
    expect(judgeMoneyWrites(asked('GetItem', { TableName: PAYOUTS }))).toStrictEqual([]);
  });
});

describe('nextPageOf', () => {
  const query = (more: Json = {}) => asked('Query', { TableName: PAYOUTS, IndexName: 'i', ...more });
  const LastEvaluatedKey = { payout_id: { S: 'p' }, affiliate_id: { S: 'a' } };
  const sameKey = { affiliate_id: { S: 'a' }, payout_id: { S: 'p' } };

  it('is the query that continues after a page', () => {
    const first = nextPageOf(query(), { LastEvaluatedKey });
    expect(first).toBe(
      '["commercive_payouts","i",null,[],[["affiliate_id",{"S":"a"}],["payout_id",{"S":"p"}]]]',
    );
    expect(nextPageOf(query({ ExclusiveStartKey: { old: { S: 'o' } } }), { LastEvaluatedKey: sameKey })).toBe(
      first,
    );
  });

  it('is absent after the last page, or if only one page was requested', () => {
    expect(nextPageOf(query(), { Items: [] })).toBeUndefined();
    expect(nextPageOf(query({ Limit: 5 }), { LastEvaluatedKey })).toBeUndefined();
  });
});

describe('a watching proxy', () => {
  const world = useWorld();
  const proxied = useProxy(world, { watch: true });

  it('reports nothing of the service while every query is cut into pages of one item', async () => {
    const { proxy, store } = proxied;
    const { affiliate_id, user_id } = await addAffiliate(world);
    await addPayouts(world, ...Array.from({ length: 5 }, () => ({ affiliate_id, amount: 2000 })));
    proxy.plan(() => ({ kind: 'short_page' }));
    const dependencies = { ...world, store };
    await callExpecting(201, buildRequestPayout(dependencies), asking(user_id, { amount: 1000 }));
    expect((await call(buildListPayouts(dependencies), { as: user_id })).json.data.payouts).toHaveLength(6);
    expect(proxy.faults.short_page).toBeGreaterThan(5);
    expect(await countersOf(world, affiliate_id)).toStrictEqual({
      committed: 11_000,
      paid: 10_000,
      payout_count: 6,
    });
    expect(proxy.violations()).toStrictEqual([]);
  });

  it('reports a page whose next page is not requested', async () => {
    const { proxy, store } = proxied;
    await addPayouts(world, { affiliate_id: 'aff-watched' }, { affiliate_id: 'aff-watched' });
    proxy.plan(() => ({ kind: 'short_page' }));
    const query = {
      TableName: PAYOUTS,
      IndexName: 'affiliate-payouts-index',
      KeyConditionExpression: 'affiliate_id = :affiliate',
      ExpressionAttributeValues: { ':affiliate': 'aff-watched' },
    };
    const { LastEvaluatedKey } = await store.db.send(new QueryCommand(query));
    const stopped = 'Query of affiliate-payouts-index stopped before its last page.';
    expect(proxy.violations()).toStrictEqual([stopped]);
    const second = await store.db.send(new QueryCommand({ ...query, ExclusiveStartKey: LastEvaluatedKey }));
    expect(proxy.violations()).toStrictEqual([stopped]);
    proxy.plan(() => ({ kind: 'drop_before' }));
    const ExclusiveStartKey = second.LastEvaluatedKey;
    await store.db.send(new QueryCommand({ ...query, ExclusiveStartKey })).catch(() => {});
    expect(proxy.violations()).toStrictEqual([]);

    await store.db.send(new ScanCommand({ TableName: PAYOUTS })).catch(() => {});
    expect(proxy.violations()).toStrictEqual(['Scan reads all of commercive_payouts.']);
  });

  it('expects no further pages if the first answer was lost', async () => {
    const { proxy, store } = proxied;
    const notes = 'x'.repeat(390_000);
    await addPayouts(world, ...Array.from({ length: 3 }, () => ({ affiliate_id: 'aff-lost', notes })));
    const query = {
      TableName: PAYOUTS,
      IndexName: 'affiliate-payouts-index',
      KeyConditionExpression: 'affiliate_id = :affiliate',
      ExpressionAttributeValues: { ':affiliate': 'aff-lost' },
    };
    const before = proxy.violations();
    proxy.plan(() => ({ kind: 'truncate' }));
    await expect(store.db.send(new QueryCommand(query))).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(proxy.violations()).toStrictEqual(before);
    proxy.plan();
    await store.db.send(new QueryCommand(query));
    expect(proxy.violations()).toStrictEqual([
      ...before,
      'Query of affiliate-payouts-index stopped before its last page.',
    ]);
  });

  it('forwards a transaction without a condition, and reports it', async () => {
    const { proxy, store } = proxied;
    const TransactItems = [{ Put: { TableName: BALANCES, Item: { affiliate_id: 'aff-unsafe' } } }];
    await store.db.send(new TransactWriteCommand({ TransactItems }));
    expect(proxy.violations()).toContain(
      'TransactWriteItems has a Put without a condition on commercive_payout_balances.',
    );
  });

  it('reports nothing unless it was asked to watch', async () => {
    const proxy = await startProxy({ target: `${world.settings.store.endpoint}` });
    await fetch(proxy.url, {
      method: 'POST',
      headers: { 'x-amz-target': 'DynamoDB_20120810.Scan' },
      body: '{}',
    });
    expect(proxy.calls).toBe(1);
    expect(proxy.violations()).toStrictEqual([]);
    await proxy.close();
  });
});
