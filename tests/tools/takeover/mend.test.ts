import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import { buildAudit } from '../../../functions/workers/audit.ts';
import { type Mend, mendRecord } from '../../../takeover/mend-record.ts';
import { contextOf } from '../../../testing/call.ts';
import { withClient } from '../../../testing/client.ts';
import { runCommand } from '../../../testing/commands.ts';
import { everything } from '../../../testing/expect.ts';
import { affiliate, payout, putRecords } from '../../../testing/good-records.ts';
import { type Item, storedPayout } from '../../../testing/other-service.ts';
import { PLANTED } from '../../../testing/planted-records.ts';
import { useWorld } from '../../../testing/use-world.ts';

/** One of the two active records of a user. */
const AMBIGUOUS = 'affiliate-user-ambiguous-0';

const world = useWorld({ stream: true });
const source = () => ({ store: world.store, limits: world.settings.limits });
const putPayout = (facts: Item) => putRecords(world, [['payouts', payout(facts)]]);
const ofPayout = (id: string, attribute: string, value: string): Mend => ({
  table: 'payouts',
  id,
  attribute,
  value,
});

describe('the command that an audit names', () => {
  const VALUES: Record<string, string> = {
    '<cents>': '5000',
    '<affiliate_id>': 'aff-good-1',
    '<time>': '2025-01-01T00:00:00Z',
    '<status>': 'active',
    '<user_id>': 'user-new',
    '<value>': 'someone@example.com',
  };

  it('mends each record that it is for', async () => {
    await putRecords(
      world,
      PLANTED.flatMap(({ items }) => items),
    );
    const { kinds } = await buildAudit(world)({}, contextOf({ remainingMs: 900_000 }));
    const mends = kinds.flatMap(({ kind, examples }) =>
      examples
        .filter(({ mend }) => mend.startsWith('npm run mend'))
        .map(({ id, mend }) => ({ kind, id, mend })),
    );
    expect(new Set(mends.map(({ kind }) => kind)).size).toBeGreaterThan(12);
    for (const { id, mend } of mends) {
      const [, , , , table, named = '', change = ''] = mend.split(' ');
      const [attribute = '', hole = ''] = change.split('=');
      const isStatus = attribute === 'status' && table === 'payouts';
      const value = attribute === 'payment_method' ? 'paypal' : isStatus ? 'failed' : (VALUES[hole] ?? hole);
      // Which of a user's records is closed is for a person.
      const wanted = {
        table: table as Mend['table'],
        id: named.replace('<affiliate_id>', AMBIGUOUS),
        attribute,
        value,
      };
      await mendRecord(source(), named === '<affiliate_id>' ? { ...wanted, value: 'inactive' } : wanted);
      expect(named === id || named === '<affiliate_id>').toBe(true);
    }
    const { kinds: left } = await buildAudit(world)({}, contextOf({ remainingMs: 900_000 }));
    const mended: string[] = mends.map(({ kind }) => kind);
    expect(left.map(({ kind }) => kind).filter((kind) => mended.includes(kind))).toStrictEqual([]);
  });
});

describe('npm run mend', () => {
  const runMend = (...args: string[]) =>
    runCommand('mend', ...args, '--endpoint', world.settings.store.endpoint ?? '');

  it('says what stood there', async () => {
    await putPayout({ payout_id: 'p 1', amount: '$50' });
    expect(await runMend('payouts', 'p 1', 'amount=5000')).toStrictEqual({
      exitCode: 0,
      stdout: 'p 1: amount was text "$50", and is 5000 now.\n',
      stderr: '',
    });
    expect(await storedPayout(world, 'p 1')).toStrictEqual(
      payout({ payout_id: 'p 1', amount: 5000, counted_amount: '$50' }),
    );
  });

  it('says what a person should still look at', async () => {
    await putPayout({ payout_id: 'p-small', amount: '$0.50' });
    const { exitCode, stdout } = await runMend('payouts', 'p-small', 'amount=50');
    expect(exitCode).toBe(0);
    expect(stdout).toContain('\nStill to look at: 50 cents ($0.50) is below 1000 cents ($10.00).\n');
  });

  it.each([
    ['what is all right', ['payouts', 'p-good', 'amount=2000'], 'amount of p-good is as it should be.'],
    ['what is not all right afterwards', ['payouts', 'p-bad', 'status=Paid'], 'status is text "Paid"'],
    ['dollars', ['payouts', 'p-bad', 'amount=50.00'], 'amount is a whole number of cents, such as 5000'],
    ['a time that is none', ['payouts', 'p-bad', 'requested_at=May'], 'requested_at is text "May"'],
    ['what is not there', ['payouts', 'p-nowhere', 'amount=5'], 'There is no record p-nowhere in'],
    [
      'an attribute that nobody looks at',
      ['payouts', 'p-bad', 'notes=x'],
      'notes of p-bad is as it should be.',
    ],
    [
      'earnings that are all right',
      ['affiliates', 'a-good', 'total_earned=9'],
      'total_earned of a-good is as',
    ],
  ])('refuses to change %s', async (_, args, line) => {
    await putPayout({ payout_id: 'p-good' });
    await putPayout({ payout_id: 'p-bad', amount: '$50', status: 'paid', requested_at: undefined });
    await putRecords(world, [['affiliates', affiliate({ affiliate_id: 'a-good' })]]);
    const before = await everything(world);
    const { exitCode, stderr } = await runMend(...args);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^Nothing was changed\. /);
    expect(stderr).toContain(line);
    expect(await everything(world)).toStrictEqual(before);
  });

  it.each([[[]], [['payouts', 'p']], [['balances', 'a', 'paid=1']], [['payouts', 'p', 'amount']]])(
    'says how it is called: %j',
    async (args) => {
      const { exitCode, stderr } = await runMend(...args);
      expect(exitCode).toBe(1);
      expect(stderr).toMatch(/^Usage: npm run mend -- payouts\|affiliates <id> <attribute>=<value>\n$/);
    },
  );
});

describe('a record that another service changes meanwhile', () => {
  it('is left to it', async () => {
    await putPayout({ payout_id: 'p-race', amount: '$50' });
    const store = withClient(world, async (name, send) => {
      if (name === 'UpdateItemCommand') {
        await world.store.db.send(
          new UpdateCommand({
            TableName: world.store.tables.payouts,
            Key: { payout_id: 'p-race' },
            UpdateExpression: 'SET amount = :amount',
            ExpressionAttributeValues: { ':amount': 7000 },
          }),
        );
      }
      return send();
    });
    const mend = mendRecord({ ...source(), store }, ofPayout('p-race', 'amount', '5000'));
    await expect(mend).rejects.toThrow('Nothing was changed. amount of p-race was changed just now.');
    expect(await storedPayout(world, 'p-race')).toMatchObject({ amount: 7000 });
  });
});
