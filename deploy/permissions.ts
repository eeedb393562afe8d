import type { TableKey } from '../libs/store/engine/tables.ts';
import { EFFECT_OF_WRITES } from './shadow.ts';
import { tableName } from './tables.ts';

interface Statement {
  Effect: 'Allow' | typeof EFFECT_OF_WRITES;
  Action: string[];
  /** A text is a variable that stands for such a list. */
  Resource: object[] | string;
  Condition?: object;
}

/** Money is written in a transaction or not at all: a bare put, update or delete is refused by AWS itself. */
const ONLY_IN_TRANSACTION = {
  'ForAnyValue:StringEquals': { 'dynamodb:EnclosingOperation': ['TransactWriteItems'] },
};

/** Reading single items of a table, by their key. */
export function mayGet(table: TableKey): Statement {
  return { Effect: 'Allow', Action: ['dynamodb:GetItem'], Resource: [tableArn(table)] };
}

/** Reading several items of a table at once, by their keys. */
export function mayBatchGet(table: TableKey): Statement {
  return { Effect: 'Allow', Action: ['dynamodb:BatchGetItem'], Resource: [tableArn(table)] };
}

/** Reading one index of a table. */
export function mayQuery(table: TableKey, index: string): Statement {
  return { Effect: 'Allow', Action: ['dynamodb:Query'], Resource: [tableArn(table, `/index/${index}`)] };
}

/** Reading an affiliate's payouts, and their sum. */
export const mayReadPayouts = mayQuery('payouts', 'affiliate-payouts-index');

/** Reading a table from end to end: never while a caller waits. */
export function mayScan(table: TableKey): Statement {
  return { Effect: 'Allow', Action: ['dynamodb:Scan'], Resource: [tableArn(table)] };
}

/** Reading what keys, indexes and stream a table has. */
export function mayDescribe(table: TableKey): Statement {
  return { Effect: 'Allow', Action: ['dynamodb:DescribeTable'], Resource: [tableArn(table)] };
}

/** Taking part in a write transaction with these actions, and with no others. */
export function mayTransact(
  table: Exclude<TableKey, 'affiliates'>,
  ...actions: ('Put' | 'Update')[]
): Statement {
  return {
    Effect: EFFECT_OF_WRITES,
    Action: actions.map((action) => `dynamodb:${action}Item`),
    Resource: [tableArn(table)],
    Condition: ONLY_IN_TRANSACTION,
  };
}

/**
 * Making a write transaction depend on a record, without writing it. There is no condition: AWS's reference
 * does not list `EnclosingOperation` for this action, and a key that is missing would deny every check.
 */
export function mayCheck(table: TableKey): Statement {
  return { Effect: 'Allow', Action: ['dynamodb:ConditionCheckItem'], Resource: [tableArn(table)] };
}

/** Where a stream record goes when it has failed for the last time. */
export const mayLeaveDeadLetters = {
  Effect: 'Allow',
  Action: ['sqs:SendMessage'],
  Resource: [{ 'Fn::GetAtt': ['DeadLetters', 'Arn'] }],
} satisfies Statement;

/** Sending mail from the identity that `mailFrom` and `mailIdentity` name, and what SES asks for besides. */
export const maySendMail = {
  Effect: EFFECT_OF_WRITES,
  Action: ['ses:SendEmail'],
  Resource: '${computed:mailResources}',
} satisfies Statement;

/** What X-Ray needs of a function: it knows no resources. */
export const mayTrace = {
  Effect: 'Allow',
  Action: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'],
  Resource: ['*'],
};

/** By name and not by reference, so that it also fits a table that this stack did not make. */
function tableArn(table: TableKey, part = ''): object {
  const arn = 'arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table';
  return { 'Fn::Sub': `${arn}/${tableName(table)}${part}` };
}
