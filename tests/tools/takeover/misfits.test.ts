import { CreateTableCommand, type CreateTableCommandInput } from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';
import type { AuditReport } from '../../../libs/payouts/audit/report.ts';
import { TABLES } from '../../../libs/store/engine/tables.ts';
import { makeOldTables, payoutsTable } from '../../../takeover/make-old-tables.ts';
import { oldData } from '../../../takeover/old-data.ts';
import { runCommand } from '../../../testing/commands.ts';
import { descriptionsOf, prepare, tableKinds, useOldTables } from './use-old-tables.ts';

const { database, newPrefix } = useOldTables();

type Shape = (input: CreateTableCommandInput) => CreateTableCommandInput;

const INDEX = { IndexName: 'status-payouts-index', Projection: { ProjectionType: 'ALL' as const } };
const HASH = 'HASH' as const;
const text = (AttributeName: string) => ({ AttributeName, AttributeType: 'S' as const });

const withIndex =
  (keys: string[], types: { AttributeName: string; AttributeType: 'S' | 'N' }[], facts = {}): Shape =>
  (input) => ({
    ...input,
    AttributeDefinitions: [...(input.AttributeDefinitions ?? []), ...types],
    GlobalSecondaryIndexes: [
      ...(input.GlobalSecondaryIndexes ?? []),
      {
        ...INDEX,
        KeySchema: keys.map((AttributeName, index) => ({ AttributeName, KeyType: index ? 'RANGE' : HASH })),
        ...facts,
      },
    ],
  });

const MISFITS: [string, Shape, string, string][] = [
  [
    'an index of that name with other keys',
    withIndex(['status'], [text('status')]),
    'index-differs',
    'index-differs: status-payouts-index. On',
  ],
  [
    'an index of that name without the whole record',
    withIndex(['status', 'requested_at'], [text('status')], { Projection: { ProjectionType: 'KEYS_ONLY' } }),
    'index-differs',
    'without the whole record, and must be status (S), requested_at (S). Delete it first',
  ],
  [
    'an index of that name with some of the record',
    withIndex(['status', 'requested_at'], [text('status')], {
      Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['notes'] },
    }),
    'index-differs',
    'without the whole record, and must be status (S), requested_at (S). Delete it first',
  ],
  [
    'a stream of the wrong view',
    (input) => ({ ...input, StreamSpecification: { StreamEnabled: true, StreamViewType: 'KEYS_ONLY' } }),
    'stream-differs',
    'Its stream shows KEYS_ONLY, and must show NEW_AND_OLD_IMAGES. A stream cannot be changed',
  ],
  [
    'another key',
    () => ({
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [text('id')],
      KeySchema: [{ AttributeName: 'id', KeyType: HASH }],
      TableName: '',
    }),
    'table-differs',
    'Its key is id (S), and must be payout_id (S).',
  ],
];

describe('a payouts table that does not fit', () => {
  it.each(MISFITS)('is named by the audit, refused, and left as it is: %s', async (_, shape, kind, line) => {
    const prefix = newPrefix();
    const store = database.storeOf(prefix);
    const { affiliates, payouts } = store.tables;
    const fitting = database.storeOf(`${prefix}fit_`);
    await makeOldTables(
      { ...fitting, tables: { ...fitting.tables, affiliates } },
      database.endpoint,
      oldData({ seed: 1, affiliates: 1, payouts: 1 }),
    );
    await store.db.send(new CreateTableCommand({ ...shape(payoutsTable(payouts)), TableName: payouts }));
    expect(await tableKinds(store)).toContain(kind);
    const before = await descriptionsOf(store);
    const options = [
      '--endpoint',
      database.endpoint,
      '--affiliates-table',
      affiliates,
      '--payouts-table',
      payouts,
    ];
    const { exitCode, stderr, stdout } = await runCommand('prepare-tables', ...options);
    expect({ exitCode, stdout }).toStrictEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toMatch(/^Nothing was changed\.\n/);
    expect(stderr).toContain(line);
    expect(await descriptionsOf(store)).toStrictEqual(before);
  });

  it('is refused if another index has one of our attributes as a number', async () => {
    const store = database.storeOf(newPrefix());
    const shape = withIndex(['scheduled_for'], [{ AttributeName: 'scheduled_for', AttributeType: 'N' }], {
      IndexName: 'by-day',
    });
    await makeOldTables(store, database.endpoint, oldData({ seed: 1, affiliates: 1, payouts: 1 }), shape);
    await expect(prepare(store)).rejects.toThrow(
      /scheduled-payouts-index needs scheduled_for as text, and .* has another index on it as N\./,
    );
  });

  it('is refused if it is not there, and the audit has its own command with another name', async () => {
    const store = database.storeOf('nowhere_');
    const { affiliates, payouts } = store.tables;
    await expect(prepare(store)).rejects.toThrow(`Nothing was changed.\ntable-missing: ${affiliates}.`);
    const given = ['--endpoint', database.endpoint, '--payouts-table', payouts];
    const { exitCode, stdout } = await runCommand('audit', ...given, '--json');
    expect(exitCode).toBe(2);
    const { kinds } = JSON.parse(stdout) as AuditReport;
    const examples = kinds.find(({ kind }) => kind === 'table-missing')?.examples;
    const anew = `npm run audit -- --endpoint ${database.endpoint} --payouts-table`;
    expect(examples?.map(({ id, mend }) => [id, mend])).toStrictEqual([
      [TABLES.affiliates.name, `${anew} ${payouts} --affiliates-table <name>`],
      [payouts, `${anew} <name>`],
    ]);
  });
});
