import { describe, expect, it } from 'vitest';
import { wantedIndexes } from '../../../libs/store/engine/table-faults.ts';
import { TABLES } from '../../../libs/store/engine/tables.ts';
import { oldData } from '../../../takeover/old-data.ts';
import { runCommand, useEmptyDatabase } from '../../../testing/commands.ts';
import { everything } from '../../../testing/expect.ts';
import type { World } from '../../../testing/world.ts';

const database = useEmptyDatabase();
const SIZES = ['--payouts', '200', '--affiliates', '10'];

const runOld = (...args: string[]) => runCommand('old-tables', '--endpoint', database.endpoint, ...args);
const recordsIn = (prefix: string) => {
  const { tables, ...store } = database.storeOf(prefix);
  const { affiliates, payouts } = tables;
  return everything({ store: { ...store, tables: { affiliates, payouts } } } as World);
};

describe('npm run old-tables', () => {
  it('makes the same data for the same seed, and other data for another one', async () => {
    const named = (prefix: string) => [
      '--payouts-table',
      `${prefix}commercive_payouts`,
      '--affiliates-table',
      `${prefix}commercive_affiliates`,
    ];
    for (const [prefix, seed] of [
      ['a_', '1'],
      ['b_', '1'],
      ['c_', '2'],
    ] as const) {
      const { exitCode, stdout } = await runOld(...SIZES, '--seed', seed, ...named(prefix));
      expect(exitCode).toBe(0);
      expect(stdout).toBe(
        `${prefix}commercive_affiliates has 11 records, and ${prefix}commercive_payouts has 200.\n`,
      );
    }
    expect(await recordsIn('b_')).toStrictEqual(await recordsIn('a_'));
    expect(await recordsIn('c_')).not.toStrictEqual(await recordsIn('a_'));
  });

  it('refuses tables that are there', async () => {
    expect((await runOld(...SIZES)).exitCode).toBe(0);
    const before = await recordsIn('');
    const { exitCode, stderr } = await runOld(...SIZES);
    expect(exitCode).toBe(1);
    expect(stderr).toBe('There is a table commercive_affiliates already. Nothing was changed.\n');
    expect(await recordsIn('')).toStrictEqual(before);
  });

  it('makes none on AWS', async () => {
    const { exitCode, stderr } = await runCommand('old-tables', '--region', 'eu-west-1');
    expect(exitCode).toBe(1);
    expect(stderr).toBe('Name the database with --endpoint <url>. None is made on AWS.\n');
  });

  it('are audited with everything that is untidy in them', async () => {
    const { exitCode, stdout } = await runCommand('audit', '--endpoint', database.endpoint, '--json');
    expect(exitCode).toBe(2);
    const { kinds } = JSON.parse(stdout) as { kinds: { kind: string; count: number }[] };
    const counts = Object.fromEntries(kinds.map(({ kind, count }) => [kind, count]));
    const uncounted = 200 - 8;
    expect(counts).toStrictEqual({
      'index-missing': wantedIndexes('payouts').length - 1,
      'stream-missing': 1,
      'payout-amount-unreadable': 8,
      'payout-requested-at-missing': 1,
      'payout-status-unknown': 1,
      'payout-time-unreadable': 1,
      'payout-destination-unusable': 1,
      'payout-transaction-shared': 1,
      'affiliate-overdrawn': 1,
      'affiliate-status-unreadable': 1,
      'affiliate-destination-unusable': 1,
      'table-to-be-made': Object.keys(TABLES).length - 2,
      'payout-amount-text': 1,
      'payout-status-spelling': 2,
      'payout-mark-missing': uncounted,
      'affiliate-earnings-text': 1,
      'affiliate-user-several': 1,
    });
  });
});

describe('the data of an old service', () => {
  it('has other attributes than ours, and no id twice', () => {
    const { payouts } = oldData({ seed: 5, affiliates: 50, payouts: 2000 });
    expect(new Set(payouts.map(({ payout_id }) => payout_id)).size).toBe(2000);
    expect(
      payouts.every(({ meta, affiliate_status }) => meta !== undefined && affiliate_status === undefined),
    ).toBe(true);
  });
});
