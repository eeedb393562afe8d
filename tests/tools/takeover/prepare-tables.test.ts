import type { UpdateTableCommandInput } from '@aws-sdk/client-dynamodb';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Store } from '../../../libs/store/engine/client.ts';
import { wantedIndexes } from '../../../libs/store/engine/table-faults.ts';
import { lost, withClient } from '../../../testing/client.ts';
import { runCommand, tablesNamed } from '../../../testing/commands.ts';
import { everything } from '../../../testing/expect.ts';
import type { World } from '../../../testing/world.ts';
import { descriptionsOf, prepare, tableKinds, useOldTables } from './use-old-tables.ts';

/** Everything but the one index of the old shape. */
const ADDED = [
  ...wantedIndexes('payouts')
    .filter(({ name }) => name !== 'affiliate-payouts-index')
    .map(({ name }) => `the index ${name}`),
  'a stream with NEW_AND_OLD_IMAGES',
];

const INTERRUPTION = Object.assign(new Error('Ctrl-C'), { $metadata: { httpStatusCode: 400 } });

const { database, oldTables } = useOldTables();

/** A store with a hook before each call. */
const hooked = (prefix: string, interpose: Parameters<typeof withClient>[1]): Store => {
  const store = { tables: tablesNamed(prefix), endpoint: database.endpoint };
  return { ...withClient({ settings: { store } } as World, interpose), tables: store.tables };
};

type Described = { Table: { GlobalSecondaryIndexes: object[]; TableStatus: string } };

/**
 * A table as it is while DynamoDB changes it: after each change it is busy at the first look, one of its
 * indexes is made at the second and filled at the third, and it is ready at the fourth.
 */
function asBusy({ Table }: Described, calls: string[]): string {
  const looks = calls.length - 1 - calls.findLastIndex((call) => call !== 'busy');
  if (looks === 0) Table.TableStatus = 'UPDATING';
  const [index = {}] = Table.GlobalSecondaryIndexes;
  if (looks === 1) Object.assign(index, { IndexStatus: 'CREATING' });
  if (looks === 2) Object.assign(index, { IndexStatus: 'ACTIVE', Backfilling: true });
  return looks < 3 ? 'busy' : 'ready';
}

function refuseTheFirst(calls: string[]): void {
  calls.push(calls.includes('refused') ? 'update' : 'refused');
  if (calls.at(-1) === 'refused') {
    throw Object.assign(new Error('busy'), { name: 'LimitExceededException', $metadata: {} });
  }
}

