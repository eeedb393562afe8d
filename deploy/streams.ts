/**
 * The payouts as they are made and changed: all of it, or those changes that fit the pattern. A record that
 * fails is tried again, alone, a few times, and then left in the queue of dead letters.
 */
export function payoutsStream(pattern?: { OldImage: object; NewImage: object }) {
  return {
    type: 'dynamodb',
    arn: '${param:payoutsStreamArn, self:custom.payoutsStream}',
    startingPosition: 'TRIM_HORIZON',
    batchSize: 10,
    functionResponseType: 'ReportBatchItemFailures',
    bisectBatchOnFunctionError: true,
    maximumRetryAttempts: 5,
    filterPatterns: [
      pattern ? { eventName: ['MODIFY'], dynamodb: pattern } : { eventName: ['INSERT', 'MODIFY'] },
    ],
    destinations: { onFailure: { type: 'sqs', arn: { 'Fn::GetAtt': ['DeadLetters', 'Arn'] } } },
  };
}
