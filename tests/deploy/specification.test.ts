import { expect, it } from 'vitest';
import { faultsOf } from './specification.ts';

const QUEUE = 'AWS::SQS::Queue';
const TABLE = 'AWS::DynamoDB::Table';
const KEYS = { KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }] };

it.each([
  ['a type that does not exist', 'AWS::SQS::Cue', {}, 'It is a AWS::SQS::Cue, which does not exist.'],
  ['a misspelt property', QUEUE, { QueName: 'a' }, 'has QueName, which does not exist.'],
  ['text for a number', QUEUE, { DelaySeconds: 'soon' }, 'DelaySeconds is not a number.'],
  [
    'text for a list',
    TABLE,
    { ...KEYS, LocalSecondaryIndexes: 'one' },
    'LocalSecondaryIndexes is not a list.',
  ],
  [
    'a number for an object',
    TABLE,
    { ...KEYS, StreamSpecification: 1 },
    'StreamSpecification is not an object.',
  ],
  [
    'a required member that is missing, far inside',
    TABLE,
    { ...KEYS, GlobalSecondaryIndexes: [{ IndexName: 'a', Projection: {} }] },
    'GlobalSecondaryIndexes.0 has no KeySchema.',
  ],
  ['a word for true', QUEUE, { FifoQueue: 'yes' }, 'FifoQueue is neither true nor false.'],
  ['an object for text', QUEUE, { QueueName: { a: 1, b: 2 } }, 'QueueName is not text.'],
])('%s is a fault of a template', (_, Type, Properties, fault) => {
  const faults = faultsOf({ Resources: { It: { Type, Properties } }, Outputs: {} });
  expect(faults).toStrictEqual([expect.stringContaining(fault)]);
});

it('what only CloudFormation knows is no fault', () => {
  const Properties = { QueueName: { Ref: 'Name' }, DelaySeconds: { 'Fn::GetAtt': ['A', 'B'] } };
  expect(faultsOf({ Resources: { It: { Type: QUEUE, Properties } }, Outputs: {} })).toStrictEqual([]);
});
