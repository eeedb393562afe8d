import { WAKES } from './shadow.ts';

/** How a function reads the stream: how many records at once and, if not all, which changes. */
interface StreamReading {
  batchSize: number;
  pattern?: { OldImage: object; NewImage: object };
}

/**
 * The payouts as they are made and changed: all of it, or those changes that fit the pattern. A record that
 * fails is tried again, alone, a few times, and then left in the queue of dead letters.
 */
export function payoutsStream({ batchSize, pattern }: StreamReading) {
  return {
    type: 'dynamodb',
    enabled: WAKES,
    arn: '${param:payoutsStreamArn, self:custom.payoutsStream}',
    startingPosition: 'TRIM_HORIZON',
    batchSize,
    functionResponseType: 'ReportBatchItemFailures',
    bisectBatchOnFunctionError: true,
    maximumRetryAttempts: 5,
    filterPatterns: [
      pattern ? { eventName: ['MODIFY'], dynamodb: pattern } : { eventName: ['INSERT', 'MODIFY'] },
    ],
    destinations: { onFailure: { type: 'sqs', arn: { 'Fn::GetAtt': ['DeadLetters', 'Arn'] } } },
  };
}
