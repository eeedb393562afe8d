import { beforeAll, expect, it } from 'vitest';
import { buildAudit } from '../../../functions/workers/audit.ts';
import { contextOf } from '../../../testing/call.ts';
import { goodRecords, OWNER, payout, putRecords } from '../../../testing/good-records.ts';
import { useWorld } from '../../../testing/use-world.ts';

const world = useWorld();

/** Of 20 KB, and with an id that is in each of the tables. */
const LARGE = payout({ payout_id: OWNER, notes: 'x'.repeat(20_000) });

beforeAll(() => putRecords(world, [...goodRecords(9, 3), ['payouts', LARGE]]));

it.each([
  ['affiliates', { balances: 3, payouts: 10 }, 8],
  ['balances', { affiliates: 0, payouts: 10 }, 7],
] as const)(
  'an audit that goes on in the %s reads what comes after them from its start, and finds nothing amiss',
  async (stage, all, read_units) => {
    const report = await buildAudit(world)({ stage, after: OWNER }, contextOf({ remainingMs: 900_000 }));
    expect(report).toMatchObject({ read: all, read_units, kinds: [], next: null });
  },
);

it('an audit that has read the last page needs no more time', async () => {
  const { next } = await buildAudit(world)({ stage: 'groups' }, contextOf({ remainingMs: 9000 }));
  expect(next).toBeNull();
});

it('an audit does not compare records with those of a table that it cannot read', async () => {
  const tables = { ...world.store.tables, affiliates: 'not-there' };
  const here = { ...world, store: { ...world.store, tables } };
  const { kinds } = await buildAudit(here)(undefined, contextOf({ remainingMs: 900_000 }));
  expect(kinds.map(({ kind }) => kind)).toStrictEqual(['table-missing', 'stream-missing']);
});
