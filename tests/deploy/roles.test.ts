import { PutCommand, QueryCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { mayCheck, mayGet, mayLeaveDeadLetters, mayQuery, mayTransact } from '../../deploy/permissions.ts';
import { FUNCTIONS, grantsOf, isAllowed } from '../../testing/roles/grants.ts';
import { needsOf } from '../../testing/roles/needs.ts';
import { underRole } from '../../testing/roles/under-role.ts';
import { grantsNotUsed, usesNotAllowed } from '../../testing/roles/uses.ts';
import { USES_FILE } from '../../testing/seen-file.ts';
import { useWorld } from '../../testing/use-world.ts';

const world = useWorld();

const PAYOUTS = { TableName: 'commercive_payouts', Key: { payout_id: 'p' }, Item: { payout_id: 'p' } };
const AFFILIATES = { TableName: 'commercive_affiliates', Key: { affiliate_id: 'a' } };
const query = (IndexName: string) =>
  ['QueryCommand', { TableName: 'commercive_payouts', IndexName }] as const;
const transaction = (item: object) => ['TransactWriteCommand', { TransactItems: [item] }] as const;

const update = mayTransact('payouts', 'Update');
const retyped = (statement: object, from: string, to: string) =>
  JSON.parse(JSON.stringify(statement).replaceAll(from, to));

describe('a role', () => {
  it.each([
    ['a read by key', mayGet('payouts'), ['GetCommand', PAYOUTS]],
    ['a read by an index', mayQuery('payouts', 'status-payouts-index'), query('status-payouts-index')],
    ['a write in a transaction', update, transaction({ Update: PAYOUTS })],
    ['a check in a transaction', mayCheck('affiliates'), transaction({ ConditionCheck: AFFILIATES })],
  ] as const)('allows %s that it names', (_, statement, [command, input]) => {
    const grants = grantsOf({ iamRoleStatements: [statement] });
    const needs = needsOf(command, input as object, world.store.tables);
    expect(needs.map((need) => isAllowed(grants, need))).toStrictEqual([true]);
  });

  it.each([
    ['of another table', mayGet('balances'), ['GetCommand', PAYOUTS]],
    ['of the table, by an index', mayGet('payouts'), query('status-payouts-index')],
    ['by another index', mayQuery('payouts', 'status-payouts-index'), query('affiliate-payouts-index')],
    [
      'by an index of a table that has no such name',
      retyped(mayQuery('payouts', 'status-payouts-index'), ':table/', ':tables/'),
      query('status-payouts-index'),
    ],
    ['outside a transaction', update, ['UpdateCommand', PAYOUTS]],
    ['of another kind in a transaction', update, transaction({ Put: PAYOUTS })],
    ['that is a check, by a right to write', update, transaction({ ConditionCheck: PAYOUTS })],
    [
      'that is a check, under a condition whose key AWS does not give for checks',
      { ...mayCheck('affiliates'), Condition: update.Condition as object },
      transaction({ ConditionCheck: AFFILIATES }),
    ],
    [
      'under a condition that is misspelt',
      retyped(update, 'EnclosingOperation', 'EnclosingOperations'),
      transaction({ Update: PAYOUTS }),
    ],
    ['that is denied', retyped(update, update.Effect, 'Deny'), transaction({ Update: PAYOUTS })],
  ] as const)('does not allow a call %s', (_, statement, [command, input]) => {
    const grants = grantsOf({ iamRoleStatements: [statement] });
    const needs = needsOf(command, input as object, world.store.tables);
    expect(needs.map((need) => isAllowed(grants, need))).toStrictEqual([false]);
  });

  it('is asked for each item of a batch and of a transaction', () => {
    const items = { RequestItems: { commercive_affiliates: {}, commercive_payout_balances: {} } };
    const needs = needsOf('BatchGetCommand', items, world.store.tables);
    expect(needs.map(({ resource }) => resource)).toStrictEqual(['affiliates', 'balances']);
    const writes = { TransactItems: [{ Put: PAYOUTS }, { ConditionCheck: AFFILIATES }] };
    expect(needsOf('TransactWriteCommand', writes, world.store.tables)).toHaveLength(2);
  });
});

describe('a function in a test', () => {
  // What is refused here is no fault of a role.
  beforeEach(() => vi.stubEnv(USES_FILE, ''));
  afterEach(() => vi.unstubAllEnvs());

  const sendUnder = (file: string, command: never) =>
    underRole(
      file,
      ({ store }) =>
        () =>
          store.writer.send(command),
    )(world)();

  it('may do what its role allows', async () => {
    const Update = {
      ...PAYOUTS,
      Item: undefined,
      UpdateExpression: 'SET notes = :notes',
      ExpressionAttributeValues: { ':notes': 'n' },
    };
    const command = new TransactWriteCommand({ TransactItems: [{ Update }] });
    await expect(sendUnder('functions/workers/notify', command as never)).resolves.toBeDefined();
  });

  it('is refused anything else, as by AWS, whatever the database would take', async () => {
    const refused = { name: 'AccessDeniedException', message: expect.stringContaining('of getBalance does') };
    const asked = {
      KeyConditionExpression: 'status = :s',
      ExpressionAttributeValues: { ':s': 'pending' },
      ...PAYOUTS,
    };
    for (const command of [
      new PutCommand(PAYOUTS),
      new QueryCommand({ ...asked, IndexName: 'status-payouts-index' }),
    ]) {
      await expect(sendUnder('functions/payouts/balance', command as never)).rejects.toMatchObject(refused);
    }
  });

  it('may send mail only if its role allows it', async () => {
    const sending = { ...world, sendMail: async () => 'sent' as const };
    const mail = { subject: '', text: '', html: '' };
    const sent = (file: string) =>
      underRole(file, ({ sendMail }) => sendMail)(sending)?.('a@example.com', mail);
    await expect(sent('functions/workers/notify')).resolves.toBe('sent');
    await expect(sent('functions/workers/reconcile')).rejects.toThrow(
      'of reconcile does not allow ses:SendEmail',
    );
  });

  it('is one that is deployed', () => {
    expect(() => underRole('functions/workers/new', () => 0)).toThrow('no function whose handler is');
  });
});

describe('after all tests', () => {
  const uses = Object.entries(FUNCTIONS).flatMap(([name, deployed]) =>
    grantsOf(deployed).map(({ action, resource, condition }) => {
      const enclosing = condition && { enclosing: 'TransactWriteItems' as const };
      return { name, need: { action, resource, ...enclosing } };
    }),
  );

  it('nothing is wrong if each function has needed all that its role allows', () => {
    expect([...usesNotAllowed(uses), ...grantsNotUsed(uses)]).toStrictEqual([]);
  });

  it('a permission that was not needed is named', () => {
    const others = uses.filter(
      ({ name, need }) => name !== 'getPayout' || need.action !== 'dynamodb:GetItem',
    );
    expect(grantsNotUsed(others)).toStrictEqual(['getPayout may dynamodb:GetItem on payouts']);
  });

  it('a need that was not allowed is named, though the test may not have minded', () => {
    const need = { action: 'dynamodb:Scan', resource: 'payouts' };
    expect(usesNotAllowed([{ name: 'notify', need }])).toStrictEqual([
      'notify needs dynamodb:Scan on payouts',
    ]);
  });
});

describe('the roles', () => {
  const routes = Object.entries(FUNCTIONS).filter(
    ([name, { events = [] }]) => name !== 'router' && events.some((event) => event.httpApi),
  );
  const textsOf = (statements: object[]) => new Set(statements.map((each) => JSON.stringify(each)));

  it('of one function for the whole API and of a function for each route are the same in sum', () => {
    const sum = routes.flatMap(([, { iamRoleStatements }]) => iamRoleStatements);
    expect(textsOf(FUNCTIONS.router?.iamRoleStatements ?? [])).toStrictEqual(textsOf(sum));
  });

  it('let each function leave dead letters that has a place for them, and no other one', () => {
    for (const [name, { events = [], destinations, iamRoleStatements }] of Object.entries(FUNCTIONS)) {
      const hasPlace = destinations !== undefined || events.some(({ stream }) => stream);
      expect(textsOf(iamRoleStatements).has(JSON.stringify(mayLeaveDeadLetters)), name).toBe(hasPlace);
    }
  });

  it('name the queue by what the stack makes', () => {
    const grants = grantsOf({ iamRoleStatements: [mayLeaveDeadLetters] });
    expect(grants).toStrictEqual([{ action: 'sqs:SendMessage', resource: 'DeadLetters' }]);
  });
});
