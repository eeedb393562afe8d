import { describe, expect, it } from 'vitest';
import type { TableShape } from '../../libs/store/engine/describe-table.ts';
import { faultsOfTable, STREAM_VIEW, wantedIndexes } from '../../libs/store/engine/table-faults.ts';

/** The table of payouts as the service needs it. */
const FIT: TableShape = {
  name: 'payouts-here',
  keys: [{ name: 'payout_id', as: 'HASH' }],
  types: Object.fromEntries(
    ['payout_id', ...wantedIndexes('payouts').flatMap(({ keys }) => keys.map(({ name }) => name))].map(
      (name) => [name, 'S'],
    ),
  ),
  indexes: Object.fromEntries(
    wantedIndexes('payouts').map(({ name, keys, isWhole }) => [name, { keys, isWhole, isReady: true }]),
  ),
  stream: { view: STREAM_VIEW, arn: 'arn' },
  isReady: true,
  items: 0,
  bytes: 0,
};

const [WHOLE, SPARSE] = ['status-payouts-index', 'email-payouts-index'];
const indexWith = (name: string, facts: object): Partial<TableShape> => ({
  indexes: {
    ...FIT.indexes,
    [name]: { keys: [], isWhole: true, isReady: true, ...FIT.indexes[name], ...facts },
  },
});
const without = (name: string): Partial<TableShape> => ({
  indexes: Object.fromEntries(Object.entries(FIT.indexes).filter(([each]) => each !== name)),
});
const { stream: _, ...STREAMLESS } = FIT;

const faults = (shape: TableShape | undefined, table: 'payouts' | 'balances' | 'affiliates' = 'payouts') =>
  faultsOfTable(table, 'payouts-here', shape).map(({ kind, id }) => `${kind} ${id}`);

describe('a table of payouts', () => {
  it.each<[string, Partial<TableShape>, string[]]>([
    ['as it should be', {}, []],
    ['with an index that has more of a record than is needed', indexWith(SPARSE, { isWhole: true }), []],
    ['with one that has less', indexWith(WHOLE, { isWhole: false }), [`index-differs ${WHOLE}`]],
    ['with one that is being filled', indexWith(WHOLE, { isReady: false }), [`index-not-ready ${WHOLE}`]],
    ['without one', without(SPARSE), [`index-missing ${SPARSE}`]],
    [
      'with one whose key has another order',
      indexWith(WHOLE, { keys: FIT.indexes[WHOLE]?.keys.toReversed() }),
      [`index-differs ${WHOLE}`],
    ],
    [
      'with one that is sorted by a number',
      { types: { ...FIT.types, scheduled_for: 'N' } },
      ['index-differs scheduled-payouts-index'],
    ],
    [
      'with another key',
      { keys: [{ name: 'id', as: 'HASH' }], stream: { view: 'KEYS_ONLY', arn: '' } },
      ['table-differs payouts-here'],
    ],
    [
      'with less in its stream, and without an index',
      { ...without(WHOLE), stream: { view: 'NEW_IMAGE', arn: '' } },
      [`index-missing ${WHOLE}`, 'stream-differs payouts-here'],
    ],
  ])('%s', (_what, facts, expected) => expect(faults({ ...FIT, ...facts })).toStrictEqual(expected));

  it('without a stream', () => expect(faults(STREAMLESS)).toStrictEqual(['stream-missing payouts-here']));
});

describe('a table that is not there', () => {
  it.each([
    ['affiliates', 'table-missing'],
    ['payouts', 'table-missing'],
    ['balances', 'table-to-be-made'],
  ] as const)('is another service’s to make, or the deployment’s: %s', (table, kind) =>
    expect(faults(undefined, table)).toStrictEqual([`${kind} payouts-here`]),
  );
});
