import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../../simulation/proxy/call.ts';
import { createContention } from '../../../simulation/proxy/contention.ts';
import { useWorld } from '../../../testing/use-world.ts';
import { countOf, countTogether, useProxy } from './use-proxy.ts';

const world = useWorld();
const contended = useProxy(world, { contention: true });
const free = useProxy(world);

const codeOf = (error: { name: string; CancellationReasons?: { Code: string }[] }) =>
  error.CancellationReasons?.map(({ Code }) => Code).join() ?? error.name;

describe('32 concurrent transactions on one row', () => {
  const race = async (store: typeof contended.store, id: string) => {
    const attempts = Array.from({ length: 32 }, () => countTogether(store, id, `${id}-${randomUUID()}`));
    const results = await Promise.allSettled(attempts);
    const refused = results
      .filter((result) => result.status === 'rejected')
      .map(({ reason }) => codeOf(reason));
    return { refused, committed: 32 - refused.length };
  };

  it('conflict, and those that do not conflict are applied', async () => {
    const { refused, committed } = await race(contended.store, 'aff-race');
    expect(new Set(refused)).toStrictEqual(new Set(['TransactionConflict,None']));
    expect(committed).toBeGreaterThan(0);
    expect(contended.proxy.conflicts).toBe(refused.length);
    expect(await countOf(world.store, 'aff-race')).toBe(committed);
  });

  it('never conflict without the proxy', async () => {
    expect(await race(free.store, 'aff-free')).toStrictEqual({ refused: [], committed: 32 });
    expect(free.proxy.conflicts).toBe(0);
    expect(await countOf(world.store, 'aff-free')).toBe(32);
  });

  it('never conflict one after the other', async () => {
    const before = contended.proxy.conflicts;
    for (let round = 0; round < 5; round++) await countTogether(contended.store, 'aff-patient');
    expect(contended.proxy.conflicts).toBe(before);
  });
});

const TableName = 'commercive_affiliates';
const Key = { affiliate_id: { S: 'aff-1' } };
const Item = { ...Key, total_earned: { N: '5' } };
const row = { TableName, Key };
const other = { TableName, Key: { affiliate_id: { S: 'aff-2' } } };
const batch = ['BatchWriteItem', { RequestItems: { [TableName]: [{ DeleteRequest: { Key } }] } }] as const;
const writes = (...TransactItems: Json[]) => ['TransactWriteItems', { TransactItems }] as const;
const reads = (...items: Json[]) =>
  ['TransactGetItems', { TransactItems: items.map((Get) => ({ Get })) }] as const;

/** The result of a second call while the first is under way, and of both afterwards. */
async function meet([first, ongoing]: readonly [string, Json], [second, input]: readonly [string, Json]) {
  const contention = createContention();
  const done = { status: 200, headers: {}, body: Buffer.from('{}') };
  const verdict = async () => {
    const { status, body } = await contention.during(
      { number: 2, operation: second, input },
      async () => done,
    );
    const { __type = '', CancellationReasons = [] } = JSON.parse(body.toString());
    const codes = CancellationReasons.map(({ Code }: Json) => Code);
    return status === 200 ? 'passes' : [__type.replace(/^.*#/, ''), ...codes].join(' ');
  };
  const { promise, resolve } = Promise.withResolvers<typeof done>();
  const call = contention.during({ number: 1, operation: first, input: ongoing }, () => promise);
  const during = await verdict();
  resolve(done);
  await call;
  expect(await verdict()).toBe('passes');
  expect(contention.conflicts).toBe(during === 'passes' || during.includes('InProgress') ? 0 : 1);
  return during;
}

const CANCELLED = 'TransactionCanceledException';

describe('a call while a transaction writes an item', () => {
  const ongoing = writes({ Update: row }, { Put: { TableName, Item: other.Key } });

  it.each<[string, readonly [string, Json], string]>([
    ['a transaction that puts it', writes({ Put: { TableName, Item } }), `${CANCELLED} TransactionConflict`],
    ['a transaction that checks it', writes({ ConditionCheck: row }), `${CANCELLED} TransactionConflict`],
    [
      'a transaction that has it second',
      writes({ Put: { TableName: 'commercive_payouts', Item: { payout_id: { S: 'p' } } } }, { Delete: row }),
      `${CANCELLED} None TransactionConflict`,
    ],
    [
      'a transaction that reads it',
      reads(row, { ...row, TableName: 'elsewhere' }),
      `${CANCELLED} TransactionConflict None`,
    ],
    ['an UpdateItem', ['UpdateItem', row], 'TransactionConflictException'],
    ['a PutItem', ['PutItem', { TableName, Item }], 'TransactionConflictException'],
    ['a DeleteItem', ['DeleteItem', row], 'TransactionConflictException'],
    [
      'a PutItem of its second item',
      ['PutItem', { TableName, Item: other.Key }],
      'TransactionConflictException',
    ],
    ['a PutItem of another', ['PutItem', { TableName, Item: { affiliate_id: { S: 'aff-3' } } }], 'passes'],
    ['a GetItem', ['GetItem', row], 'passes'],
    ['a Query', ['Query', { TableName }], 'passes'],
    ['a BatchWriteItem', batch, 'passes'],
  ])('%s', async (_name, call, verdict) => {
    expect(await meet(ongoing, call)).toBe(verdict);
  });
});

describe('a call while another call is under way', () => {
  it.each<[string, readonly [string, Json], readonly [string, Json], string]>([
    [
      'a check meets a check',
      writes({ ConditionCheck: row }),
      writes({ ConditionCheck: row }),
      `${CANCELLED} TransactionConflict`,
    ],
    ['a transaction meets a PutItem', ['PutItem', { TableName, Item }], writes({ Update: row }), 'passes'],
    [
      'a transaction of reads meets a PutItem',
      ['PutItem', { TableName, Item }],
      reads(row),
      `${CANCELLED} TransactionConflict`,
    ],
    ['a transaction of reads meets a batch', batch, reads(row), `${CANCELLED} TransactionConflict`],
    [
      'a PutItem meets a PutItem',
      ['PutItem', { TableName, Item }],
      ['PutItem', { TableName, Item }],
      'passes',
    ],
    ['a write meets a transaction of reads', reads(row), writes({ Update: row }), 'passes'],
    ['reads meet reads', reads(row), reads(row), 'passes'],
    [
      'a transaction meets itself',
      ['TransactWriteItems', { TransactItems: [{ Update: row }], ClientRequestToken: 'a' }],
      ['TransactWriteItems', { TransactItems: [{ Update: row }], ClientRequestToken: 'a' }],
      'TransactionInProgressException',
    ],
  ])('%s', async (_name, first, second, verdict) => {
    expect(await meet(first, second)).toBe(verdict);
  });
});