describe('tables of the old shape', () => {
  it('get what they lack, one thing at a time, keep their records, and are left alone afterwards', async () => {
    const { prefix } = await oldTables();
    const updates: UpdateTableCommandInput[] = [];
    const store = hooked(prefix, (name, send, input) => {
      if (name === 'UpdateTableCommand') updates.push(input as UpdateTableCommandInput);
      return send();
    });
    const { affiliates, payouts } = store.tables;
    const records = { store: { ...store, tables: { affiliates, payouts } } } as World;
    const before = await everything(records);
    expect(await tableKinds(store)).toStrictEqual(['index-missing', 'stream-missing', 'table-to-be-made']);
    const said: string[] = [];
    expect(await prepare(store, said)).toBe(ADDED.length);
    expect(said.filter((line) => line.includes('adding'))).toStrictEqual(
      ADDED.map((what) => `${payouts}: adding ${what} …`),
    );
    const changes = updates.map(({ GlobalSecondaryIndexUpdates = [], StreamSpecification }) =>
      [GlobalSecondaryIndexUpdates, StreamSpecification ?? []].flat(),
    );
    expect(changes.map((change) => change.length)).toStrictEqual(ADDED.map(() => 1));
    expect(await tableKinds(store)).toStrictEqual(['table-to-be-made']);
    expect(await everything(records)).toStrictEqual(before);
    expect(await prepare(store)).toBe(0);
  });

  it.each([1, 2, 3])('may be left after %i changes, and prepared on', async (kept) => {
    const { prefix } = await oldTables();
    let changes = 0;
    const store = hooked(prefix, (name, send) => {
      if (name === 'UpdateTableCommand' && changes++ === kept) throw INTERRUPTION;
      return send();
    });
    await expect(prepare(store)).rejects.toThrow('Ctrl-C');
    expect(await prepare(database.storeOf(prefix))).toBe(ADDED.length - kept);
    expect(await tableKinds(database.storeOf(prefix))).toStrictEqual(['table-to-be-made']);
  });

  it('are told once only, also if the answer is lost', async () => {
    const { prefix } = await oldTables();
    let updates = 0;
    const store = hooked(prefix, async (name, send) => {
      if (name !== 'UpdateTableCommand') return send();
      updates += 1;
      await send();
      throw lost();
    });
    expect(await prepare(store)).toBe(ADDED.length);
    expect(updates).toBe(ADDED.length);
  });

  it('are waited for while DynamoDB changes them, and asked again while it is busy', async () => {
    const { prefix } = await oldTables();
    const calls: string[] = [];
    const store = hooked(prefix, async (name, send, input) => {
      if (name === 'UpdateTableCommand') refuseTheFirst(calls);
      const answer = await send();
      const isLook = name === 'DescribeTableCommand' && JSON.stringify(input).includes('payouts');
      if (isLook) calls.push(asBusy(answer.output as never, calls));
      return answer;
    });
    const said: string[] = [];
    expect(await prepare(store, said)).toBe(ADDED.length);
    expect(said.some((line) => line.includes('waiting for the table'))).toBe(true);
    const beforeEachUpdate = calls.flatMap((call, index) =>
      call === 'update' || call === 'refused' ? [calls[index - 1]] : [],
    );
    expect(beforeEachUpdate).toStrictEqual(['ready', ...ADDED.map(() => 'ready')]);
    expect(calls.filter((call) => call === 'refused')).toHaveLength(1);
  });
});

describe('npm run prepare-tables', () => {
  it('says what it adds, with --dry-run adds nothing, and ends with the command that deploys over them', async () => {
    const { store, prefix } = await oldTables();
    const options = Object.entries(store.tables).flatMap(([key, name]) => [`--${key}-table`, name]);
    const run = (...more: string[]) =>
      runCommand('prepare-tables', '--endpoint', database.endpoint, ...options, ...more);
    const dry = await run('--dry-run');
    expect(dry).toMatchObject({ exitCode: 0, stderr: '' });
    const lines = ADDED.map((what) => `${prefix}commercive_payouts lacks ${what}.`);
    expect(dry.stdout.split('\n').slice(0, ADDED.length)).toStrictEqual(lines);
    expect(await tableKinds(store)).toContain('index-missing');
    const { exitCode, stdout } = await run();
    expect(exitCode).toBe(0);
    const [, payouts] = await descriptionsOf(store);
    expect(stdout.trimEnd().split('\n').at(-1)).toBe(
      `npx sls deploy --stage prod --param affiliatesTable=${store.tables.affiliates} --param payoutsTable=${store.tables.payouts} --param payoutsStreamArn=${payouts?.LatestStreamArn}`,
    );
  });

  it('ends with the same on AWS, and the region that was named', async () => {
    const { store } = await oldTables();
    await prepare(store);
    // The SDK takes the embedded database for AWS.
    vi.stubEnv('AWS_ENDPOINT_URL_DYNAMODB', database.endpoint);
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'none');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'none');
    onTestFinished(() => void vi.unstubAllEnvs());
    const options = Object.entries(store.tables).flatMap(([key, name]) => [`--${key}-table`, name]);
    const { stdout, stderr } = await runCommand('prepare-tables', '--region', 'eu-west-1', ...options);
    expect(stderr).toBe('');
    expect(stdout.trimEnd().split('\n').at(-1)).toMatch(
      /^npx sls deploy --stage prod --region eu-west-1 --param affiliatesTable=/,
    );
  });
});
