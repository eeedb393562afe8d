import { beforeEach, describe, expect, it, vi } from 'vitest';
import { getBatch, getItems } from '../../libs/store/engine/batch-get.ts';

type Key = { id: number };
type Requests = Record<string, { Keys: Key[]; ConsistentRead?: true }>;

/**
 * Stands in for DynamoDB: a batch reads some keys of each table and leaves the others for later, has room for
 * 100, and may be old if it does not say otherwise. Only keys from 0 are there.
 */
function reading(atOnce: number) {
  const send = async ({ input: { RequestItems } }: { input: { RequestItems: Requests } }) => {
    const requests = Object.entries(RequestItems);
    if (requests.flatMap(([, { Keys }]) => Keys).length > 100) throw new Error('Too many items requested');
    const read = requests.map(([table, { Keys, ConsistentRead }]) => {
      const there = Keys.slice(0, atOnce).filter(({ id }) => id >= 0);
      return [table, there.map((key) => ({ ...key, table, isNew: ConsistentRead === true }))];
    });
    const left = requests.flatMap(([table, { Keys, ...rest }]) =>
      Keys.length > atOnce ? [[table, { ...rest, Keys: Keys.slice(atOnce) }]] : [],
    );
    return {
      Responses: Object.fromEntries(read),
      ...(left.length > 0 && { UnprocessedKeys: Object.fromEntries(left) }),
    };
  };
  return { db: { send }, remainingMs: () => Number.POSITIVE_INFINITY } as never;
}

const keys = (count: number): Key[] => Array.from({ length: count }, (_, id) => ({ id }));
const itemsOf = (table: string, count: number) => keys(count).map((key) => ({ ...key, table, isNew: true }));

// No test has to wait for its turn.
beforeEach(() => vi.spyOn(Math, 'random').mockReturnValue(0));

describe('the items of a table with these keys', () => {
  it.each([
    [0, 100],
    [1, 100],
    [100, 100],
    [101, 100],
    [250, 100],
    [250, 40],
  ])('are all read, as they are now: %d, of which a batch reads %d', async (count, atOnce) =>
    expect(await getItems(reading(atOnce), 'payouts', keys(count))).toStrictEqual(itemsOf('payouts', count)),
  );

  it('are only those that are there', async () => {
    const some = [{ id: -1 }, { id: 0 }, { id: -2 }];
    expect(await getItems(reading(2), 'payouts', some)).toStrictEqual(itemsOf('payouts', 1));
    const answersNothing = { db: { send: async () => ({}) }, remainingMs: () => Number.POSITIVE_INFINITY };
    expect(await getItems(answersNothing as never, 'payouts', some)).toStrictEqual([]);
  });
});

describe('a batch of several tables', () => {
  const REQUESTS = {
    payouts: { Keys: keys(5), ConsistentRead: true },
    balances: { Keys: keys(2), ConsistentRead: true },
  } as const;

  it.each([5, 2, 1])('is asked until each is read: %d items at once', async (atOnce) =>
    expect(await getBatch(reading(atOnce), REQUESTS)).toStrictEqual({
      payouts: itemsOf('payouts', 5),
      balances: itemsOf('balances', 2),
    }),
  );

  it('is given up if nothing comes of it', () =>
    expect(getBatch(reading(0), REQUESTS)).rejects.toMatchObject({ code: 'try_again' }));
});
