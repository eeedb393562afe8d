import { paginateQuery } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import { benchHistory, type Line, linesOf } from '../../../bench/history.ts';
import { useWorld } from '../../../testing/use-world.ts';

const world = useWorld();

/** A number with one significant digit, like all amounts of a history. */
const NUMBER_BYTES = 2;

/**
 * A transaction costs twice a plain write, and each index that a new payout is in costs one more write. What
 * is not scheduled and has not ended is in four.
 */
const INDEXES_OF_NEW = [
  'affiliate-payouts-index',
  'status-payouts-index',
  'affiliate-status-payouts-index',
  'email-payouts-index',
];
const WRITE_UNITS = {
  ours: 2 * 3 + INDEXES_OF_NEW.length,
  source: 1 + ['affiliate-payouts-index', 'status-payouts-index'].length,
};

describe('the measured histories', () => {
  it('cost the service the same at any length, and the old way in proportion to it', async () => {
    for (const line of await linesOf(world, [10, 1000])) {
      const { who, operation, usage } = line;
      const cost = `${who} ${operation.name}`;
      const units = 0.5 + (await unitsToSum(line));
      const itemsSummed = 1 + line.history.size;
      const writeUnits = WRITE_UNITS[who];
      if (cost === 'ours balance')
        expect(usage).toStrictEqual({ commands: 2, itemsRead: 2, readUnits: 1.5, writeUnits: 0 });
      if (cost === 'ours request')
        expect(usage).toStrictEqual({ commands: 2, itemsRead: 1, readUnits: 0.5, writeUnits });
      if (cost === 'source balance')
        expect(usage).toStrictEqual({ commands: 2, itemsRead: itemsSummed, readUnits: units, writeUnits: 0 });
      if (cost === 'source request')
        expect(usage).toStrictEqual({ commands: 3, itemsRead: itemsSummed, readUnits: units, writeUnits });
    }
  });
});

/** The cost of an eventually consistent page: half a unit for every 4 KB of stored items. */
async function unitsToSum({ history }: Line): Promise<number> {
  const query = {
    TableName: world.store.tables.payouts,
    IndexName: 'affiliate-payouts-index',
    KeyConditionExpression: 'affiliate_id = :affiliate',
    ExpressionAttributeValues: { ':affiliate': history.affiliateId },
  };
  let bytes = 0;
  for await (const { Items = [] } of paginateQuery({ client: world.store.db }, query)) {
    for (const [name, value] of Items.flatMap(Object.entries)) {
      bytes += name.length + (typeof value === 'number' ? NUMBER_BYTES : value.length);
    }
  }
  return Math.ceil(bytes / 4096) / 2;
}

describe('the benchmark of histories', () => {
  it('reports every call at every length, and the limits that must hold', async () => {
    const { tables, promises } = await benchHistory({ sizes: [10, 30], rounds: 2 });
    expect(tables.map(({ rows }) => rows.map(([call, payouts]) => `${call} ${payouts}`))).toStrictEqual([
      ['balance', 'request', 'list', 'list, failed only'].flatMap((name) => [`${name} 10`, `${name} 30`]),
      ['balance', 'request'].flatMap((name) => [`${name} 10`, `${name} 30`]),
      [expect.stringMatching(/^10 /), expect.stringMatching(/^30 /)],
    ]);
    const counted = promises.filter(({ text }) => text.includes('items'));
    expect(counted).toStrictEqual([
      { text: 'balance reads as many items at 30 payouts as at 10 (2 and 2)', holds: true },
      { text: 'request reads as many items at 30 payouts as at 10 (1 and 1)', holds: true },
    ]);
  });
});
