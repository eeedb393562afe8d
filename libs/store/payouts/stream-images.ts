import type { AttributeValue as StoredValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { StreamRecord } from 'aws-lambda';
import type { Payout } from '../../payouts/payout.ts';

/** A payout as a record of the stream shows it. */
export function imageOf(image: StreamRecord['NewImage']): Payout | undefined {
  return image && (unmarshall(image as Record<string, StoredValue>) as Payout);
}
