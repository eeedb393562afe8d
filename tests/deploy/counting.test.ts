import { describe, expect, it } from 'vitest';
import config from '../../serverless.ts';

/**
 * Every function that may meet a payout that another service wrote, and then counts it before anything else.
 */
const COUNTING = [
  'requestPayout',
  'requestBulk',
  'requestOnBehalf',
  'cancelPayout',
  'processPayout',
  'processPayouts',
  'confirmRun',
  'importRunResult',
  'continueRuns',
  'paypalWebhook',
  'zelleWebhook',
  'releaseScheduled',
  'sendPaypal',
  'syncPaypal',
  'notify',
  'openBalances',
  'sweep',
  'redrive',
];

/** What counting needs: to sum the payouts for a new row, and to mark and count. */
const NEEDED = [
  'dynamodb:PutItem balances',
  'dynamodb:Query payouts/index/affiliate-payouts-index',
  'dynamodb:UpdateItem balances',
  'dynamodb:UpdateItem payouts',
];

interface Statement {
  Action: string[];
  Resource: object[];
}

const { custom } = config as unknown as {
  custom: { functions: { false: Record<string, { iamRoleStatements: Statement[] }> } };
};

/** What a function may do, as an action and the table or index that it is for. */
function allowedTo(name: string): string[] {
  const statements = custom.functions.false[name]?.iamRoleStatements ?? [];
  return statements.flatMap(({ Action, Resource }) => {
    const [, resource = ''] = /table\/([^"]+)/.exec(JSON.stringify(Resource)) ?? [];
    return Action.map((action) => `${action} ${resource.replace(/\$\{self:custom\.tables\.(\w+)\}/g, '$1')}`);
  });
}

describe('what another service wrote', () => {
  it.each(['notify', 'openBalances', 'sweep', 'redrive'])(
    'may be compared with what was earned by %s',
    (name) => {
      const needed = ['dynamodb:GetItem affiliates', 'dynamodb:GetItem balances'];
      expect(allowedTo(name)).toEqual(expect.arrayContaining(needed));
    },
  );

  it.each(COUNTING)('may be counted by %s', (name) => {
    expect(allowedTo(name)).toEqual(expect.arrayContaining(NEEDED));
  });

  it.each([
    'getBalance',
    'listPayouts',
    'getPayout',
    'listAllPayouts',
    'getAnyPayout',
    'getReceipt',
    'getAnyReceipt',
    'getRun',
    'getRunFile',
    'listRuns',
    'reconcile',
    'audit',
  ])('is only read by %s', (name) => {
    expect(allowedTo(name)).not.toHaveLength(0);
    expect(allowedTo(name).filter((action) => /:(?:Put|Update|Delete)Item /.test(action))).toStrictEqual([]);
  });
});
